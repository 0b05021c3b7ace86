//go:build browser

package e2e

import (
	"fmt"
	"testing"
)

// TestTheSheetsOfMeetingsKeepTheTime fills the sheets that a meeting is held by, and reads the
// clocks as the room does. The clocks themselves are tried in every browser: [S49].
func TestTheSheetsOfMeetingsKeepTheTime(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := Chromium.Open(t, home)
	for path, cell := range map[string]string{
		"interviewrunde.deltagere/a.funktion": `["Centerchef",1]`, "interviewrunde.deltagere/a._pos": `[1,1]`,
		"interviewrunde.deltagere/b.funktion": `["Praktiserende læge",1]`, "interviewrunde.deltagere/b._pos": `[2,1]`,
		"interviewrunde.deltagere/c.funktion": `["Afdelingssygeplejerske",1]`, "interviewrunde.deltagere/c._pos": `[3,1]`,
		"interviewrunde.deltagere/d.funktion": `["Teamleder",1]`, "interviewrunde.deltagere/d._pos": `[4,1]`,
		"drejebog#m.starttid": `["16:00",1]`, "drejebog#m.varighed": `[60,1]`,
		"drejebog#m.linjer/a.tid": `[10,1]`, "drejebog#m.linjer/a.hvad": `["Velkomst",1]`, "drejebog#m.linjer/a._pos": `[1,1]`,
		"drejebog#m.linjer/b.tid": `[40,1]`, "drejebog#m.linjer/b.hvad": `["Valg af to temaer",1]`, "drejebog#m.linjer/b._pos": `[2,1]`,
		"drejebog#m.linjer/c.tid": `[15,1]`, "drejebog#m.linjer/c.hvad": `["Hvad blev besluttet",1]`, "drejebog#m.linjer/c._pos": `[3,1]`,
	} {
		Eval[any](tab, fmt.Sprintf(`localStorage.setItem('redskab1/sundhed/f1/' + %s, %s)`, quote(path), quote(cell)))
	}
	lines := func(kind string) string {
		return fmt.Sprintf(`[...document.querySelectorAll('.clock-%s tbody tr')].map(r => [...r.cells].map(c => c.textContent).join(' ')).join('; ')`, kind)
	}
	turnTo := func(sheet string) {
		tab.Navigate(home + "ark/" + sheet + "/")
		awaitSheet(tab)
	}

	turnTo("interviewrunde")
	tab.WaitFor(lines("rotation") + ` === '1 Centerchef Praktiserende læge Afdelingssygeplejerske, Teamleder; 2 Praktiserende læge Afdelingssygeplejerske Teamleder, Centerchef; 3 Afdelingssygeplejerske Teamleder Centerchef, Praktiserende læge; 4 Teamleder Centerchef Praktiserende læge, Afdelingssygeplejerske'`)
	expectShown(tab, ".clock-face", "30.00")
	expectShown(tab, `[data-value="minutter"]`, "Så lang tid tager interviewene 120 minutter")

	turnTo("drejebog")
	tab.WaitFor(lines("agenda") + ` === '16.00–16.10 Velkomst 10; 16.10–16.50 Valg af to temaer 40; 16.50–17.05 Hvad blev besluttet 15'`)
	expectShown(tab, ".clock-sum", "I alt 65 minutter. Det er 5 minutter mere end mødets 60.")
	tab.Type(`[name="varighed"]`, "90")
	expectShown(tab, ".clock-sum", "I alt 65 minutter. Der er 25 minutter tilbage af mødets 90.")

	for sheet, face := range map[string]string{"interview": "30.00", "modenhedstrappen": "5.00", "forslagsoversigt": "5.00", "vba": "1.00"} {
		turnTo(sheet)
		expectShown(tab, ".clock-face", face)
	}
}
