package expression

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// [E1] What is parsed is printed with as few spaces and brackets as it needs.
func TestPrinting(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"spaces and lines", "  m\n  =  1\tand nul=0 ", "m = 1 and nul = 0"},
		{"brackets that say nothing", "((m) + (1)) = ((2))", "m + 1 = 2"},
		{"brackets that say something", "(m + 1) * 2 = 2 * (m + 1)", "(m + 1) * 2 = 2 * (m + 1)"},
		{"from the left", "(m - 1) - 2 = m - (1 - 2)", "m - 1 - 2 = m - (1 - 2)"},
		{"or within and", "(m = 1 or m = 2) and nul = 0", "(m = 1 or m = 2) and nul = 0"},
		{"and within or", "(m = 1 and nul = 0) or m = 2", "m = 1 and nul = 0 or m = 2"},
		{"or within or stays", "m = 1 or (m = 2 or m = 3)", "m = 1 or (m = 2 or m = 3)"},
		{"not of a bracket", "not (m = 1 or m = 2) and not m = 3", "not (m = 1 or m = 2) and not m = 3"},
		{"not within not needs its bracket", "not (not m = 1)", "not (not m = 1)"},
		{"a condition within a comparison", "(m = 1) is empty", "(m = 1) is empty"},
		{"a negative number", "m - -1 = -2.50", "m - -1 = -2.50"},
		{"a list", "farve in [ roed,gul , -1 ]", "farve in [roed, gul, -1]"},
		{"a function", "count( bud.trin ,m where  trin in [1] )>0", "count(bud.trin, m where trin in [1]) > 0"},
		{"a path with a row", "ark.forhold/maal.nu is answered", "ark.forhold/maal.nu is answered"},
		{"an id that begins like a word", "inden = oret or notat = istid", "inden = oret or notat = istid"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, ps := parse(at(tt.text))
			if s == nil {
				t.Fatal(ps.Error())
			}
			if got := s.String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestKindsAndWords(t *testing.T) {
	for word, want := range map[string]Kind{"text": Text, "longtext": Text, "number": Number, "choice": Choice, "choices": Choices, "scale": Scale, "date": Date, "month": Month, "time": Time, "longtxt": Unknown, "": Unknown} {
		if got := KindOf(word); got != want {
			t.Errorf("KindOf(%q) = %v, want %v", word, got, want)
		}
	}
}

// What worksheets ask about an expression besides its value.
func TestFactsOfAnExpression(t *testing.T) {
	w := theWorld(t)
	e, ps := Condition(Source{Text: "count(bud where trin = 1) > m", Pos: source.Position{File: "a.md", Line: 3, Column: 8}}, w.env("ark"))
	if e == nil {
		t.Fatal(ps.Error())
	}
	var reads []string
	for _, r := range e.Reads {
		id := ""
		if r.Cell != nil {
			id = r.Cell.ID
		} else {
			id = r.Rows.ID
		}
		reads = append(reads, id+" "+r.Pos.String())
	}
	want := []string{"ark.bud a.md:3:14", "ark.bud.trin a.md:3:24", "ark.m a.md:3:36"}
	if diff := cmp.Diff(want, reads); diff != "" {
		t.Errorf("reads (-want +got):\n%s", diff)
	}
	if plain, _ := Condition(at("m > 1"), w.env("ark")); !e.Counts || plain.Counts {
		t.Error("Counts does not tell whether a function stands in an expression")
	}
	if e.Text != "count(bud where trin = 1) > m" || e.Type.Kind != Truth || e.Pos.Column != 8 {
		t.Errorf("got %q, %v, %v", e.Text, e.Type.Kind, e.Pos)
	}
}

// Chosen options stand for values: [E6].
func TestValuesThatAreOptions(t *testing.T) {
	w := theWorld(t)
	lys := Type{Kind: Choice, Set: w.sets["trafiklys"]}
	grad := Type{Kind: Scale, Set: w.sets["grad"]}
	for _, tt := range []struct {
		name, text string
		want       Type
		gives      any
	}{
		{"an option", "gul", lys, "gul"},
		{"an aside", "ikke-vurderet", lys, "ikke-vurderet"},
		{"a path of the same set", "anden-farve", lys, "gul"},
		{"a function", "last(log.status)", lys, "gul"},
		{"a step of a scale", "2", grad, "2"},
		{"a scale", "trin", grad, "3"},
		{"a scale for a number", "trin", Type{Kind: Number}, 3.0},
		{"an author's row", "maal", Type{Kind: Choice, Rows: w.rows["ark.forhold"]}, "ark.forhold/maal"},
		{"this month", "today", Type{Kind: Month}, "2026-11"},
		{"a text", "last(bud.funktion)", Type{Kind: Text}, "Vikar"},
		{"a chosen row", "last(log.indsats)", Type{Kind: Choice, Rows: w.rows["indsatser"]}, "indsatser/T-01"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, ps := Value(at(tt.text), w.env("ark"), tt.want)
			if e == nil {
				t.Fatal(ps.Error())
			}
			table := readCases(t)
			if diff := cmp.Diff(tt.gives, e.Evaluate(stored{table.Answers, w}, table.Today, "")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.want.Kind, e.Type.Kind); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A Program has all that the trees in it name, wherever they stand: the page has no more.
func TestProgramsAreWhole(t *testing.T) {
	w := theWorld(t)
	for _, c := range readCases(t).Cases {
		var p Program
		var tree any
		if c.Expr != "" {
			e, _ := anything(c.Expr, w.envOf(c.In))
			p.Add(e)
			tree = e.Tree
		} else {
			s, _ := Say(at(c.Say), w.envOf(c.In))
			p.AddSentence(s)
			tree = s
		}
		text, err := json.Marshal(struct{ Tree, Program any }{tree, &p})
		if err != nil {
			t.Fatal(err)
		}
		var whole struct {
			Tree    any
			Program map[string]map[string]any
		}
		if err := json.Unmarshal(text, &whole); err != nil {
			t.Fatal(err)
		}
		walkJSON(whole.Tree, func(id string) {
			if whole.Program["cells"][id] == nil && whole.Program["rows"][id] == nil {
				t.Errorf("%s%s: the program lacks %s", c.Expr, c.Say, id)
			}
		})
		walkJSON([]any{whole.Program["cells"], whole.Program["rows"]}, func(id string) {
			if whole.Program["cells"][id] == nil && whole.Program["rows"][id] == nil {
				t.Errorf("%s%s: the program lacks %s, which it names", c.Expr, c.Say, id)
			}
		})
		for _, cell := range whole.Program["cells"] {
			if set, ok := cell.(map[string]any)["set"].(string); ok && whole.Program["sets"][set] == nil {
				t.Errorf("%s%s: the program lacks the set %s", c.Expr, c.Say, set)
			}
		}
	}
}

// walkJSON calls f with the ids of cells and rows in trees.
func walkJSON(v any, f func(id string)) {
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			if label, ok := x.(string); ok && key == "label" {
				f(label)
			}
			walkJSON(x, f)
		}
	case []any:
		if len(v) > 1 {
			switch id := v[1]; v[0] {
			case "get", "rows":
				f(id.(string))
			case "via", "rows-of", "row":
				f(v[2].(string))
			}
		}
		for _, x := range v {
			walkJSON(x, f)
		}
	}
}

func TestCellsAreWorkedOut(t *testing.T) {
	w, table := theWorld(t), readCases(t)
	answers := stored{table.Answers, w}
	for _, tt := range []struct {
		cell, row string
		want      any
	}{
		{"ark.m", "", 4.0},
		{"resultat.samlet", "", 4.0},
		{"indsatser.snit", "indsatser/T-01", 2.0},
		{"ark.sorter.note", "indsatser/T-01", "Haster"},
		{"ark.sorter.vurderet", "indsatser/T-01", "ja"},
		{"moede.tid", "moede#k1", 30.0},
		{"ark.n", "", nil},
	} {
		if diff := cmp.Diff(tt.want, w.cells[tt.cell].Value(answers, table.Today, tt.row)); diff != "" {
			t.Errorf("%s in %q (-want +got):\n%s", tt.cell, tt.row, diff)
		}
	}
}

// FuzzParse gives any text as an expression. [E1]
func FuzzParse(f *testing.F) {
	for _, c := range readCases(f).Cases {
		f.Add(c.Expr + c.Say)
	}
	archive, err := txtar.ParseFile("testdata/problems.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, in := range archive.Files {
		if in.Name != "problems" {
			f.Add(strings.TrimSuffix(string(in.Data), "\n"))
		}
	}
	w, table := theWorld(f), readCases(f)
	envs := []Env{w.env("ark"), w.envOf("indsatser/T-01"), w.envOf("moede#k1.punkter/p1"), w.envOf("proeve#T-01")}
	rows := []string{"", "indsatser/T-01", "moede#k1.punkter/p1", "proeve#T-01"}
	f.Fuzz(func(t *testing.T, text string) {
		s, ps := parse(at(text))
		sound(t, text, s != nil, ps)
		if s != nil {
			printed := s.String()
			again, ps := parse(at(printed))
			if again == nil {
				t.Fatalf("%q was printed as %q: %v", text, printed, ps)
			}
			if !s.like(again) {
				t.Errorf("%q was printed as %q, which is another", text, printed)
			}
		}
		for i, env := range envs {
			e, ps := anything(text, env)
			sound(t, text, e != nil, ps)
			if e != nil && e.Type.Kind != Table {
				e.Evaluate(stored{table.Answers, w}, table.Today, rows[i])
				e.Evaluate(stored{nil, w}, table.Today, rows[i])
			}
			said, ps := Say(at(text), env)
			sound(t, text, said != nil, ps)
			if said != nil {
				said.Print(stored{table.Answers, w}, table.Today, rows[i])
			}
		}
	})
}

// like reports whether two expressions are the same but for their places. (cmp takes time
// that doubles with each bracket.)
func (s *syntax) like(o *syntax) bool {
	if s == nil || o == nil {
		return s == o
	}
	return s.op == o.op && s.text == o.text && s.where.like(o.where) &&
		slices.EqualFunc(s.args, o.args, (*syntax).like) &&
		slices.EqualFunc(s.words, o.words, func(a, b word) bool { return a.text == b.text })
}

// sound checks that there is a result or there are problems, each with words and a place
// within the text.
func sound(t *testing.T, text string, good bool, ps source.Problems) {
	t.Helper()
	if good == (len(ps) > 0) {
		t.Errorf("%q: %v, and %d problems", text, good, len(ps))
	}
	lines := strings.Split(text, "\n")
	for _, p := range ps {
		if p.Code == "" || p.Msg == "" || p.Pos.Line < 1 || p.Pos.Line > len(lines) || p.Pos.Column < 1 || p.Pos.Column > len([]rune(lines[p.Pos.Line-1]))+1 {
			t.Errorf("%q: a problem without words or place: %#v", text, p)
		}
	}
}
