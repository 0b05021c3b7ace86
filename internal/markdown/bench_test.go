package markdown

import (
	"bytes"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// ordinaryPage writes a page as most are: 2.5 kB of headings, paragraphs with a link and
// emphasis, a list, a table, and code when asked for.
func ordinaryPage(code bool) []byte {
	r := rand.New(rand.NewSource(7))
	list := strings.Fields("kommune indsats borger leder sundhed forvaltning samarbejde plan mål opgave ressource medarbejder " +
		"prioritering kortlægning møde beslutning aftale proces udvalg praksis erfaring opfølgning indikator styrker følger " +
		"planlægger drøfter beslutter kortlægger måler fælles tydelig lokal tværgående løbende konkret enkel vigtig samlet åben")
	word := func() string { return list[r.Intn(len(list))] }
	sentence := func() string {
		ws := make([]string, 6+r.Intn(11))
		for i := range ws {
			ws[i] = word()
		}
		return strings.Join(ws, " ") + "."
	}
	paragraph := func() string { return sentence() + " " + sentence() + " " + sentence() + " " + sentence() }
	var b strings.Builder
	b.WriteString("\n" + paragraph() + "\n\n")
	for h := range 3 {
		fmt.Fprintf(&b, "## %s %s %d\n\n\n%s Læs *mere* på [næste side](../side-000011/) og **%s**.\n\n", word(), word(), h, paragraph(), word())
		switch h {
		case 0:
			for range 5 {
				b.WriteString("- " + sentence() + "\n")
			}
			b.WriteString("\n\n")
		case 1:
			b.WriteString("| Område | Ansvar | Status |\n|---|---|---|\n")
			for range 5 {
				fmt.Fprintf(&b, "| %s | %s | %s |\n", word(), word(), word())
			}
			b.WriteString("\n\n")
		case 2:
			if code {
				b.WriteString("```yaml\nfelt: tekst\nliste:\n  - id: a1\n    label: \"Mål\"\n```\n")
			}
		}
	}
	return []byte(b.String())
}

// goldmark's own road from text to HTML, to compare with.
func BenchmarkGoldmarkAlone(b *testing.B) {
	md, page := goldmark.New(goldmark.WithExtensions(extension.GFM)), ordinaryPage(false)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := md.Convert(page, &out); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B)         { benchmarkParse(b, ordinaryPage(false)) }
func BenchmarkParseWithCode(b *testing.B) { benchmarkParse(b, ordinaryPage(true)) }

func benchmarkParse(b *testing.B, page []byte) {
	p := New(Config{Blocks: []string{"field", "table"}, HTML: []string{"br", "details", "summary"}})
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := p.Parse(Input{File: "side.md", Text: page, Line: 6}); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
