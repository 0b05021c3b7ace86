package worksheet

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"redskab/internal/meta"
	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// goldenInputs gives what the golden files hold of some kinds.
func goldenInputs(f *testing.F, kinds []string, use func(kind string, text []byte)) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, in := range archive.Files {
			if kind, _, ok := strings.Cut(in.Name, ": "); ok && slices.Contains(kinds, kind) {
				use(kind, in.Data)
			}
		}
	}
}

// FuzzBlock gives any text as a block: it never panics, leaves exactly one Block, names a
// place within the block for all it complains about, and says the same again.
func FuzzBlock(f *testing.F) {
	for kind, text := range map[string]string{
		"figure": "{kind: bars, title: Priser, of: indsatser, label: navn, x: pris, sort: -pris}",
		"clock":  "{kind: rotation, label: Hvem?, people: deltagere.funktion, roles: [A, B], minutes: 30}",
	} {
		f.Add(uint8(slices.Index(blockNames, kind)), text)
	}
	goldenInputs(f, blockNames, func(kind string, text []byte) { f.Add(uint8(slices.Index(blockNames, kind)), string(text)) })
	v, ps := meta.Parse("options.yaml", 1, 1, []byte("ja-nej: {ja: Ja, nej: Nej}\ngrad: {1: Lidt, 2: , 3: Meget}\n"))
	sets, more := ParseOptions(v)
	if len(ps)+len(more) > 0 {
		f.Fatal(ps, more)
	}
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		text = strings.ReplaceAll(text, "\r", "\n") // as pages are before they are read
		src := Source{Name: blockNames[int(kind)%len(blockNames)], File: "a.md", Pos: source.Position{File: "a.md", Line: 9, Column: 1}, Line: 10, Column: 1, Text: []byte(text)}
		var s, again Sheet
		ps := ParseBlock(&s, sets, src)
		if len(s.Blocks) != 1 {
			t.Fatalf("left %d Blocks", len(s.Blocks))
		}
		last := 10 + strings.Count(text, "\n")
		for _, p := range ps {
			if p.Code == "" || p.Msg == "" || p.Pos.File != "a.md" || p.Pos.Line < 9 || p.Pos.Line > last+1 || p.Pos.Column < 0 {
				t.Errorf("a problem without a place or words: %#v", p)
			}
		}
		if !ps.Broken() {
			sound(t, s.Blocks[0])
		}
		if diff := cmp.Diff(ps, ParseBlock(&again, sets, src)); diff != "" {
			t.Errorf("said otherwise the second time:\n%s", diff)
		}
	})
}

// sound checks what every Block without problems promises.
func sound(t *testing.T, b Block) {
	t.Helper()
	fields := b.questions()
	switch t2 := b.Table; {
	case b.Outcome != nil:
		if len(b.Outcome.Rules) == 0 {
			t.Errorf("an outcome without rules passed: %+v", b.Outcome)
		}
		return
	case b.Figure != nil:
		kind, ok := figureKinds[b.Figure.Kind]
		if !ok || b.Figure.Title == "" || (b.Figure.Of == nil) == (len(b.Figure.Values) == 0) || b.Figure.Of != nil && len(b.Figure.Columns) < len(kind.need) {
			t.Errorf("an unsound figure passed: %+v", b.Figure)
		}
		return
	case b.Clock != nil:
		c := b.Clock
		if c.Label == "" || (c.Kind == "agenda") != (c.Rows != nil && c.Column != nil && c.Start != nil) || c.Kind != "agenda" && c.Minutes == 0 || (c.Kind == "rotation") != (c.People != nil && len(c.Roles) > 1) {
			t.Errorf("an unsound clock passed: %+v", c)
		}
		return
	case t2 != nil && t2.View != nil:
		if !idLike(t2.ID) || t2.Label == "" || t2.View.Of == nil || len(t2.View.Columns) == 0 {
			t.Errorf("an unsound view passed: %+v", t2)
		}
		return
	case t2 != nil:
		fields = t2.Columns
		if !idLike(t2.ID) || t2.Label == "" || t2.Open == (len(t2.Rows) > 0) {
			t.Errorf("an unsound table passed: %+v", t2)
		}
	}
	if len(fields) == 0 {
		t.Error("a block that asks nothing passed")
	}
	for _, f := range fields {
		if !idLike(f.ID) || f.Label == "" || f.Lines < 1 || f.Chosen() && f.Rows == nil && len(f.Options) == 0 {
			t.Errorf("an unsound field passed: %+v", f)
		}
	}
}

// FuzzMend mends any line: it never panics, and what it gives differs.
func FuzzMend(f *testing.F) {
	f.Add("- {id: a, label: Antal [stk]: nu, kind: number}", 0)
	f.Add(`{a: {b: "Ja" eller nej, c: }}, x`, 4)
	f.Fuzz(func(t *testing.T, line string, force int) {
		if out, ok := mendLine(line, force); ok == (out == line || out == "") {
			t.Errorf("mendLine(%q) = %q, %v", line, out, ok)
		}
	})
}

// FuzzLink gives any text as the pages of a site: nothing panics or hangs, every problem has
// its place, and the same pages say the same again.
func FuzzLink(f *testing.F) {
	goldenInputs(f, []string{"page", "data"}, func(_ string, text []byte) { f.Add(string(text)) })
	var with surroundings
	v, ps := meta.Parse("liste.yaml", 1, 1, []byte("{id: anbefalinger, label: A, row: a, key: nr, columns: [{id: nr, kind: text, label: Nr.}, {id: hos, kind: choice, label: Hos, options: {from: anbefalinger}}], start: [{nr: A}]}"))
	list, more := ParseList("liste.yaml", v, Options{})
	if len(ps)+len(more) != 1 { // its file bears another name
		f.Fatal(ps, more)
	}
	with.lists = []*List{list}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(text, "\r", "\n")
		first, ps := runPages("data", []byte(text), &with)
		for _, p := range ps {
			if p.Code == "" || p.Msg == "" || p.Pos.File == "" || p.Pos.Line < 0 || p.Pos.Column < 0 {
				t.Errorf("a problem without a place or words: %#v", p)
			}
		}
		again, same := runPages("data", []byte(text), &with)
		if diff := cmp.Diff(ps, same); diff != "" || !cmp.Equal(first, again) {
			t.Errorf("said otherwise the second time:\n%s", diff)
		}
	})
}
