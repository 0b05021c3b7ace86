package worksheet

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"redskab/internal/meta"
	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the files in testdata want")

// TestGolden reads testdata/*.txtar. In each, a section such as
//
//	-- field: a kind that is not known --
//
// is input, and the section that follows it is what it gives: "problems", one a line, or
// "sheet", the Go value as JSON without places. The word before the colon says what the
// input is: field or table (the text of a block), options (content/options.yaml, which
// also holds for the blocks after it), front (what stands below worksheet:), or page (front
// matter, a line of ~~~ before and after each block, and all checks; several pages are
// divided by a line of ===), data (likewise; wanted is what the first page tells its
// script), list (a file of content/lists/), lists (several, which hold for the pages after
// them), ids (content/ids.lock, which holds likewise), or example (a file of
// content/examples/, for the pages before it).
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			golden(t, file)
		})
	}
}

func golden(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var with surroundings
	seen := map[string]bool{}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, want := archive.Files[i], &archive.Files[i+1]
		kind, name, ok := strings.Cut(in.Name, ": ")
		if !ok || seen[in.Name] || want.Name != "problems" && want.Name != "sheet" {
			t.Fatalf("%s: section %q: want a new KIND: NAME, and then problems or sheet", file, in.Name)
		}
		seen[in.Name] = true
		t.Run(name, func(t *testing.T) {
			value, problems := run(t, kind, in.Data, &with)
			got := lines(problems)
			want.Name = "problems"
			if text, ok := value.(plainText); ok && len(problems) == 0 {
				want.Name, got = "sheet", string(text)
			} else if len(problems) == 0 {
				want.Name, got = "sheet", asJSON(t, value)
			}
			if *update {
				want.Data = []byte(got)
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", in.Name, diff)
			}
		})
	}
	if len(archive.Files)%2 != 0 {
		t.Fatalf("%s: the last section wants nothing", file)
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// plainText is wanted as it is.
type plainText string

// surroundings are what other files of a site say.
type surroundings struct {
	sets     Options
	lists    []*List
	register *Register
	model    *Model // of the pages before
	sheets   []*Sheet
}

func run(t *testing.T, kind string, text []byte, with *surroundings) (any, source.Problems) {
	t.Helper()
	const file = "a.md"
	switch kind {
	case "options":
		v, ps := meta.Parse("options.yaml", 1, 1, text)
		o, more := ParseOptions(v)
		with.sets = o
		return o.sets, append(ps, more...)
	case "front":
		v, ps := meta.Parse(file, 3, 3, text)
		s, more := ParseFront(v)
		return s, append(ps, more...)
	case "list":
		v, ps := meta.Parse("liste.yaml", 1, 1, text)
		l, more := ParseList("liste.yaml", v, with.sets)
		return l, append(ps, more...)
	case "lists":
		with.lists = nil
		for _, text := range strings.Split(string(text), "===\n") {
			v, ps := meta.Parse("x.yaml", 1, 1, []byte(text))
			file := "x.yaml"
			if id := v.Get("id"); id != nil {
				file = id.Text + ".yaml"
			}
			l, more := ParseList(file, v, with.sets)
			if with.lists = append(with.lists, l); len(ps)+len(more) > 0 {
				return nil, append(ps, more...)
			}
		}
		return len(with.lists), nil
	case "page", "data":
		return runPages(kind, text, with)
	case "example":
		v, ps := meta.Parse("examples/by.yaml", 1, 1, text)
		e, more := with.model.ParseExample("examples/by.yaml", v, with.sheets)
		return e, append(ps, more...)
	case "ids":
		g, ps := ParseRegister("ids.lock", text)
		with.register = g
		return g.Since(nil), ps
	}
	var s Sheet
	ps := ParseBlock(&s, with.sets, Source{Name: kind, File: file, Pos: source.Position{File: file, Line: 9, Column: 1}, Line: 10, Column: 1, Text: text})
	if len(s.Blocks) != 1 {
		t.Fatalf("a block left %d Blocks, want 1", len(s.Blocks))
	}
	return s.Blocks[0], ps
}

func runPages(kind string, text []byte, with *surroundings) (any, source.Problems) {
	var sheets []*Sheet
	var ps source.Problems
	for i, page := range strings.Split(string(text), "===\n") {
		file := string(rune('a'+i)) + ".md"
		parts := strings.Split(page, "~~~")
		v, wrong := meta.Parse(file, 3, 3, []byte(parts[0]))
		if v == nil { // it could not be read
			v = &meta.Value{Pos: source.Position{File: file, Line: 3, Column: 3}}
		}
		s, more := ParseFront(v)
		ps = append(append(ps, wrong...), more...)
		line := 3 + strings.Count(parts[0], "\n")
		for j, block := range parts[1:] {
			name, body, _ := strings.Cut(block, "\n")
			if j%2 == 0 {
				ps = append(ps, ParseBlock(s, with.sets, Source{Name: name, File: file, Pos: source.Position{File: file, Line: line, Column: 1}, Line: line + 1, Column: 1, Text: []byte(body)})...)
			}
			line += strings.Count(block, "\n")
		}
		sheets = append(sheets, s)
	}
	model, more := Link(sheets, with.lists, Known{
		Steps: []string{"kapacitet", "mandat", "koordinator"}, Register: with.register,
		Retired: []string{"nedlagt"}, RetiredPos: []source.Position{{File: "site.yaml", Line: 1, Column: 11}},
		Drafts: []*Sheet{{ID: "udkast"}},
	})
	with.model, with.sheets = model, sheets
	if ps = append(ps, more...); kind == "page" || len(ps) > 0 {
		return len(sheets), ps
	}
	data := model.Program(sheets[0])
	for _, b := range sheets[0].Blocks {
		if b.Figure != nil {
			data += "\n" + model.FigureJSON(b.Figure)
		}
		if b.Clock != nil {
			data += "\n" + model.ClockJSON(b.Clock)
		}
	}
	return plainText(strings.NewReplacer(`},"`, "},\n\"", `":{"`, "\":\n{\"").Replace(data) + "\n"), nil
}

// lines writes problems as an author sees them, their codes first.
func lines(ps source.Problems) string {
	var b strings.Builder
	for _, p := range ps.Sort() {
		b.WriteString(p.Code + "\t" + p.String() + "\n")
	}
	return b.String()
}

// asJSON writes a value without places and without what is empty.
func asJSON(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(bare(tree), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out) + "\n"
}

func bare(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			x = bare(x)
			if strings.HasSuffix(key, "Pos") || x == nil || x == "" || x == false || x == 0.0 {
				delete(v, key)
				continue
			}
			v[key] = x
		}
	case []any:
		for i := range v {
			v[i] = bare(v[i])
		}
	}
	return v
}

// What no short file can show.
func TestProblemsOfABlockOutsideASheetAndOfALongList(t *testing.T) {
	ps := ParseBlock(nil, Options{}, Source{Name: "field", File: "a.md", Pos: source.Position{File: "a.md", Line: 9, Column: 1}})
	want := "block-outside-sheet\ta.md:9:1: a field block on a page that is no sheet (write worksheet: in the front matter, or make it a code block of another language)\n"
	if diff := cmp.Diff(want, lines(ps)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	v, ps := meta.Parse("liste.yaml", 1, 1, []byte("id: liste\nlabel: L\nrow: r\nkey: nr\ncolumns: [{id: nr, kind: text, label: Nr.}]\nstart:\n"+strings.Repeat("  - {nr: a}\n", maxStart+1)))
	_, more := ParseList("liste.yaml", v, Options{})
	want = fmt.Sprintf("start-long\tliste.yaml:7:3: list \"liste\" starts with %d rows, and %d is the most (keep them in a file to import)\n", maxStart+1, maxStart)
	if diff := cmp.Diff(want, lines(append(ps, more...))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEveryProblemIsShown looks for a case of every code that this package can report.
func TestEveryProblemIsShown(t *testing.T) {
	read := func(pattern string, wanted func(name string) bool) string {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		all := ""
		for _, file := range files {
			if data, err := os.ReadFile(file); err != nil {
				t.Fatal(err)
			} else if wanted(file) {
				all += string(data)
			}
		}
		return all
	}
	cases := read("testdata/*.txtar", func(string) bool { return true }) + read("golden_test.go", func(string) bool { return true })
	code := read("*.go", func(name string) bool { return !strings.HasSuffix(name, "_test.go") })
	complaints := regexp.MustCompile(`\.(?:add|Add|Warn)\("([a-z-]+)"|missing\("([a-z-]+)"|"((?:unknown|print|as|evidence)-[a-z]+|respond-wrong)"`).FindAllStringSubmatch(code, -1)
	if len(complaints) < 100 {
		t.Errorf("only %d complaints found in the package", len(complaints))
	}
	for _, m := range complaints {
		if name := m[1] + m[2] + m[3]; !strings.Contains(cases, "\n"+name+"\t") && !strings.Contains(cases, `"`+name+`\t`) {
			t.Errorf("no case shows the problem %s", name)
		}
	}
}
