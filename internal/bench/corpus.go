package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// perSection is how many pages stand in one section.
const perSection = 40

var (
	nouns = strings.Fields("kommune indsats borger leder sundhed forvaltning samarbejde plan mål opgave ressource medarbejder prioritering kortlægning møde beslutning aftale proces udvalg praksis erfaring opfølgning indikator partner netværk budget kultur ansvar rolle viden skole ældre trivsel motion ernæring")
	verbs = strings.Fields("styrker følger planlægger drøfter beslutter kortlægger måler afprøver forankrer udvikler deler samler")
	kinds = strings.Fields("fælles tydelig lokal tværgående løbende konkret enkel vigtig samlet åben tidlig systematisk")
)

type writer struct{ *rand.Rand }

func (w writer) pick(words []string) string { return words[w.IntN(len(words))] }

func (w writer) sentence() string {
	words := make([]string, 6+w.IntN(11))
	for i := range words {
		switch i % 4 {
		case 1:
			words[i] = w.pick(kinds)
		case 2:
			words[i] = w.pick(verbs)
		default:
			words[i] = w.pick(nouns)
		}
	}
	return upper(strings.Join(words, " ")) + "."
}

func (w writer) paragraph() string {
	return strings.Join([]string{w.sentence(), w.sentence(), w.sentence(), w.sentence()}, " ")
}

func upper(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[0])) + string(r[1:])
}

// corpus writes n pages in sections of forty, each about 2.5 kB of Danish-looking prose
// out of the word list: headings, emphasis, links between pages, a list, a table, and in
// one page of ten a code block. The same n gives the same bytes.
func corpus(dir string, n int) error {
	w := writer{rand.New(rand.NewPCG(7, uint64(n)))}
	// Words drawn by lot are hard to read. They are measured like others, and nobody is warned.
	if err := write(filepath.Join(dir, "site.yaml"), "prose: {lix: 1000, sentence: 1000}\n"); err != nil {
		return err
	}
	if err := write(filepath.Join(dir, "_index.md"), "---\ntitle: Forside\n---\n\n"+w.paragraph()+"\n"); err != nil {
		return err
	}
	for i := range n {
		section := i / perSection
		folder := filepath.Join(dir, fmt.Sprintf("afsnit-%04d", section))
		if i%perSection == 0 {
			index := fmt.Sprintf("---\ntitle: \"Afsnit %d\"\nweight: %d\n---\n\n%s\n", section, section+1, w.paragraph())
			if err := write(filepath.Join(folder, "_index.md"), index); err != nil {
				return err
			}
		}
		if err := write(filepath.Join(folder, fmt.Sprintf("side-%06d.md", i)), w.page(i, n)); err != nil {
			return err
		}
	}
	return nil
}

func (w writer) page(i, n int) string {
	next := i + 1
	if next%perSection == 0 || next == n {
		next = i / perSection * perSection
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: \"Side %d: %s %s\"\ndescription: \"%s\"\nweight: %d\ndate: 2026-01-%02d\n---\n\n%s\n\n",
		i, w.pick(kinds), w.pick(nouns), w.sentence(), i%perSection+1, 1+i%28, w.paragraph())
	for h := range 3 {
		fmt.Fprintf(&b, "## %s %s %d\n\n", upper(w.pick(kinds)), w.pick(nouns), h)
		fmt.Fprintf(&b, "%s Læs *mere* på [næste side](../side-%06d/) og **%s**.\n\n", w.paragraph(), next, w.pick(nouns))
		switch {
		case h == 0:
			for range 5 {
				fmt.Fprintf(&b, "- %s\n", w.sentence())
			}
			b.WriteString("\n")
		case h == 1:
			b.WriteString("| Område | Ansvar | Status |\n|---|---|---|\n")
			for range 5 {
				fmt.Fprintf(&b, "| %s | %s | %s |\n", w.pick(nouns), w.pick(nouns), w.pick([]string{"rød", "gul", "grøn"}))
			}
			b.WriteString("\n")
		case i%10 == 0:
			b.WriteString("```yaml\nfelt: tekst\nliste:\n  - id: a1\n    label: \"Mål\"\n```\n")
		}
	}
	return b.String()
}

func write(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}
