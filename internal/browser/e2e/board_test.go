//go:build browser

package e2e

import (
	"fmt"
	"testing"
)

// What the board tells a reader: how far each step is, in the forløb that the sheets show.

const workflow = "arbejdsgangen/"

func TestTheBoardShowsHowFarEachStepIs(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := b.Open(t, home)
		shown := `[...document.querySelectorAll('[data-step-progress]')].filter(e => e.getClientRects().length > 0).map(e => e.dataset.stepProgress + ': ' + e.innerText.trim()).join(', ')`
		for _, page := range []string{home, home + workflow} {
			tab.Navigate(page)
			if got := Eval[string](tab, shown+` + document.querySelectorAll('[data-board-case]:not([hidden]), [data-only]:not([hidden])').length`); got != "0" {
				t.Errorf("%s says %q before anything is answered", page, got)
			}
		}
		// The page of all forløb knows which step the sheet belongs to.
		tab.Navigate(home + cases)
		step := Eval[string](tab, `JSON.parse(document.querySelector('[data-toolbox]').dataset.toolbox).sheets.find(s => s.url.includes('/en-side-handleplan/')).step`)
		sheet := openSheet(t, b, home+plan)
		addRows(sheet)
		give(sheet, firstOf(sheet, "text"), "et svar")
		awaitSaved(sheet)
		for _, page := range []string{home, home + workflow} {
			tab.Front()
			tab.Navigate(page)
			tab.WaitFor(fmt.Sprintf(`%s === %s`, shown, quote(step+": I gang")))
			tab.WaitFor(`/Mit forløb/.test(document.querySelector('[data-board-case]').innerText)`)
		}
		// The board hears of what is answered elsewhere, while it is shown.
		sheet.Front()
		fill(sheet, 1, all)
		awaitSaved(sheet)
		tab.Front()
		tab.WaitFor(fmt.Sprintf(`%s === %s`, shown, quote(step+": Udfyldt")))
	})
}

func TestTheBoardWithAnswersReadsWell(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := Chromium.Open(t, home)
	Eval[any](tab, manyCasesJS)
	for _, page := range []string{home, home + workflow} {
		tab.Navigate(page)
		tab.WaitFor(`document.querySelectorAll('[data-step-progress]:not([hidden])').length > 0`)
		for _, look := range []Look{light, dark, phone, forcedColors} {
			LookAs(tab, look)
			for _, p := range AxeProblems(tab) {
				t.Errorf("%s, %s: %s", page, look.Name, p)
			}
		}
		LookAs(tab, light)
	}
}
