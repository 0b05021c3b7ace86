//go:build browser

package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// What the language of sheets promises, in testdata/language: sheets of the tests' own, so
// that each promise has a place.

const (
	follows  = "ark/foelger/"
	meetings = "ark/moede/"
	areas    = "ark/omraade/"
)

// shownJS is what a reader sees of an element, "" when it is not shown.
func shownJS(selector string) string {
	return fmt.Sprintf(`(e => e && e.getClientRects().length > 0 ? e.innerText.trim().replace(/\s+/g, ' ') : '')(document.querySelector(%s))`, quote(selector))
}

func expectShown(tab *Tab, selector, want string) {
	tab.t.Helper()
	tab.WaitFor(fmt.Sprintf(`%s === %s`, shownJS(selector), quote(want)))
}

// pick presses an option of the question at a path.
func pick(tab *Tab, path, value string) {
	tab.t.Helper()
	tab.Click(fmt.Sprintf(`label:has(> [name=%q][value=%q])`, path, value))
}

// Each answer changes what the one before it had shown, so the steps are one test.
func TestWhatFollowsFromTheAnswersIsShownAndTheRestIsNot(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtFrom(t, "testdata/language"), "/")
		tab := openSheet(t, b, home+follows)

		t.Log("[S19] a question with a condition, and an answer kept while it is hidden")
		expectShown(tab, `[data-path="hvorfor"]`, "")
		pick(tab, "enige", "nej")
		expectShown(tab, `[data-path="hvorfor"]`, "Hvorfor ikke?")
		tab.Type(`[name="hvorfor"]`, "Det er for dyrt")
		pick(tab, "enige", "ja")
		expectShown(tab, `[data-path="hvorfor"]`, "")
		pick(tab, "enige", "nej")
		tab.WaitFor(`document.querySelector('[name="hvorfor"]').value === 'Det er for dyrt'`)

		t.Log("[S18] what a question starts with, and what it fetches from another, until it has its own answer")
		expectShown(tab, `[data-value="dobbelt"]`, "Det dobbelte 4")
		tab.Type(`[name="antal"]`, "5")
		tab.WaitFor(shownJS(`[data-value="dobbelt"]`) + ` !== 'Det dobbelte 4'`)
		tab.Type(`[name="emne"]`, "Mad")
		tab.WaitFor(`document.querySelector('[name="hentet"]').value === 'Mad'`)
		expectShown(tab, `[data-path="hentet"] [data-from]`, "Hentet fra »Emne«")
		tab.Type(`[name="hentet"]`, "Mad og ro")
		expectShown(tab, `[data-path="hentet"] [data-from]`, "")

		t.Log("[S20] [S21] a value of the rows, and the first advice that holds")
		expectShown(tab, `.outcome`, "Giv jeres bud.")
		tab.Click(`[data-add-row]`)
		rows := Eval[[]string](tab, `[...document.querySelectorAll('[data-table=bud] [data-row]')].map(r => r.dataset.row)`)
		pick(tab, "bud/"+rows[0]+".trin", "1")
		expectShown(tab, `.outcome`, "I ser det ens.")
		pick(tab, "bud/"+rows[1]+".trin", "3")
		expectShown(tab, `[data-value="spredning"]`, "Spredning 2 trin")
		expectShown(tab, `[data-value="andel"]`, "Over trin 2 50 %")
		expectShown(tab, `.outcome`, "Der er 2 trin mellem jer om Mad.")

		t.Log("[S18] what is worked out may be set by hand, and then asks why")
		tungt := `document.querySelector('[name="krav/et.tungt"]:checked')?.value`
		expectShown(tab, `[data-path="krav/et.fordi"]`, "")
		pick(tab, "krav/et.klart", "ja")
		tab.WaitFor(tungt + ` === 'nej'`)
		pick(tab, "krav/et.tungt", "ja")
		tab.WaitFor(`document.querySelector('[name="krav/et.fordi"]').getClientRects().length > 0`)
		pick(tab, "krav/et.klart", "nej")
		tab.WaitFor(tungt + ` === 'ja'`)
		tab.Click(`[data-path="krav/et.tungt"] [data-clear]`)
		tab.WaitFor(tungt + ` === 'ja'`)
		pick(tab, "krav/et.klart", "ja")
		tab.WaitFor(tungt + ` === 'nej'`)
		tab.WaitFor(`document.querySelector('[name="krav/et.fordi"]').getClientRects().length === 0`)

		t.Log("a row chosen in a menu, and all of it after a reload")
		Eval[any](tab, `(s => { s.value = '%C3%86ldre'; s.dispatchEvent(new Event('input', {bubbles: true})); s.dispatchEvent(new Event('change', {bubbles: true})) })(document.querySelector('[name=sted]'))`)
		awaitSaved(tab)
		tab.Reload()
		awaitSheet(tab)
		tab.WaitFor(`document.querySelector('[name=sted]').value === '%C3%86ldre'`)
		expectShown(tab, `.outcome`, "Der er 2 trin mellem jer om Mad.")
		tab.WaitFor(`document.querySelector('[name="hentet"]').value === 'Mad og ro'`)
		expectShown(tab, `[data-path="hvorfor"] label`, "Hvorfor ikke?")
	})
}

// stored makes answers that some earlier visit left: path to the text of a cell.
func stored(tab *Tab, cells map[string]string) {
	tab.t.Helper()
	for path, text := range cells {
		Eval[any](tab, fmt.Sprintf(`localStorage.setItem('redskab1/proeve/f1/%s', %s)`, path, quote(text)))
	}
}

func TestAnswersFollowTheirQuestionWhenItsIdChanges(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtFrom(t, "testdata/language"), "/")
		tab := b.Open(t, home)
		stored(tab, map[string]string{
			"foelger.titel": `["Røg",3]`, "foelger.enige": `["niks",1]`, "foelger.nedlagt": `["Det stod her",1]`,
			"forløb.navn": `["Fjordby",1]`,
		})
		tab.Navigate(home + follows)
		awaitSheet(tab)
		t.Log("[S8] a question and an option that have new ids")
		tab.WaitFor(`document.querySelector('[name="emne"]').value === 'Røg' && document.querySelector('[name="enige"]:checked')?.value === 'nej'`)
		expectShown(tab, `[data-path="hvorfor"]`, "Hvorfor ikke?")
		t.Log("[S9] an answer without a question is kept and spoken of")
		tab.WaitFor(`document.querySelector('.sheet-notes').innerText.includes('1 gemt svar hører til spørgsmål')`)
		tab.Type(`[name="emne"]`, "Røgfri")
		awaitSaved(tab)
		if got := Eval[[]string](tab, `['emne', 'titel', 'nedlagt'].map(f => localStorage.getItem('redskab1/proeve/f1/foelger.' + f))`); strings.Join(got, " ") != `["Røgfri",1] ["Røg",3] ["Det stod her",1]` {
			t.Errorf("stored: %q", got)
		}

		t.Log("[S9] an option that is not to be chosen any more is seen where it is the answer")
		expectShown(tab, `label:has(> [value="maaske"])`, "")
		stored(tab, map[string]string{"foelger.enige": `["maaske",2]`})
		tab.Reload()
		awaitSheet(tab)
		expectShown(tab, `label:has(> [value="maaske"])`, "Måske")
	})
}

func TestAnswersStayWhenTheirQuestionIsOfAnotherKindOrLacksTheirOption(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtFrom(t, "testdata/language"), "/")
		tab := b.Open(t, home)
		kept := map[string]string{
			"foelger.antal":      `["ca. 5",2]`,                          // was a text
			"foelger.emne":       `[["mad","ro"],1]`,                     // was several options
			"foelger.enige":      `["tit",1]`,                            // an option that is gone
			"foelger.sted":       `["Nedlagt",1]`,                        // a row that is gone
			"foelger.bud/a._pos": `[1,1]`, "foelger.bud/a.trin": `[7,1]`, // was a number
			"foelger.krav/et.fordi": `["<img src=x onerror=alert(1)>",1]`,
		}
		stored(tab, kept)
		tab.Navigate(home + follows)
		awaitSheet(tab)
		t.Log("[S16] what does not fit is shown or spoken of, and counts for nothing")
		tab.WaitFor(`document.querySelector('[name="antal"]').value === 'ca. 5'`)
		expectShown(tab, `[data-path="antal"] > p.help:last-child`, "Det er gemt, som det er skrevet, men kan ikke regnes med.")
		expectShown(tab, `[data-path="enige"] > p.help:last-child`, "Svaret »tit« kan ikke vælges her. Det er stadig gemt, til I svarer igen.")
		tab.WaitFor(`document.querySelector('[name="emne"]').value === 'mad, ro'`)
		tab.WaitFor(`/ikke på listen/.test(document.querySelector('[name=sted]').selectedOptions[0].text)`)
		expectShown(tab, `[data-value="spredning"]`, "Spredning – trin")
		tab.Type(`[name="hentet"]`, "et andet svar")
		awaitSaved(tab)
		for path, text := range kept {
			if got := Eval[string](tab, `localStorage.getItem('redskab1/proeve/f1/`+path+`')`); got != text {
				t.Errorf("%s: %s is %s now", path, text, got)
			}
		}
	})
}

func TestASheetThatRepeatsHasACopyForEach(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtFrom(t, "testdata/language"), "/")
		tab := openSheet(t, b, home+meetings)
		t.Log("[S25] the first answer makes the first copy")
		tab.Type(`[name="formaal"]`, "Vi begynder")
		tab.Type(`[data-table="punkter"] [data-row] input`, "Budget")
		expectShown(tab, `[data-value="antal"]`, "Antal punkter 1")
		awaitSaved(tab)

		tab.Click(`text=Tilføj møde`)
		tab.WaitFor(`document.querySelector('[name="formaal"]').value === '' && document.querySelector('.copies select').selectedOptions[0].text === 'Møde 2'`)
		expectShown(tab, `[data-value="antal"]`, "Antal punkter 0")
		tab.Type(`[name="formaal"]`, "Vi fortsætter")
		awaitSaved(tab)
		tab.Reload()
		awaitSheet(tab)
		tab.WaitFor(`document.querySelector('[name="formaal"]').value === 'Vi fortsætter'`)

		first := Eval[string](tab, `document.querySelector('.copies select').options[0].value`)
		Eval[any](tab, fmt.Sprintf(`location.hash = '#kopi-%s'`, first))
		tab.WaitFor(`document.querySelector('[name="formaal"]').value === 'Vi begynder' && document.querySelector('[data-table="punkter"] [data-row] input').value === 'Budget'`)
		tab.Type(`.copies input`, "Møde 1 nu")
		tab.Press("Tab")
		tab.WaitFor(`document.querySelector('.copies select').options[0].text === 'Møde 1 nu'`)

		t.Log("[S25] a copy that was removed can be had back")
		tab.Click(`text=Fjern møde`)
		tab.WaitFor(`document.querySelector('.copies select').options.length === 1 && document.querySelector('[name="formaal"]').value === 'Vi fortsætter'`)
		tab.Click(`text=Hent fjernet møde tilbage`)
		tab.WaitFor(`document.querySelector('.copies select').options.length === 2 && document.querySelector('[name="formaal"]').value === 'Vi begynder'`)
	})
}

func TestASheetForEachRowHasACopyForEachOfThem(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtFrom(t, "testdata/language"), "/")
		tab := openSheet(t, b, home+areas)
		tab.WaitFor(`[...document.querySelector('.copies select').options].map(o => o.text).join() === 'Skole,Ældre'`)
		tab.Type(`[name="plan"]`, "Gå")
		awaitSaved(tab)
		if got := Eval[string](tab, `Object.keys(localStorage).filter(k => k.endsWith('.plan')).join()`); !strings.HasSuffix(got, "/omraade#Skole.plan") {
			t.Errorf("stored at %s", got)
		}
		Eval[any](tab, `location.hash = '#kopi-%C3%86ldre'`)
		tab.WaitFor(`document.querySelector('[name="plan"]').value === '' && document.querySelector('.copies select').value === '%C3%86ldre'`)
	})
}

func TestFiguresShowTheAnswersAndSayTheSameInATable(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtFrom(t, "testdata/language"), "/")
		tab := b.Open(t, home)
		stored(tab, map[string]string{
			"foelger.bud/a._pos": `[1,1]`, "foelger.bud/a.hvem": `["Skolen",1]`, "foelger.bud/a.trin": `["1",1]`,
			"foelger.bud/b._pos": `[2,1]`, "foelger.bud/b.hvem": `["Sygehuset",1]`, "foelger.bud/b.trin": `["3",1]`,
		})
		tab.Navigate(home + follows)
		awaitSheet(tab)
		facts := func(kind string) string {
			return fmt.Sprintf(`[...document.querySelectorAll('.figure-%s tbody tr')].map(r => [...r.cells].map(c => c.textContent).join(' ')).join('; ')`, kind)
		}
		for kind, want := range map[string]string{
			"radar":     "Midt 2; Laveste 1; Højeste 3",
			"bars":      "Midt 2; Laveste 1; Højeste 3; Det dobbelte 4",
			"stacked":   "Alle 1 0 1 0 2",
			"staircase": "Skolen Lavt; Sygehuset Højt",
		} {
			tab.WaitFor(facts(kind) + ` === ` + quote(want))
			tab.WaitFor(fmt.Sprintf(`document.querySelectorAll('.figure-%s .layer > *').length > 0`, kind))
		}
		pick(tab, "bud/a.trin", "3")
		tab.WaitFor(facts("radar") + ` === 'Midt 3; Laveste 3; Højeste 3'`)
		tab.WaitFor(`document.querySelector('.figure-staircase desc').textContent === 'På trin 1: 0, trin 2: 0, trin 3: 2.'`)
		if problems := AxeProblems(tab); len(problems) > 0 {
			t.Errorf("axe: %q", problems)
		}
	})
}

// [S49]
func TestClocksAddUpGoRoundAndRun(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtFrom(t, "testdata/language"), "/")
		tab := b.Open(t, home)
		stored(tab, map[string]string{
			"ure.begynder": `["13:00",1]`, "ure.varighed": `[45,1]`,
			"ure.program/a._pos": `[1,1]`, "ure.program/a.punkt": `["Velkommen",1]`, "ure.program/a.tid": `[10,1]`,
			"ure.program/b._pos": `[2,1]`, "ure.program/b.punkt": `["Farver",1]`, "ure.program/b.tid": `[30,1]`,
			"ure.deltagere/a._pos": `[1,1]`, "ure.deltagere/a.funktion": `["Skolechef",1]`,
			"ure.deltagere/b._pos": `[2,1]`, "ure.deltagere/b.funktion": `["Læge",1]`,
		})
		tab.Navigate(home + "ark/ure/")
		awaitSheet(tab)
		lines := func(kind string) string {
			return fmt.Sprintf(`[...document.querySelectorAll('.clock-%s tbody tr')].map(r => [...r.cells].map(c => c.textContent).join(' ')).join('; ')`, kind)
		}
		tab.WaitFor(lines("agenda") + ` === '13.00–13.10 Velkommen 10; 13.10–13.40 Farver 30'`)
		expectShown(tab, ".clock-sum", "I alt 40 minutter. Der er 5 minutter tilbage af mødets 45.")
		tab.WaitFor(lines("rotation") + ` === '1 Skolechef Læge –; 2 Læge Skolechef –'`)
		tab.Type(`[name="varighed"]`, "30")
		expectShown(tab, ".clock-sum", "I alt 40 minutter. Det er 10 minutter mere end mødets 30.")

		expectShown(tab, ".clock-face", "30.00")
		tab.Click("text=Start uret")
		tab.WaitFor(`/^29\.5\d$/.test(document.querySelector('.clock-face').textContent)`)
		tab.Click("text=Pause")
		tab.Click("text=Vis stort")
		tab.Press("Escape")
		tab.WaitFor(`!document.querySelector('[data-large]')`)
		tab.Click("text=Begynd forfra")
		expectShown(tab, ".clock-face", "30.00")
		if problems := AxeProblems(tab); len(problems) > 0 {
			t.Errorf("axe: %q", problems)
		}
	})
}
