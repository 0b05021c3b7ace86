//go:build browser

package e2e

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const together = "arbejdsgangen/samlet-forloeb/"

// tabsJS says of each tab whether it is chosen, whether Tab comes to it, and whether its part
// is seen: "chosen reached seen".
const tabsJS = `[...document.querySelectorAll('[role=tab]')].map(tab => [
	tab.getAttribute('aria-selected') === 'true' && 'chosen',
	tab.tabIndex === 0 && 'reached',
	document.getElementById(tab.getAttribute('aria-controls')).checkVisibility() && 'seen',
	document.activeElement === tab && 'here',
].filter(Boolean).join(' '))`

// TestTabs goes through the parts of a sheet that are tabs by keyboard, by mouse and by a
// link within the page. What is not seen is printed all the same.
func TestTabs(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		tab := openSheet(t, b, Serve(t, builtSite(t), "/")+together)
		expect := func(step string, want ...string) {
			t.Helper()
			if diff := cmp.Diff(want, Eval[[]string](tab, tabsJS)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", step, diff)
			}
		}
		const shown, here = "chosen reached seen", "chosen reached seen here"
		expect("at first", shown, "", "")
		Eval[any](tab, `document.querySelector('[role=tab]').focus()`)
		tab.Press("ArrowRight")
		expect("an arrow goes on", "", here, "")
		tab.Press("End")
		expect("End goes to the last", "", "", here)
		tab.Press("ArrowRight")
		expect("from the last to the first", here, "", "")
		tab.Press("ArrowLeft")
		expect("and back", "", "", here)
		tab.Press("Home")
		expect("Home goes to the first", here, "", "")
		tab.Click(`[role=tab]:nth-of-type(2)`)
		if seen := Eval[[]string](tab, tabsJS); seen[1] != here && seen[1] != shown { // WebKit does not focus what is clicked
			t.Errorf("a click shows the second: %v", seen)
		}
		Eval[any](tab, `void (location.hash = document.querySelectorAll('h2.tab')[2].id)`)
		tab.WaitFor(`!document.querySelectorAll('.tab-panel')[2].classList.contains('is-closed')`)
		Eval[any](tab, `document.activeElement.blur()`)
		expect("a link leads into a part that is closed", "", "", shown)
	})
}

// TestAllTabsAreReadWithoutScriptAndOnPaper looks at the page without script, and at its
// style on paper.
func TestAllTabsAreReadWithoutScriptAndOnPaper(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	const seen = `[...document.querySelectorAll('h2.tab')].map(h => [h.checkVisibility(), h.getBoundingClientRect().height > 5].join(' '))`
	want := []string{"true true", "true true", "true true"}

	tab := Chromium.Open(t, "")
	WithoutScript(tab)
	tab.Navigate(home + together)
	if diff := cmp.Diff(want, Eval[[]string](tab, seen)); diff != "" {
		t.Errorf("without script (-want +got):\n%s", diff)
	}

	tab = openSheet(t, Chromium, home+together)
	LookAs(tab, Look{Name: "paper", Width: 800, Media: "print"})
	if diff := cmp.Diff(want, Eval[[]string](tab, seen)); diff != "" {
		t.Errorf("on paper (-want +got):\n%s", diff)
	}
}
