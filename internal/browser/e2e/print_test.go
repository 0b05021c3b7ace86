//go:build browser

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// What comes out of the printer.

// printed is a PDF as text.
type printed struct {
	Text  string // without white space and hyphens, which lines and columns change
	Pages int
}

func printedPage(tab *Tab) printed {
	tab.t.Helper()
	need(tab.t, "pdftotext", "poppler-utils")
	need(tab.t, "pdfinfo", "poppler-utils")
	file := filepath.Join(tab.t.TempDir(), "sheet.pdf")
	tab.do("write the PDF", os.WriteFile(file, tab.PDF(), 0o600))
	text, err := exec.Command("pdftotext", "-enc", "UTF-8", file, "-").Output()
	tab.do("pdftotext", err)
	info, err := exec.Command("pdfinfo", file).Output()
	tab.do("pdfinfo", err)
	p := printed{Text: run(string(text))}
	for line := range strings.Lines(string(info)) {
		if n, ok := strings.CutPrefix(line, "Pages:"); ok {
			fmt.Sscan(n, &p.Pages)
		}
	}
	return p
}

// run runs a text together.
func run(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '\u00ad' {
			return -1
		}
		return r
	}, text)
}

// wordsFor gives the ways an answer may be written on paper.
func wordsFor(q question, answer string) []string {
	months := strings.Fields("januar februar marts april maj juni juli august september oktober november december")
	part := func(from, to int) int {
		n := 0
		fmt.Sscan(strings.TrimLeft(answer[from:to], "0"), &n)
		return n
	}
	switch q.Kind {
	case "choice", "choices", "scale":
		for _, c := range q.Controls {
			if c.Value == answer {
				return []string{c.Word}
			}
		}
	case "date":
		return []string{fmt.Sprintf("%d. %s %s", part(8, 10), months[part(5, 7)-1], answer[:4]), answer[8:] + "." + answer[5:7] + "." + answer[:4], answer[8:] + "-" + answer[5:7] + "-" + answer[:4]}
	case "month":
		return []string{months[part(5, 7)-1] + " " + answer[:4], answer}
	case "time":
		return []string{answer, strings.Replace(answer, ":", ".", 1)}
	}
	return []string{answer}
}

func TestAFilledSheetPrintsEveryAnswer(t *testing.T) {
	for _, b := range []*Browser{Chromium, Firefox} { // WebKitGTK's driver cannot print
		for _, sheet := range []string{roles, plan} {
			t.Run(b.Name+" "+sheet, func(t *testing.T) {
				tab := openSheet(t, b, Serve(t, builtSite(t), "/")+sheet)
				addRows(tab)
				asked := questions(tab)
				given := fill(tab, 1, all)
				awaitSaved(tab)
				paper := printedPage(tab)
				wanted := map[string]int{}
				for _, q := range asked {
					found := false
					for _, words := range wordsFor(q, given[q.Path]) {
						if !found && strings.Count(paper.Text, run(words)) > wanted[words] {
							found = true
							wanted[words]++
						}
					}
					if !found {
						t.Errorf("%s: %q is not on paper often enough", q.Path, given[q.Path])
					}
				}
			})
		}
	}
}

func TestABlankSheetPrintsItsQuestions(t *testing.T) {
	for _, b := range []*Browser{Chromium, Firefox} {
		for _, sheet := range []string{roles, plan} {
			t.Run(b.Name+" "+sheet, func(t *testing.T) {
				tab := openSheet(t, b, Serve(t, builtSite(t), "/")+sheet)
				labels := Eval[[]string](tab, `[...document.querySelectorAll('form.sheet :is(label, legend)')].filter(e => e.getClientRects().length > 0).map(e => e.innerText)`)
				paper := printedPage(tab)
				for _, label := range labels {
					if !strings.Contains(paper.Text, run(label)) {
						t.Errorf("%q is not on paper", label)
					}
				}
				if len(labels) == 0 {
					t.Error("the sheet shows no question")
				}
				if sheet == plan && paper.Pages != 1 {
					t.Errorf("the one-page plan takes %d pages", paper.Pages)
				}
			})
		}
	}
}
