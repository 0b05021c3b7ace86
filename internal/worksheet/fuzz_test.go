package worksheet

import (
	"path/filepath"
	"strings"
	"testing"

	"redskab/internal/meta"
	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzBlock gives any text as a block: it never panics, leaves exactly one Block, names a
// place within the block for all it complains about, and says the same again.
func FuzzBlock(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, in := range archive.Files {
			if kind, _, ok := strings.Cut(in.Name, ": "); ok && (kind == "field" || kind == "table") {
				f.Add(kind == "table", string(in.Data))
			}
		}
	}
	v, ps := meta.Parse("options.yaml", 1, 1, []byte("ja-nej: {ja: Ja, nej: Nej}\ngrad: {1: Lidt, 2: , 3: Meget}\n"))
	sets, more := ParseOptions(v)
	if len(ps)+len(more) > 0 {
		f.Fatal(ps, more)
	}
	f.Fuzz(func(t *testing.T, table bool, text string) {
		text = strings.ReplaceAll(text, "\r", "\n") // as pages are before they are read
		name := "field"
		if table {
			name = "table"
		}
		src := Source{Name: name, File: "a.md", Pos: source.Position{File: "a.md", Line: 9, Column: 1}, Line: 10, Column: 1, Text: []byte(text)}
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
	fields := b.Fields
	if b.Table != nil {
		fields = b.Table.Columns
		if !idLike(b.Table.ID) || b.Table.Label == "" || b.Table.Open == (len(b.Table.Rows) > 0) {
			t.Errorf("an unsound table passed: %+v", b.Table)
		}
	}
	if len(fields) == 0 {
		t.Error("a block that asks nothing passed")
	}
	for _, f := range fields {
		if !idLike(f.ID) || f.Label == "" || f.Lines < 1 || f.Grouped() && len(f.Options) == 0 {
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
