//go:build browser

package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// The capacity in the toolbox: what is assessed on one sheet is known on the next, and what is
// missing is called by its name.
func TestTheCapacityIsAssessedAndThenStrengthened(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openSheet(t, b, home+"ark/kapacitetsvurdering/")
		for _, answer := range [][2]string{
			{"fokus-udsagn/politik.score", "5"}, {"fokus-udsagn/paa-tvaers.score", "4"}, {"ressource-udsagn/bemanding.score", "ved-ikke"}, {"ledelse-udsagn/opbakning.score", "2"},
		} {
			// Not by the mouse: the table's head stays in view, and WebKit's driver presses what it covers.
			Eval[any](tab, fmt.Sprintf(`document.querySelector('[name=%q][value=%q]').click()`, answer[0], answer[1]))
		}
		expectShown(tab, `[data-value="fokus"]`, "Fokus 4,5 af 5")
		expectShown(tab, `[data-value="ressourcer"]`, "Ressourcer – af 5")
		tab.WaitFor(`/^Fokus er stærkt.*Ledelsen er ikke samlet.*Gå videre til Anvend og styrk kapaciteten$/.test(` + shownJS(".outcome") + `)`)
		awaitSaved(tab)

		t.Log("the plan knows the averages, and answers the weak element")
		tab.Navigate(home + "ark/kapacitetsplan/")
		awaitSheet(tab)
		expectShown(tab, `[data-value="fokus"]`, "Fokus 4,5 af 5")
		expectShown(tab, `[data-value="ledelse"]`, "Ledelse 2 af 5")
		pick(tab, "elementer/ledelse.staar", "svag")
		expectShown(tab, `[data-path="elementer/ledelse.bruger"]`, "")

		t.Log("[S23] a view of rows that the author wrote calls them by their labels")
		tab.Navigate(home + "ark/medarbejdergrupper/")
		awaitSheet(tab)
		pick(tab, "grupper/fagfolk.kender", "delvist")
		tab.Click(`[data-path="grupper/andre.antal"] input`)
		tab.Type(`[name="grupper/andre.antal"]`, "0")
		tab.WaitFor(`document.querySelectorAll('[data-table="mangler"] .rows [data-row]:not([data-blank])').length === 2`)
		names := Eval[[]string](tab, `[...document.querySelectorAll('[data-table="mangler"] .rows [data-row]:not([data-blank]) > legend')].map(e => e.textContent.trim())`)
		if got := strings.Join(names, " / "); got != "Fagfolk / Andre, der møder borgerne" {
			t.Errorf("the view shows %s", got)
		}
	})
}
