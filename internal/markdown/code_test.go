package markdown

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The backgrounds that code may stand on: paper white and its tints, pure white, and the
// dark ones.
var (
	lightGrounds = []string{"#ffffff", "#fbfaf6", "#f3f1ea", "#eeece4"}
	darkGrounds  = []string{"#000000", "#14181a", "#1c2124", "#22282b"}
)

func TestCodeColoursCanBeRead(t *testing.T) {
	for _, s := range shades {
		for _, ground := range lightGrounds {
			if c := contrast(t, s.light, ground); c < 4.5 {
				t.Errorf("%s %s on %s has a contrast of %.2f", s.name, s.light, ground, c)
			}
		}
		for _, ground := range darkGrounds {
			if c := contrast(t, s.dark, ground); c < 4.5 {
				t.Errorf("%s %s on %s has a contrast of %.2f", s.name, s.dark, ground, c)
			}
		}
	}
}

// contrast is the contrast ratio of WCAG 2.2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	luminance := func(colour string) float64 {
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			v, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			c := float64(v) / 255
			if c <= 0.04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+0.055)/1.055, 2.4)
			}
			sum += weight * c
		}
		return sum
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestCodeCSS(t *testing.T) {
	css := CodeCSS()
	if !bytes.Equal(css, CodeCSS()) {
		t.Error("CodeCSS gives other bytes the second time")
	}
	for _, s := range shades {
		if !bytes.Contains(css, []byte(".chroma ."+s.class+"{color:var(--code-"+s.name+")")) {
			t.Errorf("no rule for .%s", s.class)
		}
	}
	for _, want := range []string{":root{", "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){", "@media screen{:root[data-theme=dark]{"} {
		if !bytes.Contains(css, []byte(want)) {
			t.Errorf("no %s in the stylesheet", want)
		}
	}
	if bytes.Count(css, []byte("{")) != bytes.Count(css, []byte("}")) {
		t.Error("the braces do not match")
	}
}

// TestLanguages shows what each language tells apart: class and text of every coloured
// piece.
func TestLanguages(t *testing.T) {
	for _, tt := range []struct{ language, code, want string }{
		{"yaml", "a b: \"c: d\" # e\nf-g:\n  - true\n  - x: 12\n  - 'it''s'\n\"q\": !t &r http://x#y\n", `n(a b) s("c: d") c(# e) n(f-g) m(true) n(x) m(12) s('it''s') n("q") k(!t) k(&r)`},
		{"json", `{"a": [1.5e3, "b\"c", null]} // d`, `n("a") m(1.5e3) s("b\"c") m(null) c(// d)`},
		{"markdown", "# A\n\n> [!TIP] b\n\n- `c` [d](e.md){#f}\n\n```yaml\n", "gh(# A) k(> [!TIP]) k(-) s(`c`) n([d]) s((e.md)) n({#f}) k(```yaml)"},
		{"html", `<!-- a --><p class="b" hidden>c &amp; d</p>`, `c(<!-- a -->) k(<p) n(class) s("b") n(hidden) k(>) m(&amp;) k(</p) k(>)`},
		{"css", "/* a */ @media print { .b { color: #fff; width: 12px } }", "c(/* a */) k(@media) k(.b) n(color) m(#fff) n(width) m(12px)"},
		{"js", "const a = f(`b`, 'c', 1) // d", "k(const) n(f) s(`b`) s('c') m(1) c(// d)"},
		{"sh", "$ make serve --port=80 # a\nX=\"$Y\" $Z", `c($) n(--port) c(# a) n(X) s("$Y") n($Z)`},
		{"go", "func main() { return nil /* a */ }", "k(func) n(main) k(return) m(nil) c(/* a */)"},
		{"python", "@a\ndef f(x): # b\n  return \"\"\"c\"\"\" + 'd'", `n(@a) k(def) n(f) c(# b) k(return) s("""c""") s('d')`},
		{"sql", "SELECT count(*) from a where b = 'it''s' -- c", "k(SELECT) n(count) k(from) k(where) s('it''s') c(-- c)"},
		{"toml", "# a\n[b]\nc = \"d\"\ne = 12\n", `c(# a) k([b]) n(c) s("d") n(e) m(12)`},
		{"diff", "--- a\n+++ b\n@@ 1 @@\n-c\n+d\n e\n", "gh(--- a) gh(+++ b) k(@@ 1 @@) gd(-c) gi(+d)"},
	} {
		t.Run(tt.language, func(t *testing.T) {
			var got []string
			whole := ""
			for _, token := range tokenise(tt.language, tt.code) {
				whole += token.Value
				if class := tokenClass(token.Type); class != "" {
					got = append(got, fmt.Sprintf("%s(%s)", class, strings.TrimSpace(token.Value)))
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("coloured pieces (-want +got):\n%s", diff)
			}
			if whole != tt.code {
				t.Errorf("the pieces are %q, the code was %q", whole, tt.code)
			}
		})
	}
}

func TestEveryLanguageKeepsEveryCharacter(t *testing.T) {
	names := []string{}
	for name := range languageNames {
		names = append(names, name)
	}
	slices.Sort(names)
	code := "<a b=\"c\">{'d': [1, `e`]} # f // g /* h\n\n\t\"\"\" i --- ''' j <!-- æøå 😀 $x {{ y }} @z \\ \x7f |\r\n: - > !k &l *m\n"
	for _, name := range names {
		language := languageNames[name]
		if language == "" {
			continue
		}
		if languageRules[language] == nil {
			t.Errorf("%s means %s, which has no rules", name, language)
			continue
		}
		got := ""
		for _, token := range tokenise(name, code) {
			got += token.Value
		}
		if want := strings.ReplaceAll(code, "\r\n", "\n"); got != want {
			t.Errorf("%s: the pieces are %q", name, got)
		}
	}
}
