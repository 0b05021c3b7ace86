package markdown

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"redskab/internal/source"
)

// Each passage, with the places of its first byte and of its last.
func TestPassages(t *testing.T) {
	type heard struct{ Text, First, Last string }
	for _, tt := range []struct {
		name, text string
		want       []heard
	}{
		{"the title and headings are left out", "# Titel\n\n## Mål\n\nTekst.", []heard{{"Tekst.", "5:1", "5:6"}}},
		{"a paragraph of two lines", "En\nto.", []heard{{"En to.", "1:1", "2:3"}}},
		{"items of a list, loose and tight", "- En\n- To\n\n  Tre\n\n1. Fire", []heard{{"En", "1:3", "1:4"}, {"To", "2:3", "2:4"}, {"Tre", "4:3", "4:5"}, {"Fire", "6:4", "6:7"}}},
		{"a callout, without its title", "> [!NOTE] Titel\n> Tekst", []heard{{"Tekst", "2:3", "2:7"}}},
		{"a quotation is left out", "> Tekst", nil},
		{"code is left out", "    kode\n\n```\nkode\n```", nil},
		{"a table is left out", "| a |\n|---|\n| b |", nil},
		{"raw HTML is left out, and the text in it is not", "Med <sub>to</sub> spor", []heard{{"Med to spor", "1:1", "1:22"}}},
		{"terms are left out, descriptions are not", "Ord\n: Hvad det er", []heard{{"Hvad det er", "2:3", "2:13"}}},
		{"a note", "Se[^1]\n\n[^1]: Noten", []heard{{"Se", "1:1", "1:2"}, {"Noten", "3:7", "3:11"}}},
		{"code within a text leaves a sign", "Æ `b` å", []heard{{"Æ \uFFFC å", "1:1", "1:8"}}},
		{"an address leaves a sign", "Se https://kl.dk nu", []heard{{"Se \uFFFC nu", "1:1", "1:19"}}},
		{"an image alone", "![tekst](a.png)", nil},
		{"links and emphasis are read", "Se [**her** nu](https://a.dk) ~~ja~~", []heard{{"Se her nu ja", "1:1", "1:34"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []heard
			Parse(Input{File: "a.md", Text: []byte(tt.text), Line: 1, Passage: func(text string, at func(int) source.Position) {
				got = append(got, heard{text, lineColumn(at(0)), lineColumn(at(len(text) - 1))})
			}}, Config{HTML: DefaultHTML()})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
