package worksheet

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The package comment is the manual: it has every key of the language.
func TestThePackageCommentNamesEveryKey(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what string
		keys []string
	}{
		{"worksheet:", frontKeys},
		{"a field", fieldKeys},
		{"a table", tableKeys},
		{"a row", rowKeys},
		{"a column", columnKeys},
		{"a list", listKeys},
		{"a value", valueKeys},
		{"an outcome", outcomeKeys},
		{"an option", optionKeys},
		{"a figure", []string{"kind", "title", "of", "where", "help", "show", "if", "print", "label", "x", "compare", "sort", "mark", "mid", "corners"}},
		{"a clock", slices.Concat(clockKeys["countdown"], clockKeys["agenda"], clockKeys["rotation"])},
		{"paper:", slices.Concat(paperKinds["decisions"], paperKinds["groups"], paperKinds["cards"])},
	} {
		for _, key := range c.keys {
			if !regexp.MustCompile(`[^a-z-]` + key + `:`).Match(text) {
				t.Errorf("doc.go says nothing of %s, which %s may hold", key, c.what)
			}
		}
	}
}

// An editor finds every key and word of the language in the guide, on the page it belongs to.
func TestTheGuideForEditorsNamesEveryKey(t *testing.T) {
	code := regexp.MustCompile("(?m)`[^`\n]+`|^[ -]*[a-z-]+:( .*)?$") // in a line, or a key of an example
	guide := func(page string) string {
		text, err := os.ReadFile("../../content/redaktoer/" + page + ".md")
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(code.FindAllString(string(text), -1), "\n")
	}
	for _, c := range []struct {
		what, page string
		words      []string
	}{
		{"worksheet:", "ark", frontKeys},
		{"repeat:", "flere", []string{"label", "of", "where"}},
		{"a field", "felter", fieldKeys},
		{"kind:", "felter", kinds},
		{"an option", "felter", optionKeys},
		{"colour:", "felter", colours},
		{"shape:", "felter", shapes},
		{"print:", "felter", prints},
		{"a table", "tabeller", tableKeys},
		{"a column", "tabeller", []string{"given", "value", "unit", "range", "override", "personal"}},
		{"a row", "tabeller", rowKeys},
		{"rows:", "lister", []string{"from", "where"}},
		{"options:", "lister", []string{"from", "where", "label", "more"}},
		{"paper:", "ark", slices.Concat(paperNames, paperKinds["decisions"], paperKinds["groups"], paperKinds["cards"])},
		{"a list", "lister", listKeys},
		{"a value", "regler", []string{"is", "unit", "when"}},
		{"a figure", "figurer", []string{"kind", "title", "of", "where", "help", "show", "if", "print", "label", "x", "y", "group", "size", "compare", "sort", "mark", "mid", "corners", "start", "end", "lane", "status", "after", "month", "from", "to", "low", "high"}},
		{"range:", "figurer", []string{"range"}},
		{"a clock", "ure", slices.Concat(clockKinds, clockKeys["countdown"], clockKeys["agenda"], clockKeys["rotation"])},
		{"an outcome", "regler", []string{"first", "rules", "when", "else", "if", "say", "next"}},
		{"an expression", "regler", reserved},
	} {
		text := guide(c.page)
		for _, word := range c.words {
			if !regexp.MustCompile(`(?m)(^|[^a-z-])` + word + `([^a-z-]|$)`).MatchString(text) {
				t.Errorf("content/redaktoer/%s.md says nothing of %s, which %s may hold", c.page, word, c.what)
			}
		}
	}
}
