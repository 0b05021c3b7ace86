package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redskab/internal/source"
)

// marked takes the signs ⟪ out of a text and gives the place of each.
func marked(text string, line int) (string, []string) {
	var places []string
	var clean strings.Builder
	column := 1
	for _, c := range text {
		switch c {
		case '⟪':
			places = append(places, fmt.Sprintf("%d:%d", line, column))
			continue
		case '\n':
			line, column = line+1, 0
		}
		clean.WriteRune(c)
		column++
	}
	return clean.String(), places
}

func lineColumn(p source.Position) string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// TestPlacesOfLinks: a ⟪ stands where the complaint about a link that leads nowhere must
// point, at the address the author wrote.
func TestPlacesOfLinks(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"in a paragraph", "Se [a](⟪x.md) og ![b](⟪y.png)."},
		{"after letters of several bytes", "Æøå 😀 [a](⟪x.md)"},
		{"with text of several bytes", "[åbn ⟨her⟩](⟪x.md)"},
		{"on a later line", "a\nb [c](⟪x.md)\n  d [e](⟪y.md)"},
		{"with the address on the next line", "[a](\n  ⟪x.md)"},
		{"in angle brackets", "[a](<⟪min fil.pdf>)"},
		{"with spaces before the address", "[a](  ⟪x.md  \"t\")"},
		{"with escapes in the address", "[a](⟪x\\_y.md)"},
		{"with entities in the address", "[a](⟪x&amp;y.md)"},
		{"in emphasis and struck out", "**[a](⟪x.md)** ~~[b](⟪y.md)~~ ***[c](⟪z.md)***"},
		{"around an image", "[![a](⟪x.png)](⟪y.md)"},
		{"after code and quotes", "`[a](b)` \"[a](⟪x.md)\" 'b'"},
		{"after autolinks", "https://a.dk www.b.dk c@d.dk <https://e.dk> [a](⟪x.md)"},
		{"after attributes", "![a](⟪x.png){.c} [a](⟪y.md){#d} [b](⟪z.md)"},
		{"in a heading", "## Om [a](⟪x.md) her {#id}"},
		{"in a setext heading", "Om\n[a](⟪x.md)\n---"},
		{"in a list", "- [a](⟪x.md)\n- b\n\n  [c](⟪y.md)\n  1. [d](⟪z.md)"},
		{"in a list with tabs", "-\t[a](⟪x.md)\n\n\t[b](⟪y.md)\n\n\t- [c](⟪z.md)"},
		{"in a numbered list", "10. [a](⟪x.md)\n\n    [b](⟪y.md)"},
		{"in a task", "- [x] [a](⟪x.md)\n- [ ] [b](⟪y.md)"},
		{"in a quote", "> [a](⟪x.md)\n>\n> > [b](⟪y.md)\n[c](⟪z.md) uden tegn"},
		{"in a quote with tabs", ">\t[a](⟪x.md)\n>\n>\t[b](⟪y.md)"},
		{"in a list in a quote", "> - a\n>\n>   [b](⟪x.md)\n> 1. [c](⟪y.md)"},
		{"in a callout and its title", "> [!TIP] Se [a](⟪x.md)\n> [b](⟪y.md)\n> - [c](⟪z.md)"},
		{"in a callout in a list", "- > [!NOTE]\n  > [a](⟪x.md)"},
		{"in a table", "| A [a](⟪x.md) | B |\n|---|---|\n| [b](⟪y.md) | c [d](⟪z.md) |"},
		{"in a table without outer bars", "A | B\n--|--\nc | [d](⟪x.md)"},
		{"in a table with escaped bars", "| A | B |\n|---|---|\n| a \\| b `c\\|d` [e](⟪x\\|y.md) | [f](⟪z.md) |"},
		{"in a table in a list in a quote", "> - a\n>\n>   | A | B |\n>   |---|---|\n>   | æ | [b](⟪x.md) |"},
		{"in a table after a paragraph", "Tekst [a](⟪x.md)\n\n| A |\n|---|\n| [b](⟪y.md) |"},
		{"in a definition list", "Ord [a](⟪x.md)\n: [b](⟪y.md)\n\n  [c](⟪z.md)"},
		{"in a footnote", "a[^1] [b](⟪x.md)\n\n[^1]: [c](⟪y.md)\n\n    [d](⟪z.md)"},
		{"in a caption's figure", "![a](⟪x.svg \"Se \\\"b\\\"\")"},
		{"beside raw HTML", "<kbd>a</kbd> <!-- b --> [c](⟪x.md)"},
		{"between elements", "<details>\n<summary>a</summary>\n\n[b](⟪x.md)\n\n</details>"},
		{"after trailing spaces and hard breaks", "a  \nb\\\n[c](⟪x.md)"},
		{"defined at the end", "[a][b]\n\n[b]: ⟪x.md \"titel\""},
		{"defined in angle brackets", "[b]\n\n[b]: <⟪min fil.md>"},
		{"defined on two lines", "[b][]\n\n[b]:\n   ⟪x.md"},
		{"defined in a quote", "> [a][b]\n>\n> [b]: ⟪x.md"},
		{"defined in a list", "- [a][b]\n\n  [b]: ⟪x.md"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, want := marked(tt.text, 7)
			doc, problems := Parse(Input{Text: []byte(text), Line: 7}, Config{HTML: []string{"kbd", "details", "summary"}})
			if problems.Broken() {
				t.Error(problems)
			}
			var got []string
			for _, p := range doc.Parts {
				if p.Ref != nil && p.Ref.Kind != RefLinkNote {
					got = append(got, lineColumn(p.Ref.Pos))
				}
			}
			if tt.name == "around an image" { // written from the outside in
				got[0], got[1] = got[1], got[0]
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPlacesOfProblems: a ⟪ stands where each problem must point.
func TestPlacesOfProblems(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"unsafe links", "æ [a](⟪javascript:x)\n- > [b](⟪data:x)"},
		{"unsafe links in a table", "| A | B |\n|---|---|\n| [a](⟪javascript:x) | [b](⟪vbscript:x) |"},
		{"an unsafe autolink", "æøå <⟪javascript:x>"},
		{"fragments", "[a](⟪#b) ![c](d) [e][f]\n\n[f]: ⟪#g"},
		{"links without text", "a ⟪[](x.md) b ⟪[![](y.svg){alt=\"\"}](z.md)"},
		{"labels without a definition", "[a][⟪b] > c [d][⟪e]"},
		{"images without text", "æ ⟪![](a.svg) ⟪![ ](b.svg)\n\n⟪![](c.svg)"},
		{"images from other sites", "![a](⟪https://b.dk/c.png)"},
		{"raw HTML in a paragraph", "æ ⟪<b>c</b>\nd ⟪<i\nclass=x>e</i>"},
		{"raw HTML in a table", "| A |\n|---|\n| ⟪<b>c</b> |"},
		{"raw HTML in a block", "> ⟪<div>\n>   ⟪<p>æ</p>⟪<b>\n> </div>"},
		{"raw HTML in a block of a list", "1. a\n\n   ⟪<div>\n   b ⟪<u>c</u>\n   </div>"},
		{"raw HTML attributes", "a ⟪<kbd onclick=x>b</kbd>"},
		{"elements that do not end", "a ⟪<kbd>b\n\n- ⟪<kbd>c"},
		{"ends of nothing", "a ⟪</kbd>b"},
		{"comments that do not end", "a\n\n> ⟪<!-- b"},
		{"callouts", "> ⟪[!NOET]\n> a\n\n- >  ⟪[!ABC] d"},
		{"attributes", "![a](b){.c ⟪width=1}\n\n## D {#e ⟪wide=1}"},
		{"ids written twice", "## A {#x}\n\n## B {⟪#x}\n\n> ![c](d){.e ⟪#x}\n\n⟪<kbd id=x>f</kbd>"},
		{"empty headings", "a\n\n> ⟪##\n\n⟪## <!-- b -->"},
		{"headings that leave out a level", "# A\n\n⟪### B\n\n#### C\n\n- ⟪###### D"},
		{"footnotes without text", "æ⟪[^a] b⟪[^c]"},
		{"footnotes without a reader", "a\n\n⟪[^a]: b\n⟪[^c]: d"},
		{"blocks in lists and quotes", "- ⟪```field\n  a: b\n  ```\n\n> ⟪~~~field\n> c: d\n> ~~~"},
		{"blocks that do not end", "a\n ⟪```field\nb: c"},
		{"misspelt blocks", "⟪``` feild\na: b\n```"},
		{"code that does not end", "⟪~~~ yaml\na: b\n"},
		{"too deep", strings.Repeat(">", 100) + "⟪> a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, want := marked(tt.text, 1)
			_, problems := Parse(Input{Text: []byte(text), Line: 1}, Config{HTML: []string{"kbd"}, Blocks: []string{"field"}})
			var got []string
			for _, p := range problems {
				got = append(got, lineColumn(p.Pos))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("places (-want +got):\n%s\n%v", diff, problems)
			}
		})
	}
}
