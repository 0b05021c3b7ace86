package markdown

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParserIsSafeForConcurrentUse(t *testing.T) {
	p := New(Config{Blocks: []string{"field"}, HTML: []string{"kbd"}})
	texts := [][]byte{ordinaryPage(true), []byte("# A\n\n[b](#c) <kbd>d</kbd>\n\n```field\ne: f\n```\n"), []byte("> [!TIP]\n> a[^1]\n\n[^1]: b\n")}
	var want []string
	for _, text := range texts {
		doc, problems := p.Parse(Input{Text: text})
		want = append(want, showParts(doc)+showDoc(doc)+problems.Error())
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 30 {
				doc, problems := p.Parse(Input{Text: texts[i%3]})
				if diff := cmp.Diff(want[i%3], showParts(doc)+showDoc(doc)+problems.Error()); diff != "" {
					t.Errorf("text %d (-want +got):\n%s", i%3, diff)
				}
			}
		})
	}
	all.Wait()
}

func TestDocKeepsNothingOfTheText(t *testing.T) {
	text := []byte("# Titel {#a}\n\nLead [b](c.md \"d\") ![e](f.svg){#g}\n\n## H\n\n```field\nid: x\n```\n")
	doc, _ := Parse(Input{Text: text}, Config{Blocks: []string{"field"}})
	before := showParts(doc) + showDoc(doc)
	copy(text, bytes.Repeat([]byte("z"), len(text)))
	if diff := cmp.Diff(before, showParts(doc)+showDoc(doc)); diff != "" {
		t.Errorf("the Doc changed with the text (-before +after):\n%s", diff)
	}
}

// goldmark appends to the last line of a code block; the bytes behind the text are not
// ours.
func TestParseWritesNothingBehindTheText(t *testing.T) {
	file := []byte("```\nkode!resten af filen")
	Parse(Input{Text: file[:8]}, Config{})
	if got := string(file); got != "```\nkode!resten af filen" {
		t.Errorf("the file is now %q", got)
	}
}

func TestProblemsCountLinesOfTheFile(t *testing.T) {
	_, problems := Parse(Input{File: "content/a.md", Text: []byte("a\n<b>c</b>"), Line: 12}, Config{})
	want := "content/a.md:13:1: the HTML element <b> is not allowed in the text (write **…**)"
	if got := problems.Error(); got != want {
		t.Errorf("problems %q, want %q", got, want)
	}
}

func TestHarmlessHTML(t *testing.T) {
	names := HarmlessHTML()
	if !slices.IsSorted(names) {
		t.Error("the names are not sorted")
	}
	for _, name := range neverWritten {
		if slices.Contains(names, name) {
			t.Errorf("%s is no harmless element", name)
		}
	}
	for _, name := range names {
		if _, known := insteadOf[name]; !known {
			t.Errorf("insteadOf does not know %s", name)
		}
	}
	if !slices.IsSorted(DefaultHTML()) {
		t.Error("the default names are not sorted")
	}
	for _, name := range DefaultHTML() {
		if !slices.Contains(names, name) {
			t.Errorf("%s is allowed by default, but not harmless", name)
		}
	}
	_, problems := Parse(Input{Text: []byte("<script>x</script>")}, Config{HTML: []string{"script"}})
	if !problems.Broken() {
		t.Error("the Config allowed <script>")
	}
}

// A page without code must not pay for highlighting.
func TestNoCodeNoLexers(t *testing.T) {
	doc, _ := Parse(Input{Text: []byte("a\n\n    b\n\n```\nc\n```\n\n```rust\nd\n```\n")}, Config{})
	if doc.HasCode {
		t.Error("HasCode without a language of ours")
	}
	if strings.Contains(showParts(doc), "chroma") {
		t.Error("plain code has the class chroma")
	}
}

func TestEmptyTexts(t *testing.T) {
	for _, text := range []string{"", "\n", "  \n\n", "<!-- a -->", "[a]: b", "# "} {
		doc, problems := Parse(Input{Text: []byte(text)}, Config{})
		if len(doc.Parts) > 0 || len(problems) > 0 {
			t.Errorf("%q gives %v and %v", text, doc.Parts, problems)
		}
	}
}
