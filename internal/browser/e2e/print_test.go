//go:build browser

package e2e

import (
	"encoding/json"
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

// keep puts answers into the forløb f1, as earlier visits left them.
func keep(tab *Tab, cells map[string]any) {
	tab.t.Helper()
	text, err := json.Marshal(cells)
	tab.do("write the answers", err)
	Eval[any](tab, `void Object.entries(`+string(text)+`).forEach(([path, value]) => localStorage.setItem('redskab1/sundhed/f1/' + path, JSON.stringify([value, 1])))`)
}

// printOther prints a sheet in another way than as it stands. The driver prints, so the page's
// own print only says that it is time to.
func printOther(tab *Tab, label string) printed {
	tab.t.Helper()
	Eval[any](tab, `void (window.asked = false, window.print = () => { window.asked = true })`)
	tab.Click("text=Udskriv")
	tab.Click("text=" + label)
	tab.WaitFor(`window.asked`)
	return print(tab)
}

// Five proposals with as much text as people write are decided on one page, on which nothing of
// the sheet stands besides; afterwards the sheet prints as ever. [S53]
func TestADecisionSheetIsOnePage(t *testing.T) {
	for _, b := range []*Browser{Chromium, Firefox} {
		t.Run(b.Name, func(t *testing.T) {
			home := Serve(t, builtSite(t), "/")
			tab := b.Open(t, home)
			cells := map[string]any{"forslagsoversigt.moede": "2027-02-04"}
			for n := range 5 {
				row := fmt.Sprintf("anbefalinger/p%d.", n)
				cells[row+"_pos"], cells[row+"nr"] = 1000+n, fmt.Sprint(n+1)
				cells[row+"navn"] = fmt.Sprintf("Motorik i dagtilbud og skole, hvor alle børn under fem år bevæger sig hver dag %d", n)
				cells[row+"indstilling"], cells[row+"indstilling-fordi"] = "nu", fmt.Sprintf("Ligger inden for rammen, og dagtilbuddene er klar til at begynde lige efter sommerferien %d", n)
			}
			cells["anbefalinger/p2.beslutning"], cells["anbefalinger/p2.ansvarlig"] = "senere", "Dagtilbudschefen"
			keep(tab, cells)
			tab.Navigate(home + "ark/forslagsoversigt/")
			awaitSheet(tab)
			paper := printOther(tab, "Beslutningsark")
			if len(paper) != 1 {
				t.Errorf("there are %d pages", len(paper))
			}
			for path, value := range cells {
				if text := fmt.Sprint(value); strings.HasPrefix(path, "anbefalinger/") && len(text) > 10 && !strings.Contains(paper.text(), run(text)) {
					t.Errorf("%q is not on the page", text)
				}
			}
			for words, want := range map[string]int{"4. februar 2027": 1, "Næste": 5, "Send oversigten ud": 0} {
				// The label of a date at the top begins with one of the options.
				if got := strings.Count(strings.ReplaceAll(paper.text(), run("Næste frist"), ""), run(words)); got != want {
					t.Errorf("%q stands there %d times, not %d", words, got, want)
				}
			}
			tab.Press("Escape")
			if usual := print(tab); !strings.Contains(usual.text(), run("Forslagsoversigt til chefgruppen")) {
				t.Error("the sheet does not print as it stands any more")
			}
		})
	}
}

// [S53]
func TestEachGroupGetsAPageOfItsOwn(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := Chromium.Open(t, home)
	keep(tab, map[string]any{"roller-og-ansvar.politik": "Sund i Fjordby", "roller-og-ansvar.linjer/noegle-viden.person": "Udviklingskonsulenten"})
	tab.Navigate(home + "ark/roller-og-ansvar/")
	awaitSheet(tab)
	paper := printOther(tab, "Et ark til hver gruppe")
	groups := Eval[[]string](tab, `[...document.querySelectorAll('[data-table=linjer] .group-title')].map(e => e.textContent)`)
	if len(paper) != len(groups) || len(groups) != 5 {
		t.Fatalf("there are %d pages for %d groups", len(paper), len(groups))
	}
	for i, page := range paper {
		rows := Eval[[]string](tab, fmt.Sprintf(`[...document.querySelectorAll('[data-table=linjer] .group')][%d].querySelectorAll('legend')`, i)+`.values().filter(e => e.parentElement.matches('[data-row]')).map(e => e.textContent).toArray()`)
		for _, words := range append(rows, groups[i], "Sund i Fjordby") {
			if !strings.Contains(page, run(words)) {
				t.Errorf("%q is not on page %d", words, i+1)
			}
		}
		if on := strings.Contains(page, "Udviklingskonsulenten"); on != (groups[i] == "Nøglepersoner med ny viden") {
			t.Errorf("the development consultant is on the page of %q: %v", groups[i], on)
		}
	}
}

// [S54]
func TestCardsForThePocketStandOnOnePage(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := Chromium.Open(t, home)
	tab.Navigate(home + "ark/vba/")
	awaitSheet(tab)
	if paper := printOther(tab, "Lommekort"); len(paper) != 1 || strings.Count(paper.text(), run("3. Henvis eller tilmeld")) != 8 {
		t.Errorf("blank, there are %d pages of cards: %q", len(paper), paper)
	}
	longest := strings.Repeat("Må jeg spørge, om du ryger, snuser eller bruger noget andet med nikotin i? ", 3)
	keep(tab, map[string]any{"vba#k1._name": "Værestedet", "vba#k1._pos": 1, "vba#k1.spoerg": longest[:120], "vba#k1.raadgiv": longest[:160], "vba#k1.henvis": longest[:160], "vba#k1.kontakt": longest[:160]})
	tab.Navigate(home + "ark/vba/")
	awaitSheet(tab)
	if paper := printOther(tab, "Lommekort"); len(paper) != 1 || strings.Count(paper.text(), run(longest[:120])) != 4*8 {
		t.Errorf("filled, there are %d pages, and the words stand there %d times", len(paper), strings.Count(paper.text(), run(longest[:120])))
	}

	keep(tab, map[string]any{"interview#k1._name": "Lægen", "interview#k1._pos": 1, "interview#k1.noter/kultur-maal.note": "hemmeligt"})
	tab.Navigate(home + "ark/interview/")
	awaitSheet(tab)
	paper := printOther(tab, "Kort til intervieweren")
	prompts := Eval[[]string](tab, `[...document.querySelectorAll('[data-table=noter] .row > legend')].map(e => e.textContent)`)
	for _, prompt := range prompts {
		if !strings.Contains(paper.text(), run(prompt)) {
			t.Errorf("%q is on no card", prompt)
		}
	}
	if len(prompts) != 19 || len(paper) != 1 || strings.Contains(paper.text(), "hemmeligt") {
		t.Errorf("%d prompts on %d pages: %q", len(prompts), len(paper), paper)
	}
}
