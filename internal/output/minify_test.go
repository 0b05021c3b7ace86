package output

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	xhtml "golang.org/x/net/html"
)

func minified(t testing.TB, kind, src string) string {
	t.Helper()
	var dst bytes.Buffer
	if err := Minify(kind, &dst, []byte(src)); err != nil {
		t.Fatal(err)
	}
	return dst.String()
}

func TestMinifyHTML(t *testing.T) {
	for name, tt := range map[string]struct{ src, want string }{
		"white space becomes one character":         {"<p>et   ord\n\n   og  et</p>\n\n  <p>til\t</p>\r\n", "<p>et ord\nog et</p><p>til</p>"},
		"white space between inline elements stays": {"<p><b>a</b>  <i>b</i> <button>c</button>\n<input>  d</p>", "<p><b>a</b> <i>b</i> <button>c</button>\n<input> d</p>"},
		"comments go": {"<p>a <!-- x --> b</p>", "<p>a b</p>"},
		"default attributes stay, but for what the element has without": {`<input type="text" value=""><button type="submit">x</button><input type="radio" value="on">`, `<input type="text"><button type="submit">x</button><input type="radio">`},
		"hidden keeps its kind": {`<div hidden="until-found">x</div><p hidden>y</p>`, `<div hidden="until-found">x</div><p hidden>y</p>`},
		"an attribute that says nothing loses its quotation marks": {`<fieldset data-row="" data-blank><legend>x</legend></fieldset>`, `<fieldset data-row data-blank><legend>x</legend></fieldset>`},
		"end tags and document tags stay":                          {"<!doctype html>\n<html lang=\"da\"><head></head><body><ul><li>a</li> </ul><p>b</p></body></html>", `<!doctype html><html lang="da"><head></head><body><ul><li>a</li></ul><p>b</p></body></html>`},
		"a figure keeps the spaces of its words":                   {"<svg><text>Kend\n  <tspan>kapaciteten</tspan>  nu</text></svg>", "<svg><text>Kend\n  <tspan>kapaciteten</tspan>  nu</text></svg>"},
		"code keeps its lines":                                     {"<pre><code>a\n  b\n\n</code></pre>", "<pre><code>a\n  b\n\n</code></pre>"},
		"a textarea keeps its lines":                               {"<textarea>\n\n a  b</textarea>", "<textarea>\n\n a  b</textarea>"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, minified(t, "text/html", tt.src)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestMinifyOtherKinds(t *testing.T) {
	for name, tt := range map[string]struct{ kind, src, want string }{
		"a stylesheet":              {"text/css", "/* c */\n:root { --a : 1px ; color: light-dark( #000000, #ffffff ) }\n@media print { a > b { margin: 0px } }\n", ":root{--a:1px;color:light-dark( #000000,#ffffff )}@media print{a>b{margin:0}}"},
		"everything else is copied": {"image/svg+xml", " <a>  b </a>", " <a>  b </a>"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, minified(t, tt.kind, tt.src)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// The pages that the issues of every minifier are about: the words that a reader sees, and
// the spaces between them, may not change.
func TestMinifiedHTMLShowsTheSameText(t *testing.T) {
	for name, page := range map[string]string{
		"inline elements": `<p>Et <em>vigtigt</em> ord, <a href="x">et link</a>  <b>fed</b><i>kursiv</i> .</p>`,
		"buttons":         "<p><button> Gem </button>\n<button>Ryd</button> <input value=a> <label>\n Vælg <b>en</b></label> tekst</p>",
		"pre":             "<pre>\n\n  a\n\tb  </pre> <pre>x  <b> y</b>\n</pre>",
		"options":         `<fieldset><legend>Aftalt?</legend><label class="option"><input type="radio"> <svg width="1"></svg> <span>Ja</span></label> <label><input type="radio"> <span>Nej</span></label></fieldset>`,
		"inline SVG":      `<p>Se <svg width="1"><title>Et  navn</title><text>Kend <tspan>nu</tspan> det</text></svg> her</p>`,
		"a table":         "<table>\n <caption>a</caption>\n <tr>\n <td> b <b>c</b> d</td>\n <td>e</td></tr></table>",
		"a whole page":    string(benchPage()),
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(seen(t, page), seen(t, minified(t, "text/html", page))); diff != "" {
				t.Errorf("(-before +after)\n%s", diff)
			}
		})
	}
}

var inline = strings.Fields("a abbr b button code em i input kbd label select small span strong sub sup svg text textarea title tspan")

// seen gives the text of a page as it is read: runs of white space as one space, a line
// for each element that is no inline one, pre as it stands.
func seen(t testing.TB, page string) string {
	t.Helper()
	root, err := xhtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var visit func(n *xhtml.Node, pre bool)
	visit = func(n *xhtml.Node, pre bool) {
		if n.Type == xhtml.TextNode {
			text := n.Data
			if pre {
				text = strings.NewReplacer(" ", "·", "\n", "¶", "\t", "→").Replace(text)
			}
			b.WriteString(text)
			return
		}
		block := n.Type == xhtml.ElementNode && !slices.Contains(inline, n.Data)
		if block {
			b.WriteString("\x00")
		}
		for c := range n.ChildNodes() {
			visit(c, pre || n.Data == "pre")
		}
		if block {
			b.WriteString("\x00")
		}
	}
	visit(root, false)
	var lines []string
	for _, line := range strings.Split(b.String(), "\x00") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// benchPage is a page of 10 kB as layouts make it: indented, with a menu of 30 links.
func benchPage() []byte {
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"da\">\n<head>\n  <meta charset=\"utf-8\">\n  <title>Kortlægning – Fjordby</title>\n" +
		"  <link rel=\"stylesheet\" href=\"../css/site.3f2a9c1b.css\">\n</head>\n<body>\n<header class=\"top\">\n  <nav aria-label=\"Hovedmenu\">\n    <ul>\n")
	for range 30 {
		b.WriteString("      <li><a class=\"menu-link\" href=\"../opfoelgning/\">En side om samarbejde</a></li>\n")
	}
	b.WriteString("    </ul>\n  </nav>\n</header>\n<main id=\"main\">\n  <h1>Kortlægning</h1>\n")
	for b.Len() < 9800 {
		b.WriteString("  <h2 id=\"afsnit\">Afsnit &amp; mere</h2>\n  <p>Her står en <em>almindelig</em> tekst på dansk med " +
			"<a href=\"../side/#maal\">et link</a>, noget <strong>fed skrift</strong> og ellers bare ord, som fylder op.</p>\n")
	}
	b.WriteString("</main>\n</body>\n</html>\n")
	return []byte(b.String())
}

func BenchmarkMinifyHTML(b *testing.B) {
	page := benchPage()
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	var dst bytes.Buffer
	for b.Loop() {
		dst.Reset()
		if err := Minify("text/html", &dst, page); err != nil {
			b.Fatal(err)
		}
	}
}
