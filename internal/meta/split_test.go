package meta

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	type want struct {
		Front     string
		FrontLine int
		Body      string
		BodyLine  int
		Problems  string
	}
	tests := []struct {
		name, text string
		want       want
	}{
		{"front matter and body", "---\ntitle: A\n---\n\nTekst\n", want{"title: A\n", 2, "\nTekst\n", 4, ""}},
		{"no front matter", "# A\n\n---\n\nTekst\n", want{"", 0, "# A\n\n---\n\nTekst\n", 1, ""}},
		{"nothing", "", want{"", 0, "", 1, ""}},
		{"front matter alone, no last line break", "---\ntitle: A\n---", want{"title: A\n", 2, "", 4, ""}},
		{"empty front matter", "---\n---\nTekst\n", want{"", 2, "Tekst\n", 3, ""}},
		{"spaces behind the hyphens", "---  \ntitle: A\n--- \nTekst\n", want{"title: A\n", 2, "Tekst\n", 4, ""}},
		{"empty lines above", "\n  \n---\ntitle: A\n---\nTekst\n", want{"title: A\n", 4, "Tekst\n", 6, ""}},
		{"hyphens within the front matter", "---\ntitle: --- A\n----\nb: 1\n---\nTekst", want{"title: --- A\n----\nb: 1\n", 2, "Tekst", 6, ""}},
		{"not closed", "---\ntitle: A\nweight: 2\n\n# A\n", want{"title: A\nweight: 2\n", 2, "# A\n", 5, "f.md:1:1: front matter is not closed (end it with a line of ---)"}},
		{"not closed and no empty line", "---\ntitle: A\nweight: 2", want{"title: A\nweight: 2", 2, "", 4, "f.md:1:1: front matter is not closed (end it with a line of ---)"}},
		{"hyphens alone", "---", want{"", 2, "", 2, "f.md:1:1: front matter is not closed (end it with a line of ---)"}},
		{"another number of hyphens", "----\ntitle: A\n----\nTekst", want{"", 0, "----\ntitle: A\n----\nTekst", 1, "f.md:1:1: front matter begins with three hyphens, not with ---- (write ---, above it and below)"}},
		{"long dashes, as Word makes them", "\n–-\ntitle: A\n–-\nTekst", want{"", 0, "\n–-\ntitle: A\n–-\nTekst", 1, "f.md:2:1: front matter begins with three hyphens, not with –- (write ---, above it and below)"}},
		{"no hyphens above", "title: A\nwho:\n  - b\n# c\n---\nTekst", want{"", 0, "title: A\nwho:\n  - b\n# c\n---\nTekst", 1, "f.md:1:1: front matter begins with a line of three hyphens, which is missing (write --- above it, too)"}},
		{"a line above text", "----\nTekst: A\n", want{"", 0, "----\nTekst: A\n", 1, ""}},
		{"a word and a colon, and a line far below", "note: A\n\n---\n", want{"", 0, "note: A\n\n---\n", 1, ""}},
		{"TOML", "+++\ntitle = 1\n+++\n", want{"", 0, "+++\ntitle = 1\n+++\n", 1, "f.md:1:1: front matter between +++ is TOML, which is not read here (write YAML between two lines of ---)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			front, frontLine, body, bodyLine, ps := Split("f.md", []byte(tt.text))
			got := want{string(front), frontLine, string(body), bodyLine, ps.Error()}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Whatever the text, front and body are pieces of it at the lines that are said.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"---\na: 1\n---\nb\n", "\n\n---\r\na: 1\r\n---\r\n", "---", "---\n\n", "+++\n", "x\n---\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		front, frontLine, body, bodyLine, _ := Split("f.md", text)
		if front == nil && !bytes.Equal(body, text) {
			t.Fatalf("body %q of a text without front matter", body)
		}
		if !bytes.HasSuffix(text, body) {
			t.Fatalf("body %q is not the end of the text", body)
		}
		above := text[:len(text)-len(body)]
		if lines := bytes.Count(above, []byte{'\n'}) + 1; lines != bodyLine && len(body) > 0 {
			t.Fatalf("body at line %d, said to be %d", lines, bodyLine)
		}
		if len(front) == 0 {
			return
		}
		at := len(above) - len(front)
		for at >= 0 && !bytes.Equal(above[at:at+len(front)], front) {
			at--
		}
		if at < 0 {
			t.Fatalf("front %q is no piece of the text", front)
		}
		if lines := bytes.Count(above[:at], []byte{'\n'}) + 1; lines < frontLine {
			t.Fatalf("front at line %d, said to be %d", lines, frontLine)
		}
	})
}
