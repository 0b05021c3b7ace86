package content

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// What people's tools do to a file, and how it is read all the same.
func TestCleanAccepts(t *testing.T) {
	const want = "Å\nb\n"
	tests := []struct{ name, text string }{
		{"clean text", "Å\nb\n"},
		{"byte order mark", "\xef\xbb\xbfÅ\nb\n"},
		{"CRLF", "Å\r\nb\r\n"},
		{"CR", "Å\rb\r"},
		{"CR and LF mixed", "Å\rb\r\n"},
		{"no last line break", "Å\nb"},
		{"decomposed letters", "A\u030a\nb\n"},
		{"all at once", "\xef\xbb\xbfA\u030a\r\nb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ps := clean("a.md", []byte(tt.text))
			if len(ps) > 0 || string(got) != want {
				t.Errorf("got %q, problems %v", got, ps)
			}
		})
	}
	if got, ps := clean("a.md", []byte{}); len(got) != 0 || got == nil || ps != nil {
		t.Errorf("an empty file gives %q, %v", got, ps)
	}
}

func TestCleanRefuses(t *testing.T) {
	tests := []struct{ name, text, want, problem string }{
		{"UTF-16, little end first", "\xff\xfeA\x00", "", "a.md: the file is UTF-16 (save it as UTF-8)"},
		{"UTF-16, big end first", "\xfe\xff\x00A", "", "a.md: the file is UTF-16 (save it as UTF-8)"},
		{"a NUL byte", "a\r\nbø\x00c", "", "a.md:2:3: the file holds a NUL byte (is it a text file?)"},
		{"one byte of Windows-1252", "a\nR\xf8d", "a\nR\uFFFDd\n", "a.md:2:2: the byte 0xf8 is not UTF-8 (save the file as UTF-8)"},
		{"many bytes of Windows-1252", "R\xf8dgr\xf8d m\xe9d", "R\uFFFDdgr\uFFFDd m\uFFFDd\n", "a.md:1:2: the byte 0xf8 and 2 more are not UTF-8 (save the file as UTF-8)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ps := clean("a.md", []byte(tt.text))
			if diff := cmp.Diff(tt.problem, ps.Error()); diff != "" {
				t.Error(diff)
			}
			if string(got) != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A page comes out the same, whatever tools its file and its name went through.
func TestInputAsPeopleHaveIt(t *testing.T) {
	text := "---\ntitle: Møde\nwho: [å]\n---\n\n# Mødet på Ærø\n\nTekst, der er *skrevet*.\n\n- et\n- to\n"
	decomposed := strings.NewReplacer("å", "a\u030a").Replace(text)
	clean, ps := load(fstest.MapFS{"content/m\u00e5de.md": {Data: []byte(text)}})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	for name, other := range map[string]string{
		"byte order mark": "\xef\xbb\xbf" + text,
		"CRLF":            strings.ReplaceAll(text, "\n", "\r\n"),
		"CR":              strings.ReplaceAll(text, "\n", "\r"),
		"decomposed":      decomposed,
		"no last line":    strings.TrimSuffix(text, "\n"),
		"trailing spaces": strings.ReplaceAll(text, "---\n", "---  \n"),
		"all at once":     "\xef\xbb\xbf" + strings.ReplaceAll(strings.TrimSuffix(decomposed, "\n"), "\n", "\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			tree, ps := load(fstest.MapFS{"content/ma\u030ade.md": {Data: []byte(other)}})
			if len(ps) > 0 {
				t.Fatal(ps)
			}
			a, b := clean.pages["/maade/"], tree.pages["/maade/"]
			if b == nil {
				t.Fatal("no page /maade/")
			}
			if diff := cmp.Diff(a.Doc.Parts, b.Doc.Parts); diff != "" {
				t.Error(diff)
			}
			if a.Title != b.Title || a.Heading != b.Heading || a.Front.Who[0] != b.Front.Who[0] {
				t.Errorf("%q %q %q", b.Title, b.Heading, b.Front.Who)
			}
		})
	}
}

// Whatever the bytes, what comes out is fit to be parsed, and cleaning it again changes
// nothing.
func FuzzClean(f *testing.F) {
	for _, seed := range []string{"a\r\nb\r", "\xef\xbb\xbf\xef\xbb\xbfx", "A\u030a\u0301\n", "\xff\xfe", "R\xf8d\r", "e2 \xe2\x80\x80"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		out, ps := clean("a.md", in)
		if out == nil {
			if len(ps) == 0 && len(in) > 0 {
				t.Fatal("nothing and no problem")
			}
			return
		}
		if !utf8.Valid(out) || !norm.NFC.IsNormal(out) || bytes.ContainsAny(out, "\r\x00") {
			t.Fatalf("%q is not clean", out)
		}
		if bytes.HasPrefix(out, byteOrderMark) {
			return // a second mark is a character of the text
		}
		again, ps := clean("a.md", bytes.Clone(out))
		if !bytes.Equal(again, out) || len(ps) > 0 {
			t.Fatalf("%q became %q, %v", out, again, ps)
		}
	})
}
