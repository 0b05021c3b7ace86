//go:build browser

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What comes out of the printer.

// printed is the text of each page of a PDF, without white space and hyphens, which lines
// and columns change.
type printed []string

func (p printed) text() string { return strings.Join(p, "") }

// print prints the page and reads what came out.
func print(tab *Tab) printed {
	tab.t.Helper()
	need(tab.t, "pdftotext", "poppler-utils")
	file := filepath.Join(tab.t.TempDir(), "sheet.pdf")
	tab.do("write the PDF", os.WriteFile(file, tab.PDF(), 0o600))
	text, err := exec.Command("pdftotext", "-enc", "UTF-8", file, "-").Output()
	tab.do("pdftotext", err)
	var p printed
	for page := range strings.SplitSeq(strings.TrimSuffix(string(text), "\f"), "\f") {
		p = append(p, run(page))
	}
	return p
}

// run runs a text together; ligatures come apart.
func run(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '\u00ad' {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
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
		for _, sheet := range sheets {
			t.Run(b.Name+" "+sheet.name, func(t *testing.T) {
				tab := openSheet(t, b, Serve(t, builtSite(t), "/")+sheet.path)
				addRows(tab)
				asked := questions(tab)
				given := fill(tab, 1, map[*Browser]func(question) bool{Chromium: all, Firefox: sheet.some}[b])
				awaitSaved(tab)
				paper := print(tab)
				wanted := map[string]int{}
				for _, q := range asked {
					if given[q.Path] == "" {
						continue
					}
					found := false
					for _, words := range wordsFor(q, given[q.Path]) {
						if !found && strings.Count(paper.text(), run(words)) > wanted[words] {
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

// labelsJS lists the words of the sheet's labels and legends, without those that only
// screen readers get.
const labelsJS = `[...document.querySelectorAll('form.sheet :is(label, legend)')].flatMap(label => {
	const words = []
	for (const walk = document.createTreeWalker(label, NodeFilter.SHOW_TEXT); walk.nextNode();) {
		const box = walk.currentNode.parentElement.getBoundingClientRect()
		if (box.width > 2 && box.height > 2 && walk.currentNode.data.trim()) words.push(walk.currentNode.data)
	}
	return words
})`

func TestABlankSheetPrintsItsQuestions(t *testing.T) {
	for _, b := range []*Browser{Chromium, Firefox} {
		for _, sheet := range sheets {
			t.Run(b.Name+" "+sheet.name, func(t *testing.T) {
				tab := openSheet(t, b, Serve(t, builtSite(t), "/")+sheet.path)
				labels := Eval[[]string](tab, labelsJS)
				paper := print(tab)
				for _, label := range labels {
					if !strings.Contains(paper.text(), run(label)) {
						t.Errorf("%q is not on paper", label)
					}
				}
				if len(labels) == 0 {
					t.Error("the sheet shows no question")
				}
				if b == Chromium && sheet.path == plan { // Firefox prints it in another typeface here
					expectOnePage(t, paper, labels)
				}
			})
		}
	}
}

// expectOnePage looks for one page that holds all the words.
func expectOnePage(t *testing.T, paper printed, words []string) {
	t.Helper()
	for _, page := range paper {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(page, run(w)) }) {
			return
		}
	}
	t.Errorf("the one-page plan does not stand on one page; %d pages were printed", len(paper))
}
