package expression

import (
	"os"
	"strings"
	"testing"

	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestProblems reads testdata/problems.txtar. A section such as
//
//	-- condition in indsatser/T-01: an option that is none --
//
// is an expression, and the section "problems" after it what is wrong with it, one a line,
// the code first. The first word says what is read: a condition, a value (of a type:
// "value choice trafiklys"), a path (likewise), rows, a where (of rows: "where bud"), or a
// say; "in" and an address say where it stands, the sheet ark if nothing does.
func TestProblems(t *testing.T) {
	w := theWorld(t)
	archive, err := txtar.ParseFile("testdata/problems.txtar")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	met := map[string]bool{}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, want := archive.Files[i], &archive.Files[i+1]
		head, name, ok := strings.Cut(in.Name, ": ")
		if !ok || seen[in.Name] || want.Name != "problems" {
			t.Fatalf("section %q: want a new KIND: NAME, and then problems", in.Name)
		}
		seen[in.Name] = true
		t.Run(name, func(t *testing.T) {
			ps := w.problems(t, head, strings.TrimSuffix(string(in.Data), "\n"))
			var got strings.Builder
			for _, p := range ps.Sort() {
				got.WriteString(p.Code + "\t" + p.String() + "\n")
			}
			if *update {
				want.Data = []byte(got.String())
			}
			if diff := cmp.Diff(string(want.Data), got.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", in.Data, diff)
			}
			if len(ps) == 0 {
				t.Errorf("%s: nothing is wrong", in.Data)
			}
		})
		for _, line := range strings.Split(string(want.Data), "\n") {
			code, _, _ := strings.Cut(line, "\t")
			met[code] = true
		}
	}
	if *update {
		if err := os.WriteFile("testdata/problems.txtar", txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	everyCode(t, met)
}

// everyCode checks that each code of the package has been met.
func everyCode(t *testing.T, met map[string]bool) {
	t.Helper()
	met["expression-circle"] = true // by TestCircles
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		text, err := os.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, prefix := range []string{`"expression-`, `"text-`} {
			for _, part := range strings.Split(string(text), prefix)[1:] {
				code, _, _ := strings.Cut(part, `"`)
				if code = prefix[1:] + code; !met[code] {
					t.Errorf("%s: no test meets %s", file.Name(), code)
				}
			}
		}
	}
}

func (w *world) problems(t *testing.T, head, text string) source.Problems {
	t.Helper()
	head, address, _ := strings.Cut(head, " in ")
	env := w.envOf(address)
	kind, of, _ := strings.Cut(head, " ")
	word, set, _ := strings.Cut(of, " ")
	want := Type{Kind: KindOf(word), Set: w.sets[set]}
	if strings.HasPrefix(set, ">") {
		want.Rows, want.Set = w.rows[set[1:]], nil
	}
	switch kind {
	case "condition":
		_, ps := Condition(at(text), env)
		return ps
	case "value":
		_, ps := Value(at(text), env, want)
		return ps
	case "path":
		_, ps := Path(at(text), env, want)
		return ps
	case "rows":
		_, ps := RowsOf(at(text), env)
		return ps
	case "where":
		_, ps := Where(at(text), env, w.rows[of])
		return ps
	case "say":
		_, ps := Say(at(text), env)
		return ps
	}
	t.Fatalf("what is %q?", kind)
	return nil
}

func TestPlacesOfProblems(t *testing.T) {
	w := theWorld(t)
	pos := source.Position{File: "content/ark/trappe.md", Line: 14, Column: 7}
	for _, tt := range []struct{ name, text, want string }{
		{"characters before, not bytes", "m = 1 or «æøå» = 2 and blå", "content/ark/trappe.md:14:30: "},
		{"at the end", "m = ", "content/ark/trappe.md:14:11: "},
		{"on a later line", "m = 1\nand blaa = 2", "content/ark/trappe.md:15:11: "},
		{"at the last of several names", "profil.udgavee = 2018", "content/ark/trappe.md:14:14: "},
		{"at a column of a fixed row", "forhold/maal.nuu = 2", "content/ark/trappe.md:14:20: "},
		{"at a fixed row", "forhold/mal.nu = 2", "content/ark/trappe.md:14:15: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, ps := Condition(Source{Text: tt.text, Pos: pos}, w.env("ark"))
			if len(ps) == 0 || !strings.HasPrefix(ps[len(ps)-1].String(), tt.want) {
				t.Errorf("got %v, want %s…", ps, tt.want)
			}
		})
	}
	_, ps := Say(Source{Text: "Æblet {m}\nog {\nmm}", Pos: pos}, w.env("ark"))
	if want := `content/ark/trappe.md:16:7: nothing is called "mm" here (did you mean "m"?)`; ps.Error() != want {
		t.Errorf("in braces: got %s, want %s", ps.Error(), want)
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	_, ps := Condition(at("farve = blaa and count(bud where trinn = 1) = 1 and m = nx and frist > 3"), theWorld(t).env("ark"))
	var codes []string
	for _, p := range ps.Sort() {
		codes = append(codes, p.Code)
	}
	want := []string{"expression-unknown-option", "expression-unknown-name", "expression-unknown-name", "expression-unlike"}
	if diff := cmp.Diff(want, codes); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, ps.Error())
	}
}

func TestCircles(t *testing.T) {
	cell := func(id string) *Cell { return &Cell{ID: id, Type: Type{Kind: Number}, Derived: true} }
	a, b, c, alone := cell("ark.a"), cell("ark.b"), cell("ark.c"), cell("ark.alene")
	view := &Rows{ID: "ark.syn", Columns: names{"x": {Cell: cell("ark.liste.x")}}, At: "ark.syn/"}
	list := &Rows{ID: "liste", Columns: view.Columns, At: "liste/"}
	scope := names{"a": {Cell: a}, "b": {Cell: b}, "c": {Cell: c}, "alene": {Cell: alone}, "syn": {Rows: view}, "liste": {Rows: list}}
	env := Env{Sheet: scope}
	rule := func(file, text string) []Rule {
		e, ps := Value(Source{Text: text, Pos: source.Position{File: file, Line: 1, Column: 1}}, env, Type{Kind: Number})
		if len(ps) > 0 {
			t.Fatal(ps.Error())
		}
		return []Rule{{Is: e}}
	}
	a.Rules, b.Rules, c.Rules, alone.Rules = rule("a", "b + 1"), rule("b", "1 + c"), rule("c", "a + b"), rule("d", "count(syn) + alene")
	var ps source.Problems
	if view.View, ps = RowsOf(at("liste"), env); len(ps) > 0 {
		t.Fatal(ps.Error())
	}
	if view.Where, ps = Where(Source{Text: "x > alene", Pos: source.Position{File: "e", Line: 1, Column: 1}}, env, view); len(ps) > 0 {
		t.Fatal(ps.Error())
	}
	got := Circles([]*Cell{a, b, c, alone}, []*Rows{view, list})
	want := strings.Join([]string{
		`c:1:1: "ark.a" is worked out from itself: ark.a → ark.b → ark.c → ark.a`,
		`c:1:5: "ark.b" is worked out from itself: ark.b → ark.c → ark.b`,
		`d:1:14: "ark.alene" is worked out from itself: ark.alene → ark.alene`,
		`e:1:5: "ark.alene" is worked out from itself: ark.alene → ark.syn → ark.alene`,
	}, "\n")
	if diff := cmp.Diff(want, got.Sort().Error()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
