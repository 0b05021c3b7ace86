package markdown

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestHostileTexts reads texts that made goldmark, or one of our own steps, take time
// that grows with the square of their length, or go as deep as they are long. Each must
// end: in a problem, or rendered. Were one of the limits of guard.go taken out, this
// test would run out of time.
func TestHostileTexts(t *testing.T) {
	const size = 100_000
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	pair := func(open, close string) string {
		n := size / (len(open) + len(close))
		return strings.Repeat(open, n) + "a" + strings.Repeat(close, n)
	}
	counted := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size/2; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	stairs := func() string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	}
	for _, tt := range []struct{ name, text, code string }{
		{"10,000 levels of quotes", strings.Repeat(">", 10_000) + "a", "markdown-too-deep"},
		{"10,000 levels of lists", strings.Repeat("- ", 10_000) + "a", "markdown-too-deep"},
		{"10,000 levels of numbered lists", strings.Repeat("1. ", 10_000) + "a", "markdown-too-deep"},
		{"10,000 levels of lists of stars", strings.Repeat("* ", 10_000) + "a", "markdown-too-deep"},
		{"10,000 levels of notes", strings.Repeat("[^a]: ", 10_000) + "a", "markdown-too-deep"},
		{"200 levels of emphasis", strings.Repeat("*a **a ", 100) + strings.Repeat("b** b* ", 100), "markdown-too-deep"},
		{"20,000 levels of emphasis", strings.Repeat("*a **a ", 10_000) + strings.Repeat("b** b* ", 10_000), "markdown-too-tangled"},
		{"10,000 levels of images", strings.Repeat("![", 10_000) + strings.Repeat("](x)", 10_000), "markdown-too-deep"},
		{"10,000 levels of brackets", strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), ""},
		{"10,000 levels of stars", strings.Repeat("*", 10_000) + "a" + strings.Repeat("*", 10_000), "markdown-too-deep"},
		{"a definition of colons", "a\n" + strings.Repeat(": ", 10_000) + "a", ""},
		{"10,000 open elements", strings.Repeat("<kbd>", 10_000), "html-not-closed"},
		{"a staircase of lists", stairs(), "markdown-too-deep"},
		{"quotes with tabs", fill(">\t"), "markdown-too-deep"},
		{"quotes 99 deep on every line", fill(strings.Repeat(">", 99) + "a\n"), ""},
		{"a million spaces", "a" + strings.Repeat(" ", 1_000_000) + "b", ""},
		{"one line of a million bytes", strings.Repeat("ord og *mere* ", 70_000), "markdown-too-tangled"},
		{"one line of a million bytes without marks", strings.Repeat("ord og mere ", 80_000), ""},
		{"a paragraph of many lines", fill("ord og mere\n"), ""},
		{"brackets that open", fill("["), ""},
		{"brackets that close", fill("a] "), ""},
		{"labels that are not defined", fill("[a][b] "), "link-label-missing"},
		{"addresses that do not end", fill("[a](b"), "link-unreadable"},
		{"addresses in angles that do not end", fill("[a](<b"), "link-unreadable"},
		{"titles that do not end", fill("[a](b ("), "link-unreadable"},
		{"titles that end far away", fill("x [a](b (\n") + ")", "markdown-too-tangled"},
		{"links to no heading", fill("[a](#b) "), "link-missing-anchor"},
		{"links to many headings", counted("## a%d\n") + counted("[a](#a%d) "), ""},
		{"links that nearly lead to many headings", counted("## a%d\n") + counted("[a](#b%d) "), "link-missing-anchor"},
		{"definitions of links", fill("[a]: x\n"), "markdown-too-long"},
		{"definitions with titles that do not end", fill("[a]: x \"\n"), "markdown-too-long"},
		{"attributes that do not end", "# " + fill("{a="), ""},
		{"attributes on every link", fill("[a](b){.c} "), ""},
		{"stars between words", fill("*a_ "), "markdown-too-tangled"},
		{"stars that close", "a**b" + fill("c* "), "markdown-too-tangled"},
		{"stars in one cell", "a|b\n-|-\n" + fill("*a_ ") + "|b\n", "markdown-too-tangled"},
		{"stars in one heading", "# " + fill("*a_ "), "markdown-too-tangled"},
		{"code that does not end", fill("`a ``"), ""},
		{"tags that do not end", fill("<a b=\""), ""},
		{"comments that do not end", "x" + fill("<!-- a "), ""},
		{"unknown elements", fill("<x>"), "html-not-allowed"},
		{"mail addresses", fill("a.b@c.d"), ""},
		{"an @ after much", fill("a.") + "@b.c", ""},
		{"web addresses", fill("http://a.b/("), ""},
		{"notes that nobody reads", counted("[^%d]: x\n\n"), "footnote-unused"},
		{"notes that have no text", fill("[^a] "), "footnote-missing"},
		{"notes, each read once", counted("[^%d] ") + "\n\n" + counted("[^%d]: x\n\n"), "markdown-too-tangled"},
		{"one note read often", fill("[^1] ") + "\n\n[^1]: x", ""},
		{"a table of 50,000 rows", "a|b\n-|-\n" + fill("a|b\n"), ""},
		{"a table of 20,000 columns", strings.Repeat("a|", 20_000) + "\n" + strings.Repeat("-|", 20_000) + "\n" + strings.Repeat("a|", 20_000), ""},
		{"a wide table of short rows", strings.Repeat("|a", 2_000) + "\n" + strings.Repeat("|-", 2_000) + "\n" + fill("a\n"), "table-too-large"},
		{"a | in the code of every row", "a|b\n-|-\n" + fill("`a\\|`|b\n"), ""},
		{"quotation marks that open", fill("\"a "), ""},
		{"quotation marks of two kinds", fill("'a \""), ""},
		{"headings of one text", fill("## a\n"), ""},
		{"headings of one id", fill("## a {#a}\n"), "id-duplicate"},
		{"nested images in links", fill("[![") + fill("](x)"), "markdown-too-tangled"},
		{"highlighted code that is one line", "```yaml\n" + fill("a b ") + "\n```", ""},
		{"highlighted comments that do not end", "```go\n" + strings.Repeat("/* \n", 16_000) + "\n```", ""},
		{"highlighted quotes that do not end", "```yaml\n" + strings.Repeat("'a \"b\n", 10_000) + "\n```", ""},
		{"highlighted rules that look ahead", "```css\n" + strings.Repeat("a:b \n", 12_000) + "\n```", ""},
		{"pairs of everything", pair("*[_~", "~_](x)*"), "markdown-too-tangled"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, problems := Parse(Input{Text: []byte(tt.text)}, Config{Blocks: []string{"field"}, HTML: []string{"kbd"}})
			codes := map[string]bool{}
			for _, p := range problems {
				codes[p.Code] = true
			}
			if tt.code == "" && problems.Broken() || tt.code != "" && !codes[tt.code] {
				t.Errorf("problems %v, want %q", codes, tt.code)
			}
			checkHTML(t, doc)
		})
	}
}

// TestLimits shows what an author reads when a text goes over a limit.
func TestLimits(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"marks without partners", "æ" + strings.Repeat("*a_ ", 20_000),
			"a.md:1:20000: too many unmatched * _ ~ [ ] or notes to make sense of (make shorter paragraphs, put code between backticks, and write a backslash before marks that are only meant to be seen)"},
		{"definitions of links", "b\n\n" + strings.Repeat("[a]: x\n", 10_001),
			"a.md:3:1: more than 10000 lines beginning with a [ and no empty line between them (put an empty line between some of them)"},
		{"a table", "a\n\n" + strings.Repeat("|a", 200) + "\n" + strings.Repeat("|-", 200) + "\n" + strings.Repeat("b\n", 1_000),
			"a.md:3:1: a table of 1002 lines and 200 columns has more than 200000 cells (make several tables of it, or a file to download)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := Parse(Input{File: "a.md", Text: []byte(tt.text)}, Config{})
			if got := problems.Error(); got != tt.want {
				t.Errorf("problems %.500s\nwant %s", got, tt.want)
			}
		})
	}
}

// checkHTML finds fault with the HTML of a Doc: every element ends, in order, nothing can
// run, and no id stands twice unless twice is so.
func checkHTML(t *testing.T, doc *Doc) {
	t.Helper()
	var page strings.Builder
	for _, p := range doc.Parts {
		switch {
		case p.Ref != nil && p.Ref.Kind == RefLink:
			page.WriteString("x")
		case p.Ref != nil && p.Ref.Kind == RefImage:
			page.WriteString(`src="x"`)
		default:
			page.WriteString(p.HTML)
		}
	}
	if problem := faultOf(page.String()); problem != "" {
		t.Errorf("%s in the HTML:\n%.2000s", problem, page.String())
	}
}

var neverWritten = []string{"script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base", "svg", "math", "template", "textarea", "title"}

func faultOf(page string) string {
	z := html.NewTokenizer(strings.NewReader(page))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				return z.Err().Error()
			}
			if len(open) > 0 {
				return "<" + open[len(open)-1] + "> does not end"
			}
			return ""
		case html.StartTagToken:
			tag := z.Token()
			if slices.Contains(neverWritten, tag.Data) {
				return "<" + tag.Data + ">"
			}
			for _, a := range tag.Attr {
				value := strings.ToLower(strings.TrimSpace(a.Val))
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" ||
					(a.Key == "href" || a.Key == "src") && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") || strings.HasPrefix(value, "vbscript:")) {
					return a.Key + "=" + a.Val
				}
			}
			if tag.Data != "br" && tag.Data != "hr" && tag.Data != "img" && tag.Data != "wbr" {
				open = append(open, tag.Data)
			}
		case html.EndTagToken:
			tag := z.Token()
			if len(open) == 0 || open[len(open)-1] != tag.Data {
				return fmt.Sprintf("</%s> inside %v", tag.Data, open)
			}
			open = open[:len(open)-1]
		case html.CommentToken, html.DoctypeToken:
			return "a comment or doctype"
		}
	}
}
