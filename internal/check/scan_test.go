package check

import (
	"html"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	xhtml "golang.org/x/net/html"
)

// ours and theirs write the tokens of a page, one a line, neighbouring texts as one.
func ours(s string) string {
	var b, text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			b.WriteString("text " + text.String() + "\n")
			text.Reset()
		}
	}
	var z scanner
	raw := ""
	for z.reset(s); z.next(); {
		switch z.kind {
		case textToken:
			t := z.text
			if !z.raw || raw == "title" || raw == "textarea" {
				t = html.UnescapeString(t)
			}
			text.WriteString(t)
		case startTag:
			flush()
			raw = z.name
			b.WriteString("<" + z.name)
			for i, a := range z.attrs {
				same := func(other attribute) bool { return other.name == a.name }
				if !slices.ContainsFunc(z.attrs[:i], same) { // the first counts
					b.WriteString(" " + a.name + "=" + a.value)
				}
			}
			if z.selfClosing {
				b.WriteString("/")
			}
			b.WriteString(">\n")
		case endTag:
			flush()
			b.WriteString("</" + z.name + ">\n")
		}
	}
	flush()
	return b.String()
}

func theirs(s string) string {
	var b, text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			b.WriteString("text " + text.String() + "\n")
			text.Reset()
		}
	}
	z := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		switch kind := z.Next(); kind {
		case xhtml.ErrorToken:
			flush()
			return b.String()
		case xhtml.TextToken:
			text.WriteString(z.Token().Data)
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			flush()
			t := z.Token()
			b.WriteString("<" + t.Data)
			for _, a := range t.Attr {
				b.WriteString(" " + a.Key + "=" + a.Val)
			}
			if kind == xhtml.SelfClosingTagToken {
				b.WriteString("/")
			}
			b.WriteString(">\n")
		case xhtml.EndTagToken:
			flush()
			b.WriteString("</" + z.Token().Data + ">\n")
		}
	}
}

// What browsers agree on is what the standard says; x/net/html follows it.
func TestScannerReadsLikeTheStandard(t *testing.T) {
	for name, page := range map[string]string{
		"a page":                        `<!doctype html><html lang="da"><head><title>a &amp; b</title></head><body class=x><p>Hej <b>du</b></p></body></html>`,
		"attributes of all kinds":       `<input a b=c d='e' f="g" h = i j= "k" l ='m'/n / o/><br/><br /><a b=c/><a/b>`,
		"equals signs out of place":     `<a =b c==d e="f"g>`,
		"capitals":                      `<DIV ID="X" oNcLiCk=y></DIV><Script>a</SCRIPT >b`,
		"entities":                      `<a href="?a&amp;b&#39;&quot;" title=&lt;>&aelig;&#230; & &nosuch; &lt</a>`,
		"a > in quotation marks":        `<a title="a > b" b='>'>c</a>`,
		"comments":                      `a<!-- b --><!----><!--><!---><!-- c --!>d<!-- - -- > -->e<!x>f<?y?>g</ z>h</>i`,
		"a comment that never ends":     `a<!-- b <p>`,
		"a tag that never ends":         `a<b c="d`,
		"a < that is text":              `1 < 2 <3 <= 4 <`,
		"raw texts":                     `<textarea><b>&amp;</textarea><style>a>b</style><title></title><xmp><i></xmp><iframe><p></iframe>x`,
		"an end tag within a script":    `<script>"</scripty>" </ script> </script x>a`,
		"a raw text that never ends":    `<textarea>a</text`,
		"white space of all kinds":      "<a\tb\nc\fd e\n=\t'f' >",
		"nothing":                       "",
		"an end tag with attributes":    `</p a=b>c`,
		"plaintext is for ever":         `<plaintext></plaintext><p>`,
		"a < in a tag is part of it":    `<a<b c<d=e<f>`,
		"a / that closes nothing":       `<a / b><a b= /><a b="c"/ >`,
		"a no-break space is no space":  "<a\u00a0b>c",
		"bytes that are no UTF-8":       "<a b=\xff>\xfe</a>",
		"an attribute with two values":  `<a b="c"d="e" b=f>`,
		"single quotation marks inside": `<a b="it's" c='say "x"'>`,
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(theirs(page), ours(page)); diff != "" {
				t.Errorf("(-x/net/html +ours)\n%s", diff)
			}
		})
	}
}

func TestScannerInForeignElements(t *testing.T) {
	got := ours(`<svg><title>a<b></title><style>c<d></style><![CDATA[ <e> ]]><![CDATA[]]></svg><title><f></title><svg/><style><g></style>`)
	want := "<svg>\n<title>\ntext a\n<b>\n</title>\n<style>\ntext c\n<d>\n</style>\ntext  <e> \n</svg>\n<title>\ntext <f>\n</title>\n<svg/>\n<style>\ntext <g>\n</style>\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func FuzzScanner(f *testing.F) {
	f.Add(`<!doctype html><p class="a" b>c<!-- d --><textarea>e</textarea></p>`)
	f.Add("<a b = 'c' d=e/f / g>&amp;</a><!---></ x><title>&lt;</title>")
	f.Fuzz(func(t *testing.T, page string) {
		got := ours(page)
		lower := strings.ToLower(page)
		for _, special := range []string{"<svg", "<math", "<script", "noscript", "\r", "\x00", "&"} {
			if strings.Contains(lower, special) {
				return // states of the standard that our pages never enter
			}
		}
		if diff := cmp.Diff(theirs(page), got); diff != "" {
			t.Errorf("%q (-x/net/html +ours)\n%s", page, diff)
		}
	})
}
