//go:build browser

package e2e

import (
	"strings"
	"testing"
)

// The guide for editors shows blocks that work, and their answers stand apart from those
// of the sheets: [S35].
func TestTheExamplesOfTheGuideWork(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := b.Open(t, home+"redaktoer/regler/")
		shown := `[...document.querySelectorAll('.outcome li')].filter(li => li.getClientRects().length > 0).map(li => li.innerText.trim()).join('\n')`
		tab.WaitFor(shown + ` === 'Svar på spørgsmålene øverst, så kommer der et råd.'`)
		tab.Click(`label:has(> [name="lys"][value="roed"])`)
		tab.WaitFor(shown + `.startsWith('Aftal et møde')`)
		tab.WaitFor(`document.querySelector('.sheet-state').dataset.state === 'saved'`)
		for _, key := range Eval[[]string](tab, `Object.keys(localStorage)`) {
			if !strings.HasPrefix(key, "redskab1/sundhed.practice/") {
				t.Errorf("an answer to an example is kept as %s", key)
			}
		}

		tab.Navigate(home + plan)
		tab.WaitFor(`document.documentElement.classList.contains('is-ready')`)
		if words := Eval[string](tab, `document.querySelector('.sheet-state').innerText`); words != "Intet svar endnu" {
			t.Errorf("after an example was answered a sheet says %q", words)
		}
		tab.Navigate(home + "redaktoer/regler/")
		tab.WaitFor(`document.querySelector('[name="lys"][value="roed"]').checked`)
	})
}

// Read without script, the guide shows source and questions alike.
func TestTheGuideIsReadWithoutScript(t *testing.T) {
	tab := Chromium.Open(t, "")
	WithoutScript(tab)
	tab.Navigate(Serve(t, builtSite(t), "/") + "redaktoer/felter/")
	text := Eval[string](tab, `document.querySelector('main').innerText`)
	for _, words := range []string{"Uden JavaScript kan siden læses", "label: Hvad kalder I indsatsen?", "Hvad kalder I indsatsen?\n", "unknown key \"lable\"", "Hvis I er under fem"} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is not to be read in\n%s", words, text)
		}
	}
}
