//go:build browser

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What a reader can rely on at Mine forløb: each forløb is there, can be taken out, copied
// and thrown away, and brought back; and a cleared computer has nothing left.

const cases = "mine-forloeb/"

// openCases opens the page and waits until it shows what the browser has.
func openCases(t testing.TB, b *Browser, home string) *Tab {
	t.Helper()
	tab := b.Open(t, home+cases)
	awaitCases(tab)
	return tab
}

func awaitCases(tab *Tab) {
	tab.t.Helper()
	tab.WaitFor(`document.readyState === 'complete' && document.fonts.status === 'loaded' && document.querySelector('.cases')?.getClientRects().length > 0`)
}

// caseNames gives the forløb on the page, in order.
func caseNames(tab *Tab) []string {
	tab.t.Helper()
	return Eval[[]string](tab, `[...document.querySelectorAll('.case-name')].map(e => e.textContent)`)
}

// awaitCaseNames waits until the page shows these forløb, in whatever order.
func awaitCaseNames(tab *Tab, want ...string) {
	tab.t.Helper()
	b, err := json.Marshal(append([]string{}, want...))
	tab.do("write the names", err)
	tab.WaitFor(fmt.Sprintf(`JSON.stringify([...document.querySelectorAll('.case-name')].map(e => e.textContent).sort()) === JSON.stringify(%s.sort())`, b))
}

// openInDialog presses the button that opens a file, once the reader is asked about it.
func openInDialog(tab *Tab) {
	tab.t.Helper()
	tab.Click("dialog[open] .main-act")
}

// onCase presses a button of one forløb.
func onCase(tab *Tab, name, button string) {
	tab.t.Helper()
	tab.Click("text=" + button + " " + name)
}

// makeCase makes a forløb by name.
func makeCase(tab *Tab, name string) {
	tab.t.Helper()
	tab.Click("text=Nyt forløb")
	tab.Type("dialog input", name)
	tab.Press("Enter")
	tab.WaitFor(fmt.Sprintf(`[...document.querySelectorAll('.case-name')].some(e => e.textContent === %s)`, quote(name)))
}

func TestForloebAreMadeNamedCopiedDeletedAndBroughtBack(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openCases(t, b, home)
		if names := caseNames(tab); len(names) > 0 {
			t.Fatalf("there are %q before anything was answered", names)
		}
		makeCase(tab, "Fjordby 2026")
		awaitCaseNames(tab, "Fjordby 2026")

		// What is answered on a sheet stands in the forløb that was made.
		sheet := openSheet(t, b, home+plan)
		want := fill(sheet, 1, func(q question) bool { return q.Kind == "text" })
		awaitSaved(sheet)
		sheet.Close()
		tab.Front()
		tab.WaitFor(fmt.Sprintf(`/%d svar/.test(document.querySelector('.case-facts').textContent)`, len(want)))

		onCase(tab, "Fjordby 2026", "Kopiér")
		awaitCaseNames(tab, "Fjordby 2026", "Fjordby 2026 – kopi")
		onCase(tab, "Fjordby 2026 – kopi", "Omdøb")
		tab.Type("dialog input", "Ældreområdet")
		tab.Click("text=Omdøb")
		awaitCaseNames(tab, "Fjordby 2026", "Ældreområdet")
		tab.Reload()
		awaitCases(tab)
		awaitCaseNames(tab, "Fjordby 2026", "Ældreområdet")

		// The copy has the answers, and is another forløb.
		onCase(tab, "Ældreområdet", "Åbn")
		tab.WaitFor(`/Vises/.test(document.querySelector('.case.is-chosen').textContent) && document.querySelector('.case.is-chosen .case-name').textContent === 'Ældreområdet'`)
		sheet = openSheet(t, b, home+plan)
		expectAnswers(sheet, want)
		q := firstOf(sheet, "text")
		give(sheet, q, "kun i kopien")
		awaitSaved(sheet)
		sheet.Close()

		tab.Front()
		onCase(tab, "Ældreområdet", "Slet")
		awaitCaseNames(tab, "Fjordby 2026")
		sheet = openSheet(t, b, home+plan)
		expectAnswers(sheet, want)
		sheet.Close()

		tab.Front()
		tab.Click("text=Papirkurv")
		onCase(tab, "Ældreområdet", "Hent tilbage")
		awaitCaseNames(tab, "Fjordby 2026", "Ældreområdet")
		onCase(tab, "Fjordby 2026", "Slet")
		awaitCaseNames(tab, "Ældreområdet")
		tab.Click("text=Papirkurv")
		onCase(tab, "Fjordby 2026", "Slet for altid")
		tab.Click("text=Slet for altid")
		tab.WaitFor(`!document.querySelector('.cases-trash')`)
		tab.Reload()
		awaitCases(tab)
		awaitCaseNames(tab, "Ældreområdet")
	})
}

func TestASheetThatIsOpenHearsThatItsForloebWasDeleted(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		sheet := openSheet(t, b, home+plan)
		q := firstOf(sheet, "text")
		give(sheet, q, "et svar")
		awaitSaved(sheet)
		tab := openCases(t, b, home)
		onCase(tab, "Mit forløb", "Slet")
		awaitCaseNames(tab)
		sheet.Front()
		sheet.WaitFor(`/papirkurv/.test(document.querySelector('[data-sheet-bar]').innerText)`)
		// To go on answering is to take it back. [L27]
		give(sheet, q, "et svar til")
		awaitSaved(sheet)
		tab.Front()
		awaitCaseNames(tab, "Mit forløb")
		onCase(tab, "Mit forløb", "Slet")
		tab.Click("text=Papirkurv")
		onCase(tab, "Mit forløb", "Slet for altid")
		tab.Click("text=Slet for altid")
		tab.WaitFor(`!document.querySelector('.cases-trash')`)
		// The sheet lets go of what is gone for good, and does not bring it back. [L28]
		sheet.Front()
		expectAnswers(sheet, map[string]string{q.Path: ""})
		sheet.Reload()
		expectAnswers(sheet, map[string]string{q.Path: ""})
	})
}

// clearComputer presses through both questions.
func clearComputer(tab *Tab) {
	tab.t.Helper()
	tab.Click("text=Ryd denne computer")
	tab.Click("text=Gå videre")
	tab.Click("text=Ja, ryd alt")
	tab.WaitFor(`/Computeren er ryddet/.test(document.querySelector('.cases-said').innerText)`)
}

func TestAClearedComputerHasNothingLeftAndNoOtherPageBringsItBack(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		sheet := openSheet(t, b, home+plan)
		q := firstOf(sheet, "text")
		give(sheet, q, "et svar, som ingen skal finde")
		awaitSavedInBoth(sheet)
		// One page sleeps behind another in the same tab, and one is open in its own.
		asleep := openSheet(t, b, home+plan)
		asleep.Navigate(home)
		tab := openCases(t, b, home)
		Eval[any](tab, `localStorage.setItem('nabo', 'x')`)
		clearComputer(tab)
		kept := Eval[[]string](tab, keptJS)
		slices.Sort(kept)
		if len(kept) != 2 || kept[0] != "localStorage nabo" || !strings.HasSuffix(kept[1], "/~ryddet") {
			t.Errorf("the browser keeps %q", kept)
		}
		sheet.Front()
		expectAnswers(sheet, map[string]string{q.Path: ""})
		asleep.Front()
		asleep.Back("/" + plan)
		expectAnswers(asleep, map[string]string{q.Path: ""})
		tab.Front()
		tab.Reload()
		awaitCases(tab)
		if names := caseNames(tab); len(names) > 0 {
			t.Errorf("there is %q again", names)
		}
		kept = Eval[[]string](tab, keptJS)
		for _, k := range kept {
			if k != "localStorage nabo" && !strings.HasSuffix(k, "/~ryddet") {
				t.Errorf("the browser keeps %s again", k)
			}
		}
		// And a new answer is kept as ever.
		sheet.Front()
		give(sheet, q, "et nyt svar")
		awaitSavedInBoth(sheet)
		sheet.Reload()
		expectAnswers(sheet, map[string]string{q.Path: "et nyt svar"})
	})
}

func TestTemporaryAnswersStayInTheirTab(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openCases(t, b, home)
		tab.Click("text=Brug arkene midlertidigt")
		tab.WaitFor(`/Afslut/.test(document.querySelector('.cases-computer')?.innerText ?? '')`)
		tab.Navigate(home + plan)
		awaitSheet(tab)
		q := firstOf(tab, "text")
		give(tab, q, "kun i denne fane")
		tab.WaitFor(`/[Mm]idlertidig/.test(document.querySelector('.sheet-state').innerText) && !/Gemmer/.test(document.querySelector('.sheet-state').innerText)`)
		if said := Eval[string](tab, `document.querySelector('[data-sheet-bar]').innerText`); strings.Contains(said, "Gemt") {
			t.Errorf("the bar calls it saved: %s", said)
		}
		tab.Reload()
		expectAnswers(tab, map[string]string{q.Path: "kun i denne fane"})
		other := openSheet(t, b, home+plan)
		expectAnswers(other, map[string]string{q.Path: ""})
		for _, kept := range Eval[[]string](other, keptJS) {
			if !strings.HasPrefix(kept, "sessionStorage") {
				t.Errorf("the browser keeps %s", kept)
			}
		}
		tab.Front()
		tab.Navigate(home + cases)
		awaitCases(tab)
		awaitCaseNames(tab, "Mit forløb")
		tab.Click("text=Afslut")
		tab.Click("text=Slet svarene")
		tab.WaitFor(`/Brug arkene midlertidigt/.test(document.querySelector('.cases-computer')?.innerText ?? '')`)
		awaitCaseNames(tab)
		if kept := Eval[[]string](tab, keptJS); len(kept) > 0 {
			t.Errorf("the browser keeps %q", kept)
		}
	})
}

func TestFilesGoOutAndComeInAsACopyOrMerged(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	sheet := openSheet(t, Chromium, home+plan)
	addRows(sheet)
	want := fill(sheet, 1, all)
	awaitSaved(sheet)
	tab := openCases(t, Chromium, home)
	file := Download(tab, func() { onCase(tab, "Mit forløb", "Hent fil") })
	expectInFile(t, file, want)
	tab.WaitFor(`/Fil hentet/.test(document.querySelector('.case-facts').innerText)`)
	name := filepath.Join(t.TempDir(), "svar.redskab.json")
	tab.do("write the file", os.WriteFile(name, file.Data, 0o644))

	// As a copy: a forløb beside the one that is here, and chosen.
	Upload(tab, name, func() { tab.Click("text=Åbn fil") })
	openInDialog(tab)
	awaitCaseNames(tab, "Mit forløb", "Mit forløb (2)")
	sheet.Reload()
	expectAnswers(sheet, want)
	again := Download(tab, func() { onCase(tab, "Mit forløb (2)", "Hent fil") })
	if a, b := cellsOf(t, file.Data), cellsOf(t, again.Data); a != b {
		t.Errorf("out, in and out again the file holds\n%s\nand not\n%s", b, a)
	}

	// Merged into one where another answer was given: what is here stays, and it can be undone.
	q := firstOf(sheet, "text")
	sheet.Front()
	give(sheet, q, "et andet svar")
	awaitSaved(sheet)
	tab.Front()
	makeCase(tab, "Tomt")
	Upload(tab, name, func() { tab.Click("text=Åbn fil") })
	tab.WaitFor(`document.querySelector('#open-into')`)
	Eval[any](tab, `(s => { s.value = [...s.options].find(o => o.text.includes('»Tomt«')).value })(document.querySelector('#open-into'))`)
	openInDialog(tab)
	tab.WaitFor(`/Flet ind/.test(document.querySelector('dialog[open] .main-act')?.textContent ?? '')`)
	openInDialog(tab)
	tab.WaitFor(`/flettet ind/.test(document.querySelector('.cases-said').innerText)`)
	sheet.Reload()
	expectAnswers(sheet, want)
	tab.Front()
	tab.Click("text=Fortryd fletning")
	tab.WaitFor(`/fortrudt/.test(document.querySelector('.cases-said').innerText)`)
	sheet.Reload()
	expectAnswers(sheet, map[string]string{q.Path: ""})

	// All at once.
	tab.Front()
	everything := Download(tab, func() { tab.Click("text=Hent alle i én fil") })
	var held struct{ Forloeb []struct{ Name string } }
	tab.do("read the file", json.Unmarshal(everything.Data, &held))
	if len(held.Forloeb) != 3 {
		t.Errorf("the file of all has %v", held.Forloeb)
	}
}

// cellsOf gives the cells of a file, without what tells one file from the next.
func cellsOf(t *testing.T, data []byte) string {
	t.Helper()
	var file struct {
		Forloeb []struct{ Cells map[string]any }
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	b, err := json.MarshalIndent(file.Forloeb, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAFileThatIsWrongChangesNothingAndSaysWhy(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := openCases(t, Chromium, home)
	makeCase(tab, "Fjordby")
	before := Eval[string](tab, `JSON.stringify(Object.entries(localStorage).sort())`)
	hostile := `{"format":"redskab-answers","version":1,"site":"sundhed","saved":"","forloeb":[{"id":"<b>","name":"<img src=x onerror=alert(1)>","cells":{"__proto__":["x",1],"en-side-handleplan.titel":["<script>alert(1)</script>",1]}}]}`
	for name, c := range map[string]struct{ text, says string }{
		"empty":           {"", "Filen er tom"},
		"half":            {hostile[:80], "kan ikke læses"},
		"something else":  {`{"a":1}`, "ikke en fil med svar"},
		"another site's":  {strings.Replace(hostile, "sundhed", "havneby", 1), "andet websted"},
		"newer":           {strings.Replace(hostile, `"version":1`, `"version":9`, 1), "nyere udgave"},
		"damaged":         {strings.Replace(hostile, `[{"id"`, `{"id"`, 1)[:120] + "}}", "kan ikke læses"},
		"without answers": {`{"format":"redskab-answers","version":1,"site":"sundhed","saved":"","forloeb":[]}`, "ingen svar"},
		"50 MB":           {strings.Repeat(" ", 50_000_000), "for stor"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "svar.json")
			tab.do("write the file", os.WriteFile(file, []byte(c.text), 0o644))
			Upload(tab, file, func() { tab.Click("text=Åbn fil") })
			tab.WaitFor(fmt.Sprintf(`document.querySelector('dialog[open]')?.innerText.includes(%s) && document.querySelector('dialog[open]').innerText.includes('Intet er ændret')`, quote(c.says)))
			tab.Click("text=Luk")
			if now := Eval[string](tab, `JSON.stringify(Object.entries(localStorage).sort())`); now != before {
				t.Errorf("the browser kept %s, and now %s", before, now)
			}
		})
	}
	file := filepath.Join(t.TempDir(), "svar.json")
	tab.do("write the file", os.WriteFile(file, []byte(hostile), 0o644))
	Upload(tab, file, func() { tab.Click("text=Åbn fil") })
	openInDialog(tab)
	awaitCaseNames(tab, "Fjordby", "<img src=x onerror=alert(1)>")
	for _, line := range Console(tab) {
		t.Error(line)
	}
}

// manyCasesJS fills the browser with forløb of every sort.
const manyCasesJS = `(() => {
	const put = (key, value) => localStorage.setItem('redskab1/sundhed/' + key, typeof value === 'string' ? value : JSON.stringify(value))
	for (let i = 0; i < 20; i++) {
		put('c' + i + '/forløb.navn', ['Forløb nummer ' + i + (i === 7 ? ' med et navn, der er så langt, at det må stå på flere linjer' : ''), 1])
		if (i % 3) put('c' + i + '/en-side-handleplan.maal', ['Røgfri skoletid', 2])
		if (i % 5 === 1) put('c' + i + '/~aendret', '2026-11-21T13:32:00.000Z')
		if (i % 7 === 2) put('c' + i + '/roller-og-ansvar.x', '["halv')
		if (i === 4) put('c4/gammelt-ark.x', ['y', 1])
	}
	put('d1/forløb.navn', ['Kasseret', 1]); put('d1/forløb.slettet', [['papirkurv', new Date().toISOString()], 1])
})()`

func TestThePageOfAllForloebReadsWell(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := openCases(t, Chromium, home)
	judgeLooks(tab, "empty")
	Eval[any](tab, manyCasesJS)
	tab.Reload()
	awaitCases(tab)
	tab.WaitFor(`document.querySelectorAll('.case').length === 20`)
	tab.Click("text=Papirkurv")
	judgeLooks(tab, "with twenty")
	tab.Click("text=Nyt forløb")
	judgeLooks(tab, "asking for a name")
	tab.Press("Escape")
	for _, small := range Eval[[]string](tab, `[...document.querySelectorAll('.cases button, .cases summary')].filter(e => e.getClientRects().length > 0 && (e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24)).map(e => e.outerHTML)`) {
		t.Errorf("too small to hit: %s", small)
	}
}

func TestMineForloebWorksByKeyboardAlone(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openCases(t, b, home)
		focused := func(words string) {
			t.Helper()
			for range 60 {
				if strings.HasPrefix(Eval[string](tab, `document.activeElement.textContent.trim()`), words) {
					return
				}
				tab.Press("Tab")
			}
			t.Fatalf("Tab does not lead to %q", words)
		}
		focused("Nyt forløb")
		tab.Press("Space")
		tab.WaitFor(`document.activeElement.matches('dialog input')`)
		tab.Press(append(keysOf("Fjordby"), "Enter")...)
		awaitCaseNames(tab, "Fjordby")
		focused("Slet")
		tab.Press("Space")
		awaitCaseNames(tab)
		// The way back is where the focus is.
		tab.WaitFor(`/^Fortryd/.test(document.activeElement.textContent)`)
		tab.Press("Space")
		awaitCaseNames(tab, "Fjordby")
		tab.WaitFor(`!!document.activeElement.closest('.case')`)
	})
}

func TestReadingMineForloebLeavesNothing(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		tab := openCases(t, b, Serve(t, builtSite(t), "/"))
		tab.Reload()
		awaitCases(tab)
		for _, kept := range Eval[[]string](tab, keptJS) {
			t.Errorf("the browser keeps %s", kept)
		}
	})
}

func TestWithoutScriptMineForloebSaysWhatItWouldShow(t *testing.T) {
	tab := Chromium.Open(t, "")
	WithoutScript(tab)
	tab.Navigate(Serve(t, builtSite(t), "/") + cases)
	if said := Eval[string](tab, `document.querySelector('main').innerText`); !strings.Contains(said, "kun med JavaScript") || strings.Contains(said, "Nyt forløb") {
		t.Errorf("the page says %s", said)
	}
}
