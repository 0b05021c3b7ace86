// Package spelling checks that what people read is spelled right: the pages, labels and help
// texts under content/, the drawings, the words of the layouts, and the sentences of the
// browser script. It has no code of its own but this test.
//
// Its two nouns are text, a file with all that is no Danish blanked out (texts_test.go), so
// that every word keeps its place, and ordliste.txt: words that are right and that the
// Danish dictionary of hunspell does not know, such as compounds and names. The list is
// sorted and holds each form that is used; a word that is used no more is taken out.
//
// Who writes a new word runs this test, reads what it says, and either mends the word or
// puts it into the list:
//
//	go test ./internal/spelling
//
// English pages and the examples of mistakes in the guide for editors are left out.
package spelling

import (
	"bytes"
	stdcmp "cmp"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
)

//go:embed ordliste.txt
var ordliste string

// A word as it is written, with the first place where it stands.
type word struct {
	text string
	pos  source.Position
	n    int // how often
}

// Each word of every text is in the dictionary or in the list, and each word of the list in
// a text.
func TestSpelling(t *testing.T) {
	words := map[string]*word{}
	for _, text := range texts(t) {
		for _, w := range wordsOf(text) {
			if known := words[w.text]; known != nil {
				known.n++
			} else {
				words[w.text] = &w
			}
		}
	}
	if len(words) < 5000 {
		t.Fatalf("only %d words were found", len(words))
	}
	own, used := list(), map[string]bool{}
	var wrong []*word
	unknown := unknown(t, slices.Sorted(maps.Keys(words)))
	for text, w := range words {
		// A part of the list may be known to a newer dictionary: what counts is that it is written.
		for _, part := range append(strings.Split(text, "-"), text) {
			in, ok := listed(own, part)
			used[in] = true
			if ok && part == text {
				unknown[text] = nil
			} else if ok {
				unknown[text] = slices.DeleteFunc(unknown[text], func(p string) bool { return p == part })
			}
		}
		if len(unknown[text]) > 0 {
			wrong = append(wrong, w)
		}
	}
	slices.SortFunc(wrong, func(a, b *word) int {
		return stdcmp.Or(strings.Compare(a.pos.File, b.pos.File), stdcmp.Compare(a.pos.Line, b.pos.Line), stdcmp.Compare(a.pos.Column, b.pos.Column))
	})
	for _, w := range wrong {
		t.Errorf("%s: %q is not in the dictionary, %d times (mend it, or put it into internal/spelling/ordliste.txt)", w.pos, w.text, w.n)
	}
	for _, w := range slices.Sorted(maps.Keys(own)) {
		if !used[w] {
			t.Errorf("internal/spelling/ordliste.txt: %q is written nowhere (take it out)", w)
		}
	}
}

func TestTheListIsSorted(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(ordliste, "\n"), "\n")
	for i := 1; i < len(lines); i++ {
		if lines[i-1] >= lines[i] {
			t.Errorf("internal/spelling/ordliste.txt:%d: %q belongs before %q (LC_ALL=C sort -u)", i+1, lines[i], lines[i-1])
		}
	}
}

func list() map[string]bool {
	own := map[string]bool{}
	for w := range strings.Lines(ordliste) {
		own[strings.TrimSuffix(w, "\n")] = true
	}
	return own
}

// listed finds a word in the list. One that the list has with a small letter may begin a
// sentence or stand in capitals.
func listed(own map[string]bool, text string) (string, bool) {
	c, size := utf8.DecodeRuneInString(text)
	for _, form := range []string{text, string(unicode.ToLower(c)) + text[size:], strings.ToLower(text)} {
		if own[form] {
			return form, true
		}
	}
	return "", false
}

// unknown gives those of the words that the dictionary does not know, and which of their
// parts, between hyphens, it does not.
func unknown(t *testing.T, words []string) map[string][]string {
	t.Helper()
	var in bytes.Buffer
	for _, w := range words {
		fmt.Fprintln(&in, strings.ReplaceAll(w, "-", "\n"))
	}
	cmd := exec.Command("hunspell", "-d", dictionary(t), "-i", "utf-8", "-l")
	cmd.Stdin = &in
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	wrong := map[string]bool{}
	for w := range strings.Lines(string(out)) {
		wrong[strings.TrimSuffix(w, "\n")] = true
	}
	all := map[string][]string{}
	for _, w := range words {
		for _, part := range strings.Split(w, "-") {
			if wrong[part] {
				all[w] = append(all[w], part)
			}
		}
	}
	return all
}

// dictionary makes a copy of hunspell's Danish dictionary that puts no words together. As it
// comes it takes forlob for a compound of two words, and nearly every other slip too.
func dictionary(t *testing.T) string {
	t.Helper()
	const missing = "hunspell or its Danish dictionary is missing: make setup installs the packages hunspell and hunspell-da"
	paths, _ := exec.Command("hunspell", "-D").CombinedOutput() // fails for want of an English one
	at := regexp.MustCompile(`(?m)^\S.*da_DK$`).FindString(string(paths))
	if at == "" {
		t.Fatal(missing)
	}
	affixes, err := os.ReadFile(at + ".aff")
	if err != nil {
		t.Fatal(missing)
	}
	words, err := os.ReadFile(at + ".dic")
	if err != nil {
		t.Fatal(missing)
	}
	name := filepath.Join(t.TempDir(), "da")
	affixes = regexp.MustCompile(`(?m)^(COMPOUND|CHECKCOMPOUND).*$`).ReplaceAll(affixes, nil)
	if err := errors.Join(os.WriteFile(name+".aff", affixes, 0o644), os.WriteFile(name+".dic", words, 0o644)); err != nil {
		t.Fatal(err)
	}
	return name
}

// wordsOf gives the words of a text. A hyphen joins; so does an apostrophe. What holds a
// digit is no word, and neither is a single letter.
func wordsOf(text text) (words []word) {
	lines := source.NewLines(text.data)
	for i := 0; i < len(text.data); {
		c, size := utf8.DecodeRune(text.data[i:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			i += size
			continue
		}
		from, digits := i, false
		for i < len(text.data) {
			c, size := utf8.DecodeRune(text.data[i:])
			after, _ := utf8.DecodeRune(text.data[i+size:])
			digits = digits || unicode.IsDigit(c)
			joins := (c == '-' || c == '\'' || c == '’') && unicode.IsLetter(after)
			if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !joins {
				break
			}
			i += size
		}
		w := strings.ReplaceAll(string(text.data[from:i]), "’", "'")
		if !digits && utf8.RuneCountInString(w) > 1 {
			line, column := lines.At(from)
			words = append(words, word{w, source.Position{File: text.file, Line: line, Column: column}, 1})
		}
	}
	return words
}

// What is left of a file of each kind is what people read.
func TestWhatIsRead(t *testing.T) {
	for _, tt := range []struct{ name, file, data, want string }{
		{"prose, without code, addresses and ids", "a.md", "# Mål {#maal}\nSe [her](../x.md), `kode`, www.kl.dk og site.yaml.[^n]", "Mål Se her og"},
		{"front matter, without keys and ids", "a.md", "---\ntitle: Få mandat\nstep: mandat\nwho:\n  - ledere\n  - alle andre\nsources: [kl-x]\n---\nTekst", "Få mandat ledere alle andre Tekst"},
		{"a block, without ids and conditions", "a.md", "```field\nid: navn\nlabel: Hvad hedder I?\nshow: navn = ja\noptions:\n  ja: Ja tak\n```", "Hvad hedder Ja tak"},
		{"what is said, without answers", "a.md", "```outcome\n- when: trin = 3\n  say: \"I står på {trin} nu.\"\n```", "står på nu"},
		{"an example, but no code", "a.md", "````markdown example\nTekst\n```field\nid: a\nlabel: Navn\n```\n````\n```yaml\ntitel: Kode\n```\nEfter", "Tekst Navn Efter"},
		{"rows with columns of their own", "a.yaml", "start:\n  - id: a\n    opgave: Løb stærkt # and a note\n# a note\nto: {ja: Ja, nej: Måske}", "Løb stærkt Ja Måske"},
		{"a drawing, whose words stand on two lines", "a.svg", `<svg><title>Mål</title><text class="a"><tspan>Forvalt-</tspan><tspan x="1">ning</tspan> her</text></svg>`, "Mål her"},
		{"a layout, and what is read aloud", "a.html", `{{define "x"}}<a class="b" aria-label="Luk arket" href="{{.URL}}">Luk{{with .A}} nu{{end}}</a><!-- note -->`, "Luk arket Luk nu"},
		{"sentences of a script", "a.ts", "// note\nconst a = b / 2; say(`Der er ${n === 1 ? \"én fejl\" : f(\"data-x\")} her`); x.matches(\"input, a b\"); make({ class: `figure figure-${n}` }); /it's/.test(\"Luk\");", "Der er én fejl her Luk"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := []byte(tt.data)
			blanker(tt.file)(data)
			var got []string
			for _, w := range wordsOf(text{tt.file, data}) {
				got = append(got, w.text)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
