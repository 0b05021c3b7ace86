//go:build browser

package e2e

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

// What the bar of a sheet offers besides saving: another forløb, answers for this tab alone,
// a word when a file is called for, and tables for a spreadsheet.

func TestAForloebIsMadeAndChangedFromTheBar(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openSheet(t, b, home+plan)
		q := firstOf(tab, "text")
		give(tab, q, "det første")
		awaitSaved(tab)
		pick := func(word string) {
			t.Helper()
			tab.WaitFor(`document.querySelector('.sheet-case select')`)
			Eval[any](tab, fmt.Sprintf(`(s => { s.value = [...s.options].find(o => o.text.startsWith(%s)).value; s.dispatchEvent(new Event('change', {bubbles: true})) })(document.querySelector('.sheet-case select'))`, quote(word)))
		}
		pick("Nyt forløb")
		tab.Type("dialog input", "Ældreområdet")
		tab.Press("Enter")
		expectAnswers(tab, map[string]string{q.Path: ""})
		tab.WaitFor(`document.querySelector('.sheet-case select').selectedOptions[0].text === 'Ældreområdet'`)
		give(tab, q, "det andet")
		awaitSaved(tab)
		pick("Mit forløb")
		expectAnswers(tab, map[string]string{q.Path: "det første"})
		awaitSaved(tab)
		tab.Reload()
		expectAnswers(tab, map[string]string{q.Path: "det første"})
		// Whoever thinks better of it stays where he is.
		pick("Nyt forløb")
		tab.WaitFor(`document.activeElement.matches('dialog input')`)
		tab.Press("Escape")
		tab.WaitFor(`!document.querySelector('dialog[open]') && document.querySelector('.sheet-case select').selectedOptions[0].text === 'Mit forløb'`)
		if link := Eval[string](tab, `document.querySelector('.sheet-case a').pathname`); link != "/"+cases {
			t.Errorf("Mine forløb leads to %s", link)
		}
		tab.Navigate(home + cases)
		awaitCases(tab)
		awaitCaseNames(tab, "Mit forløb", "Ældreområdet")
	})
}

func TestTheFirstAnswerOffersToKeepThemInTheTabAlone(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openSheet(t, b, home+plan)
		q := firstOf(tab, "text")
		give(tab, q, "på en delt computer")
		awaitSaved(tab)
		tab.WaitFor(`document.querySelector('.sheet-case a')`) // it comes with the forløb, and moves what stands beside it
		tab.Click("text=Delt computer?")
		tab.Click("text=Brug dem midlertidigt")
		tab.WaitFor(`/Midlertidig/.test(document.querySelector('.sheet-state')?.innerText ?? '')`)
		expectAnswers(tab, map[string]string{q.Path: "på en delt computer"})
		other := openSheet(t, b, home+plan)
		expectAnswers(other, map[string]string{q.Path: ""})
		if kept := Eval[string](other, `JSON.stringify(Object.entries(localStorage))`); strings.Contains(kept, "delt computer") {
			t.Errorf("the browser keeps %s", kept)
		}
	})
}

func TestAFileIsCalledForAfterManyAnswersAndTaken(t *testing.T) {
	tab := openSheet(t, Chromium, Serve(t, builtSite(t), "/")+roles)
	reminded := `/står kun i denne browser/.test(document.querySelector('.sheet-notes').innerText)`
	n := 0
	fill(tab, 1, func(q question) bool { n++; return n <= 14 })
	awaitSaved(tab)
	if Eval[bool](tab, reminded) {
		t.Error("it is called for after fourteen answers")
	}
	n = 0
	fill(tab, 2, func(q question) bool { n++; return n <= 24 })
	tab.WaitFor(reminded)
	Download(tab, func() { tab.Click(takeFile) })
	tab.WaitFor(`!` + reminded + ` && /Fil hentet/.test(document.querySelector('.sheet-file').innerText)`)
}

func TestATableComesOutForASpreadsheet(t *testing.T) {
	tab := openSheet(t, Chromium, Serve(t, builtSite(t), "/")+roles)
	var text question
	for _, q := range questions(tab) {
		if q.Kind == "text" && strings.Contains(q.Path, "/") {
			text = q
			break
		}
	}
	give(tab, text, "=1+1; æøå")
	awaitSaved(tab)
	tables := Eval[int](tab, `document.querySelectorAll('form [data-table]').length`)
	got := Download(tab, func() {
		tab.Click("text=Excel eller Word")
		tab.Click("text=csv")
		if tables > 1 {
			tab.Click("text=Hent tabellen")
		}
	})
	if !strings.HasSuffix(got.Name, ".csv") || !strings.HasPrefix(string(got.Data), "\uFEFF") {
		t.Errorf("the file is called %s and begins with %q", got.Name, string(got.Data)[:20])
	}
	if !strings.Contains(string(got.Data), `"'=1+1; æøå"`) {
		t.Errorf("the file lacks the answer as text:\n%s", got.Data)
	}
}

// part gives a part of a workbook or a document.
func part(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("no archive: %v", err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestASheetComesOutForExcelAndWord(t *testing.T) {
	tab := openSheet(t, Chromium, Serve(t, builtSite(t), "/")+plan)
	take := func(program string) download {
		return Download(tab, func() {
			tab.Click("text=Excel eller Word")
			tab.WaitFor(`document.querySelector('dialog[open]')`)
			tab.Click("text=" + program)
		})
	}
	addRows(tab)
	given := fill(tab, 1, all)
	awaitSaved(tab)
	book, document := take("Excel"), take("Word")
	if !strings.HasSuffix(book.Name, ".xlsx") || !strings.HasSuffix(document.Name, ".docx") {
		t.Errorf("the files are called %s and %s", book.Name, document.Name)
	}
	sheet, words := part(t, book.Data, "xl/worksheets/sheet1.xml"), part(t, document.Data, "word/document.xml")
	for _, q := range questions(tab) {
		if q.Kind != "text" || given[q.Path] == "" {
			continue
		}
		if !strings.Contains(words, given[q.Path]) {
			t.Errorf("%s: %q is not in the document", q.Path, given[q.Path])
		}
		if strings.Contains(q.Path, "/") && !strings.Contains(sheet, given[q.Path]) {
			t.Errorf("%s: %q is not in the workbook", q.Path, given[q.Path])
		}
	}
}
