//go:build browser

package e2e

import (
	"os"
	"sync"
	"testing"
)

// axeFile is where npm puts the accessibility judge.
const axeFile = "../node_modules/axe-core/axe.min.js"

var axeSource = sync.OnceValues(func() (string, error) {
	b, err := os.ReadFile(axeFile)
	return string(b), err
})

// AxeProblems gives what axe-core has against the page as it is shown now, one line for
// each of its rules. The judge comes in by the driver, which the page's policy does not bind.
func AxeProblems(tab *Tab) []string {
	tab.t.Helper()
	source, err := axeSource()
	if err != nil {
		tab.t.Fatalf("axe-core is missing: run npm ci in internal/browser (%v)", err)
	}
	if !Eval[bool](tab, `!!window.axe`) {
		tab.do("load axe", evaluateScript(tab.page, source))
	}
	return Eval[[]string](tab, `(async () => {
		const found = await axe.run(document, {resultTypes: ['violations']})
		return found.violations.map(v => v.id + ': ' + v.nodes.length + ' × ' + v.nodes[0].html.slice(0, 160) + ' — ' + v.nodes[0].failureSummary.replace(/\s+/g, ' '))
	})()`)
}

// evaluateScript runs statements, not an expression.
func evaluateScript(p page, source string) error {
	_, err := p.evaluate(`(() => {` + source + `; return true})()`)
	return err
}

// sitePages lists every page of the site, by following the links.
func sitePages(t testing.TB, home string) []string {
	t.Helper()
	return follow(t, Chromium.Open(t, ""), home, home).pages
}

func TestAxeFindsNothing(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := Chromium.Open(t, "")
	every := []Look{light, dark, phone, forcedColors}
	// CI judges each page in light and on a phone, and one in eight in every look; make prove
	// all of them in all. The colours are those of one stylesheet.
	looksOf := func(n int) []Look {
		if n%8 == 0 || os.Getenv("PROVE") != "" {
			return every
		}
		return []Look{light, phone}
	}
	judge := func(what string, looks []Look) {
		for _, look := range looks {
			LookAs(tab, look)
			for _, p := range AxeProblems(tab) {
				t.Errorf("%s, %s: %s", what, look.Name, p)
			}
			if wide := Eval[int](tab, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				t.Errorf("%s, %s: %d px wider than the window", what, look.Name, wide)
			}
		}
	}
	for n, page := range sitePages(t, home) {
		tab.Navigate(page)
		judge(page[len(home)-1:], looksOf(n))
	}
	for _, sheet := range sheets {
		LookAs(tab, light)
		tab.Navigate(home + sheet.path)
		awaitSheet(tab)
		addRows(tab)
		fill(tab, 1, sheet.some)
		awaitSaved(tab)
		judge("/"+sheet.path+" filled", every)
	}
}

// judgeLooks holds the page as it stands against axe in every look, and sees that no look
// makes it wider than its window. What names it in the messages.
func judgeLooks(tab *Tab, what string) {
	tab.t.Helper()
	for _, look := range []Look{light, dark, phone, forcedColors} {
		LookAs(tab, look)
		for _, p := range AxeProblems(tab) {
			tab.t.Errorf("%s, %s: %s", what, look.Name, p)
		}
		if wide := Eval[int](tab, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
			tab.t.Errorf("%s, %s: %d px wider than the window", what, look.Name, wide)
		}
	}
	LookAs(tab, light)
}
