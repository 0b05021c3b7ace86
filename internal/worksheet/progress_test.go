package worksheet

import (
	"testing"

	"redskab/internal/meta"
	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
)

// What counts towards a sheet being filled, and what is about colleagues. [L32] [L33]
func TestWhatThePageOfAllForloebKnowsOfASheet(t *testing.T) {
	list, ps := parseListText(t, `
id: folk
label: Folk
row: person
key: [nr]
columns:
  - {id: nr, kind: text, label: Nummer}
  - {id: navn, kind: text, label: Navn, required: true, personal: true}
  - {id: svar, kind: choice, options: {ja: Ja, nej: Nej}, label: Svar, required: true}
  - {id: note, kind: text, label: Note}
`)
	if ps != nil {
		t.Fatal(ps)
	}
	s := &Sheet{ID: "ark"}
	at := source.Position{File: "a.md", Line: 1, Column: 1}
	for _, b := range []Source{
		{Name: "field", Text: []byte(`
- {id: maal, label: Mål, kind: text, required: true}
- {id: trin, label: Trin, kind: scale, options: {1: Lav, 2: , 3: Høj}, required: true}
- {id: loft, label: Loft, kind: number}
- {id: hvis, label: Hvis, kind: text, required: true, show: loft > 2}
- {id: start, label: Start, kind: number, required: true, start: 3}
- {id: fra, label: Fra, kind: text, required: true, from: ark.maal}
- {id: hvem, label: Hvem, kind: choice, required: true, options: {from: folk}}
`)},
		{Name: "table", Text: []byte(`
id: linjer
label: Linjer
rows:
  - {id: a, label: A}
  - {id: b, label: B, show: loft > 2}
columns:
  - {id: aftalt, kind: text, label: Aftalt, required: true}
  - {id: navn, kind: text, label: Navn, personal: true}
`)},
		{Name: "table", Text: []byte("id: egne\nlabel: Egne\nrows: open\npersonal: true\ncolumns:\n  - {id: dato, kind: date, label: Dato, required: true}\n")},
		{Name: "table", Text: []byte("id: alle\nlabel: Alle\nrows: {from: folk}\ncolumns: [navn, svar, note]\nwrite: [svar, note]\n")},
		{Name: "table", Text: []byte("id: nogle\nlabel: Nogle\nrows:\n  from: folk\n  where: svar = ja\ncolumns: [navn, svar]\nwrite: [navn]\n")},
	} {
		b.File, b.Pos, b.Line, b.Column = "a.md", at, 1, 1
		if ps := ParseBlock(s, Options{}, b); ps != nil {
			t.Fatal(ps)
		}
	}
	s.Practice, s.Edition = true, 1 // so that it need not say who it is for
	m, ps := Link([]*Sheet{s}, []*List{list}, Known{})
	if ps.Broken() {
		t.Fatal(ps)
	}
	want := []Must{
		{Path: "ark.maal", Kind: "text"},
		{Path: "ark.trin", Kind: "scale", Options: []string{"1", "2", "3"}},
		{Path: "ark.hvem", Kind: "row"},
		{Path: "ark.linjer/a.aftalt", Kind: "text"},
		{Path: "ark.egne/*.dato", Kind: "date"},
		{Path: "folk/*.svar", Kind: "choice", Options: []string{"ja", "nej"}},
	}
	if diff := cmp.Diff(want, m.Required(s)); diff != "" {
		t.Errorf("required (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"folk/*.svar", "folk/*.note", "folk/*.navn"}, m.Elsewhere(s)); diff != "" {
		t.Errorf("elsewhere (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"ark.linjer.navn", "ark.egne"}, s.Private()); diff != "" {
		t.Errorf("private (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"folk.navn"}, list.Private()); diff != "" {
		t.Errorf("private in the list (-want +got):\n%s", diff)
	}
	s.Repeat, s.Personal = &Repeat{Label: "Møde"}, true
	if got := m.Required(s)[0].Path; got != "ark#*.maal" {
		t.Errorf("in a sheet that repeats it is %s", got)
	}
	if diff := cmp.Diff([]string{"ark"}, s.Private()); diff != "" {
		t.Errorf("a sheet about colleagues (-want +got):\n%s", diff)
	}
}

func parseListText(t *testing.T, text string) (*List, source.Problems) {
	t.Helper()
	v, ps := meta.Parse("content/lists/folk.yaml", 1, 1, []byte(text))
	if ps != nil {
		t.Fatal(ps)
	}
	return ParseList("content/lists/folk.yaml", v, Options{})
}
