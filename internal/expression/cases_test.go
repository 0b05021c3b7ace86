package expression

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"

	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
)

// cases is testdata/cases.json: what expressions and texts give, for Go and TypeScript
// alike. It is written by hand. testdata/trees.json has the same expressions as trees, in
// the same order, which is what the page gets; Go writes it with -update.
type cases struct {
	Today   string
	Answers map[string]any
	Cases   []struct {
		Rule, In, Expr, Say, Why string
		Want                     any
		With                     map[string]any
	}
}

// trees is testdata/trees.json.
type trees struct {
	Program *Program
	Trees   []json.RawMessage
}

func readCases(t testing.TB) cases {
	t.Helper()
	data, err := os.ReadFile("testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var c cases
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func at(text string) Source {
	return Source{Text: text, Pos: source.Position{File: "a.md", Line: 1, Column: 1}}
}

// anything reads an expression of any type.
func anything(text string, env Env) (*Expression, source.Problems) {
	return read(at(text), env, nil, (*checker).check)
}

// The shared cases: [E1] to [E17] and [E19] of SPEC.md, each with the rule it shows.
func TestSharedCases(t *testing.T) {
	w, table := theWorld(t), readCases(t)
	out := trees{Program: w.program()}
	for _, c := range table.Cases {
		answers := maps.Clone(table.Answers)
		maps.Copy(answers, c.With)
		name := "[" + c.Rule + "] " + strings.TrimSpace(c.In+" "+c.Expr+c.Say+" "+c.Why)
		var got any
		var tree any
		var ps source.Problems
		if c.Expr != "" {
			var e *Expression
			if e, ps = anything(c.Expr, w.envOf(c.In)); e != nil {
				got, tree = e.Evaluate(stored{answers, w}, table.Today, c.In), e.Tree
			}
		} else {
			var s *Sentence
			if s, ps = Say(at(c.Say), w.envOf(c.In)); s != nil {
				got, tree = s.Print(stored{answers, w}, table.Today, c.In), s
			}
		}
		if len(ps) > 0 {
			t.Errorf("%s:\n%s", name, ps.Error())
			continue
		}
		if diff := cmp.Diff(c.Want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		text, err := json.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		out.Trees = append(out.Trees, text)
	}
	if len(table.Cases) < 150 {
		t.Errorf("there are %d cases only", len(table.Cases))
	}
	same(t, "testdata/trees.json", out)
}

// What answers a question is what the law of stored values says: [S10] [S11] [S12] [S13]
// [S14] [S15] [S16]. The table is worksheet's.
func TestStoredValuesAreWhatTheLawSays(t *testing.T) {
	data, err := os.ReadFile("../worksheet/testdata/values.json")
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Options, Steps []string
		Cases          []struct {
			Name, Kind string
			Value      any
			Answers    bool
		}
	}
	if err := json.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	set := func(ids []string) *Set {
		s := &Set{}
		for _, id := range ids {
			s.Options = append(s.Options, Option{ID: id})
		}
		return s
	}
	for _, c := range table.Cases {
		typ := Type{Kind: KindOf(c.Kind)}
		switch typ.Kind {
		case Choice, Choices:
			typ.Set = set(table.Options)
		case Scale:
			typ.Set = set(table.Steps)
		}
		if got := typ.fits(c.Value) != nil; got != c.Answers {
			t.Errorf("%s: fits(%v) = %v, want %v", c.Name, c.Value, got, c.Answers)
		}
	}
}

// same compares a file with what it should hold, or writes it with -update.
func same(t *testing.T, file string, want trees) {
	t.Helper()
	text := want.lines(t)
	if *update {
		if err := os.WriteFile(file, text, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(text), string(got)); diff != "" {
		t.Errorf("%s is not what Go makes of its expressions; run go test -update (-want +got):\n%s", file, diff)
	}
}

// lines writes one cell and one tree a line, so that a change shows where it is.
func (f trees) lines(t *testing.T) []byte {
	t.Helper()
	program, err := json.Marshal(f.Program)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(program), `},"`, "},\n\"")
	var b bytes.Buffer
	b.WriteString("{\"program\":" + text + ",\n\"trees\":[\n")
	for i, tree := range f.Trees {
		if i > 0 {
			b.WriteString(",\n")
		}
		b.Write(tree)
	}
	b.WriteString("\n]}\n")
	return b.Bytes()
}
