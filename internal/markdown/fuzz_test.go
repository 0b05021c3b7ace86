package markdown

import (
	"bytes"
	"flag"
	"math/rand"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

var randomTexts = flag.Int("texts", 2000, "how many texts TestRandomTexts makes")

// FuzzParse reads any text: Parse never panics, gives the same for the same bytes, keeps
// none of them, points at places that exist, and writes HTML whose elements end in
// order, that nothing can run in, and whose ids and fragments fit when no problem says
// otherwise.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data)
	}
	parser := New(Config{Blocks: []string{"field", "table"}, HTML: HarmlessHTML()})
	f.Fuzz(func(t *testing.T, text []byte) { checkAnyText(t, parser, bytes.ToValidUTF8(text, nil)) })
}

// TestRandomTexts does the same with texts made of the pieces that mean something,
// which chance alone seldom puts together.
func TestRandomTexts(t *testing.T) {
	pieces := strings.Split("\n|\n\n|\n    |\n  |\n> |\n- |\n1. |\n: |\n## |\n# |# |> |- |\t|  |a|ord |Æ|é|€| |*|**|_|~|~~|`|``|```|\n```\n|\n```yaml\n|\n```field\n|\n~~~table\n|"+
		"[|]|](|)|![|[a](b.md)|![a](b.svg)|](b \"c\")|[^1]|\n\n[^1]: |[^2]|\n[a]: b\n|[a]|{#id}|{.c}|{alt=\"\"}|{|}|{a=b}|\\|\\\n|\"|'|--|...|<|>|<!--|-->|<b>|</b>|<kbd>|</kbd>|<br>|<details>|\n<details>\n|</details>|\n</details>\n|<summary>|</summary>|"+
		"<a href=\"x\">|<kbd id=x class='y'>|&amp;|&|&#0;|&#x41;|https://a.dk/b|www.a.dk|a@b.dk|<https://a.dk>|javascript:|(#a)|[a](#a)|[a](#id)|\n\\|a\\|b\n|-|\\|-\\|\n|\\|||[!NOTE]|\n> [!TIP] |[x] |[ ] |\n---\n|\n===\n|\n***\n|\u0000|\u00a0|\u2028|😀|\r", "|")
	for i, p := range pieces {
		if strings.HasSuffix(p, "\\") && i+1 < len(pieces) {
			pieces[i] = p[:len(p)-1] + "|"
		}
	}
	parser := New(Config{Blocks: []string{"field", "table"}, HTML: HarmlessHTML()})
	r := rand.New(rand.NewSource(1))
	for range *randomTexts {
		var text strings.Builder
		for range 1 + r.Intn(40) {
			text.WriteString(pieces[r.Intn(len(pieces))])
		}
		checkAnyText(t, parser, []byte(text.String()))
		if t.Failed() {
			t.Fatalf("the text was %q", text.String())
		}
	}
}

func checkAnyText(t *testing.T, parser *Parser, text []byte) {
	t.Helper()
	in := Input{File: "a.md", Text: bytes.Clone(text), Line: 5}
	doc, problems := parser.Parse(in)
	before := showParts(doc) + showDoc(doc) + problems.Error()
	for i := range in.Text {
		in.Text[i] = 'x'
	}
	if diff := cmp.Diff(before, showParts(doc)+showDoc(doc)+problems.Error()); diff != "" {
		t.Fatalf("the Doc changes with the text it was read from:\n%s", diff)
	}
	again, problemsAgain := parser.Parse(Input{File: "a.md", Text: text, Line: 5})
	if diff := cmp.Diff(before, showParts(again)+showDoc(again)+problemsAgain.Error()); diff != "" {
		t.Fatalf("read twice, the text gives two Docs:\n%s", diff)
	}
	lines := bytes.Count(text, []byte("\n")) + 5
	for _, p := range problems {
		if p.Pos.Line < 5 || p.Pos.Line > lines || p.Pos.Column < 1 || p.Code == "" {
			t.Errorf("problem %+v is in none of the %d lines", p, lines)
		}
	}
	checkHTML(t, doc)
	checkParts(t, doc)
	if !problems.Broken() {
		checkIDs(t, doc)
	}
}

func checkParts(t *testing.T, doc *Doc) {
	t.Helper()
	links := map[*Ref]bool{}
	for i, p := range doc.Parts {
		if (p.HTML != "" && (p.Ref != nil || p.Block != nil)) || (p.Ref != nil && p.Block != nil) || (p.HTML == "" && p.Ref == nil && p.Block == nil) {
			t.Errorf("part %d is not one thing: %+v", i, p)
		}
		if i > 0 && p.HTML != "" && doc.Parts[i-1].HTML != "" {
			t.Errorf("parts %d and %d are both HTML", i-1, i)
		}
		if p.Ref != nil && p.Ref.Kind == RefLink {
			links[p.Ref] = true
		}
		if p.Ref != nil && p.Ref.Kind == RefLinkNote && !links[p.Ref.Of] {
			t.Errorf("part %d is a note of no link before it", i)
		}
	}
}

// checkIDs finds ids that stand twice, headings and anchors without an element, and
// links to ids that are not there.
func checkIDs(t *testing.T, doc *Doc) {
	t.Helper()
	var page strings.Builder
	for _, p := range doc.Parts {
		page.WriteString(p.HTML)
		if p.Ref != nil && p.Ref.Kind == RefLink {
			page.WriteString("ref")
		}
	}
	ids, fragments := map[string]bool{}, []string{}
	z := html.NewTokenizer(strings.NewReader(page.String()))
	for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
		if tt != html.StartTagToken {
			continue
		}
		for _, a := range z.Token().Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("the id %q stands twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				fragments = append(fragments, a.Val[1:])
			}
		}
	}
	for _, h := range doc.Headings {
		if !ids[h.ID] {
			t.Errorf("no element has the id of heading %+v", h)
		}
	}
	for _, a := range doc.Anchors {
		if !ids[a] {
			t.Errorf("no element has the id %q of Anchors", a)
		}
	}
	if len(ids) != len(doc.Headings)+len(doc.Anchors) {
		t.Errorf("%d ids, but %d headings and %d anchors", len(ids), len(doc.Headings), len(doc.Anchors))
	}
	for _, f := range fragments {
		if f != "" && !ids[f] {
			t.Errorf("a link leads to #%s, which no element has", f)
		}
	}
}
