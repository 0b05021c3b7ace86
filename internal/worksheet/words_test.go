package worksheet

import (
	"testing"

	"redskab/internal/meta"
	"redskab/internal/source"
)

// What stands on paper where the author gave a condition and no words for it.
func TestConditionsInWords(t *testing.T) {
	const fields = `
- {id: fase, label: "Hvor langt er I?", kind: choice, options: {proeve: Vi prøver af, drift: Drift, slut: Slut}}
- {id: kan, label: Kan, kind: choices, options: {penge: Penge, folk: Folk}}
- {id: parter, label: Parter, kind: number}
- {id: loft, label: Loft, kind: number}
- {id: trin, label: Trin, kind: scale, options: {1: Lav, 2: , 3: Høj, ved-ikke: {label: Ved ikke, aside: true}}}
- {id: frist, label: Frist, kind: date}
- {id: start, label: Start, kind: month}
- {id: hos, label: Hos hvem, kind: choice, options: {from: folk}}
`
	const table = "id: folk\nlabel: Folk\nrows: open\ncolumns:\n  - {id: navn, label: Navn, kind: text}\n  - {id: alder, label: Alder, kind: number}\n"
	for expr, want := range map[string]string{
		"fase = drift":  "»Hvor langt er I« er Drift",
		"fase != drift": "»Hvor langt er I« ikke er Drift",
		"fase in [proeve, drift, slut] and parter > 3": "»Hvor langt er I« er Vi prøver af, Drift eller Slut og »Parter« er over 3",
		"fase = drift and (parter > 3 or loft >= 2.5)": "»Hvor langt er I« er Drift og (»Parter« er over 3 eller »Loft« er mindst 2,5)",
		"fase = drift and parter = 3 or loft <= 2":     "»Hvor langt er I« er Drift og »Parter« er 3 eller »Loft« er højst 2",
		"parter < loft":                        "»Parter« er under »Loft«",
		"not parter < loft":                    "»Parter« ikke er under »Loft«",
		"parter != loft":                       "»Parter« ikke er det samme som »Loft«",
		"parter is answered and loft is empty": "»Parter« er besvaret og »Loft« ikke er besvaret",
		"not (fase = drift and parter > 3)":    "",
		"trin < 3":                             "»Trin« er under 3",
		"trin = ved-ikke":                      "»Trin« er Ved ikke",
		"kan = penge":                          "»Kan« omfatter Penge",
		"frist < today":                        "»Frist« er før i dag",
		"today <= frist":                       "»Frist« er tidligst i dag",
		"frist < today + 14":                   "»Frist« er før i dag + 14",
		"start > today":                        "»Start« er efter denne måned",
		"hos.alder > 18":                       "»Alder« er over 18",
		"parter + loft > 3":                    "»Parter« + »Loft« er over 3",
		"count(folk) > 3":                      "",
	} {
		t.Run(expr, func(t *testing.T) {
			s := &Sheet{ID: "ark"}
			at := source.Position{File: "a.md", Line: 1, Column: 1}
			for _, b := range []Source{{Name: "field", Text: []byte(fields)}, {Name: "table", Text: []byte(table)}} {
				b.File, b.Pos, b.Line, b.Column = "a.md", at, 1, 1
				if ps := ParseBlock(s, Options{}, b); ps != nil {
					t.Fatal(ps)
				}
			}
			var r reader
			o := r.outcome(&meta.Value{Kind: meta.List, Pos: at, Items: []*meta.Value{{Kind: meta.Map, Pos: at, Pairs: []meta.Pair{
				{Key: "when", Value: &meta.Value{Kind: meta.Text, Text: expr, Pos: at}},
				{Key: "say", Value: &meta.Value{Kind: meta.Text, Text: "Ja", Pos: at}},
			}}}})
			s.Blocks = append(s.Blocks, Block{Outcome: o})
			m, ps := Link([]*Sheet{s}, nil, Known{})
			if m.Tree(o.Rules[0].When) == nil {
				t.Fatal(ps)
			}
			if got := m.Words(o.Rules[0].When); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
