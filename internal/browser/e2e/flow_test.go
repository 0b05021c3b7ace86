//go:build browser

package e2e

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A sheetRow is a row of a view, found by what stands in its column nr.
type sheetRow struct {
	tab   *Tab
	table string
	id    string
}

const rowsJS = `[...document.querySelectorAll('[data-table=%s] [data-row]:not([data-blank])')].filter(r => r.checkVisibility())`

// rowNumbers gives what stands in the column nr of each row that is seen.
func rowNumbers(tab *Tab, table string) []string {
	tab.t.Helper()
	return Eval[[]string](tab, fmt.Sprintf(rowsJS, table)+`.map(r => r.querySelector('[data-field=nr] input')?.value ?? r.querySelector('[data-shown$=".nr"] output').textContent)`)
}

func rowOf(tab *Tab, table, nr string) sheetRow {
	tab.t.Helper()
	id := fmt.Sprintf(rowsJS, table) + `.find(r => (r.querySelector('[data-field=nr] input')?.value ?? r.querySelector('[data-shown$=".nr"] output').textContent) === ` + quote(nr) + `)`
	tab.WaitFor(`!!` + id)
	return sheetRow{tab, table, Eval[string](tab, id+`.dataset.row`)}
}

// cell gives the selector of a row's cell.
func (r sheetRow) cell(column string) string {
	return fmt.Sprintf(`[data-path=%s]`, quote(r.table+"/"+r.id+"."+column))
}

func (r sheetRow) choose(column string, options ...string) {
	r.tab.t.Helper()
	for _, o := range options {
		r.tab.Click(fmt.Sprintf(`%s label:has(> [value=%s])`, r.cell(column), quote(o)))
	}
}

func (r sheetRow) write(column, text string) {
	r.tab.t.Helper()
	r.tab.Type(r.cell(column)+" :is(input, textarea)", text)
}

// reads gives what is read in a cell that is not answered there.
func (r sheetRow) reads(column string) string {
	r.tab.t.Helper()
	return Eval[string](r.tab, fmt.Sprintf(`document.querySelector('[data-table=%s] :is([data-shown=%s], [data-derived=%[2]s]) output').textContent`, r.table, quote(r.table+"/"+r.id+"."+column)))
}

// addRecommendation writes a new row of the mapping and gives its number.
func addRecommendation(tab *Tab, table, nr, name, status string) {
	tab.t.Helper()
	before := Eval[int](tab, fmt.Sprintf(rowsJS, table)+`.length`)
	tab.Click(fmt.Sprintf(`[data-table=%s] [data-add-row]`, table))
	tab.WaitFor(fmt.Sprintf(rowsJS, table) + fmt.Sprintf(`.length > %d`, before))
	r := sheetRow{tab, table, Eval[string](tab, fmt.Sprintf(rowsJS, table)+`.at(-1).dataset.row`)}
	r.write("nr", nr)
	r.write("navn", name)
	r.choose("status", status)
}

// TestARecommendationGoesThroughTheSheets types two recommendations once, in the mapping,
// and follows them: the easy one begins, the other one is weighed and decided.
func TestARecommendationGoesThroughTheSheets(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		seen := func(tab *Tab, table string, want ...string) {
			t.Helper()
			if diff := cmp.Diff(append([]string{}, want...), rowNumbers(tab, table)); diff != "" {
				t.Errorf("rows of %s (-want +got):\n%s", table, diff)
			}
		}
		equal := func(what, got, want string) {
			t.Helper()
			if got != want {
				t.Errorf("%s: %q, want %q", what, got, want)
			}
		}
		turnTo := func(tab *Tab, sheet string) {
			t.Helper()
			awaitSaved(tab)
			tab.Navigate(home + sheet)
			awaitSheet(tab)
		}

		tab := openSheet(t, b, home+"ark/kortlaegning/")
		addRecommendation(tab, "kort", "TOB-02", "Røgfri skoledag", "roed")
		addRecommendation(tab, "kort", "FYS-05", "Motorik i dagtilbud", "gul")
		addRecommendation(tab, "kort", "SOL-01", "Skygge på legepladserne", "groen")
		tab.WaitFor(`document.querySelector('[data-value=vurderet] output').textContent === '3'`)

		turnTo(tab, "ark/sortering/")
		seen(tab, "sorter", "FYS-05", "TOB-02")
		easy, hard := rowOf(tab, "sorter", "TOB-02"), rowOf(tab, "sorter", "FYS-05")
		equal("its name", easy.reads("navn"), "Røgfri skoledag")
		for _, r := range []sheetRow{easy, hard} {
			r.choose("ansvar", "anden")
			r.choose("klart-hvem", "ja")
			r.choose("inden-for-budget", "ja")
		}
		easy.choose("klart-indhold", "ja")
		easy.choose("maerker", "ingen")
		easy.choose("siger-ja", "ja")
		hard.choose("klart-indhold", "nej")
		hard.choose("maerker", "kompetencer", "flere-forvaltninger")
		tab.WaitFor(`document.querySelector('[data-value=lave] output').textContent === '1' && document.querySelector('[data-value=komplekse] output').textContent === '1'`)

		turnTo(tab, "ark/prioritering/")
		seen(tab, "vej", "FYS-05")
		asked := rowOf(tab, "vej", "FYS-05")
		for _, question := range []string{"p-sundhed", "p-ulighed", "p-viden", "p-dokument", "p-politik", "p-ledelse", "p-kapacitet", "p-kerneopgave", "p-oekonomi"} {
			asked.choose(question, "3")
		}
		asked.choose("p-maaling", "1")
		tab.WaitFor(`document.querySelector('[data-derived$=".score"] output, [data-shown$=".score"] output').textContent.startsWith('2,8')`)
		rowOf(tab, "rang", "FYS-05").choose("indstilling", "nu")

		turnTo(tab, "ark/forslagsoversigt/")
		seen(tab, "forslag", "FYS-05")
		seen(tab, "lette", "TOB-02")
		decided := rowOf(tab, "forslag", "FYS-05")
		equal("the proposal", decided.reads("indstilling"), "Nu")
		decided.choose("beslutning", "nu")
		decided.choose("finansiering", "ramme")

		t.Log("[S62] the board has begun what was done, and no more")
		awaitSaved(tab)
		tab.Navigate(home)
		tab.WaitFor(`[...document.querySelectorAll('[data-step-progress]')].filter(e => e.checkVisibility()).map(e => e.dataset.stepProgress + ': ' + e.innerText.trim()).join(', ') === 'kortlaegning: Udfyldt, sortering: I gang, prioritering: I gang'`)

		tab.Navigate(home + "arbejdsgangen/samlet-forloeb/")
		awaitSheet(tab)
		expectAnswers(tab, map[string]string{
			"farver/" + easy.id + ".navn":            "Røgfri skoledag",
			"farver/" + easy.id + ".status":          "roed",
			"ansvar-og-krav/" + hard.id + ".maerker": "kompetencer flere-forvaltninger",
			"ti-svar/" + hard.id + ".p-maaling":      "1",
			"forslaget/" + hard.id + ".indstilling":  "nu",
		})
	})
}

// TestOptionsAreTheRowsThatThereAre makes a department of the reader's own, chooses it in
// other sheets, in a menu and in boxes, and takes it away again; a person is a suggestion. [S22]
func TestOptionsAreTheRowsThatThereAre(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		turnTo := func(tab *Tab, sheet string) {
			t.Helper()
			awaitSaved(tab)
			tab.Navigate(home + sheet)
			awaitSheet(tab)
		}
		const last = `[...document.querySelectorAll('[data-table=omraader] [data-row]:not([data-blank])')].at(-1)`

		tab := openSheet(t, b, home+"ark/profil/")
		tab.Click(`[data-table=omraader] [data-add-row]`)
		tab.WaitFor(`!` + last + `.querySelector('[data-field=navn] input').value`)
		department := Eval[string](tab, last+`.dataset.row`)
		tab.Type(`[data-path=`+quote("omraader/"+department+".navn")+`] input`, "Plan og byg")
		tab.Click(`[data-table=personer] [data-add-row]`)
		tab.WaitFor(`!!document.querySelector('[data-table=personer] [data-row]:not([data-blank]) [data-field=funktion] input')`)
		tab.Type(`[data-table=personer] [data-row]:not([data-blank]) [data-field=funktion] input`, "Byplanlægger")

		turnTo(tab, "ark/kortlaegning/")
		addRecommendation(tab, "kort", "TOB-02", "Røgfri skoledag", "roed")
		r := rowOf(tab, "kort", "TOB-02")
		menu := `document.querySelector('[data-path="kort/` + r.id + `.forvaltning"] select')`
		if diff := cmp.Diff([]string{"–", "Sundhed", "Ældre", "Børn og unge", "Social og handicap", "Beskæftigelse", "Kultur og fritid", "Teknik og miljø", "Plan og byg"}, Eval[[]string](tab, `[...`+menu+`.options].map(o => o.text)`)); diff != "" {
			t.Errorf("departments in the menu (-want +got):\n%s", diff)
		}
		Eval[any](tab, menu+`.value = `+quote(department)+`, `+menu+`.dispatchEvent(new Event('change', {bubbles: true}))`)

		turnTo(tab, "ark/sortering/")
		r = rowOf(tab, "sorter", "TOB-02")
		r.choose("ansvar", "delt")
		r.choose("medansvarlige", department)

		turnTo(tab, plan)
		tab.Click(`[name=ansvarlig]`)
		tab.WaitFor(`[...document.querySelector('[name=ansvarlig]').list.options].some(o => o.value === 'Byplanlægger')`)
		tab.Type(`[name=hvorfor]`, "Så er det gemt")

		turnTo(tab, "ark/profil/")
		tab.Click(`[data-table=omraader] [data-row=` + quote(department) + `] [data-remove]`)
		// No answer of this sheet's own is left, so the bar has nothing to say of it.
		tab.WaitFor(`Object.entries(localStorage).some(([key, text]) => key.endsWith('` + department + `._gone') && text.startsWith('[1,'))`)
		tab.Navigate(home + "ark/kortlaegning/")
		awaitSheet(tab)
		r = rowOf(tab, "kort", "TOB-02")
		tab.WaitFor(menu + `.selectedOptions[0].text === 'Plan og byg (ikke på listen)'`)
	})
}

// TestADecisionBecomesPlans: what the chief group has decided on has its sheets, with what
// was said before; the reader's own effort is in all of them, and none with answers goes. [S60] [S61]
func TestADecisionBecomesPlans(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := b.Open(t, home)
		for path, cell := range map[string]string{
			"anbefalinger/FYS-05._pos": `[1,1]`, "anbefalinger/FYS-05.nr": `["FYS-05",1]`, "anbefalinger/FYS-05.navn": `["Motorik i dagtilbud",1]`, "anbefalinger/FYS-05.status": `["gul",1]`,
			"anbefalinger/FYS-05.beslutning": `["nu",1]`, "anbefalinger/FYS-05.ansvarlig": `["Dagtilbudschef",1]`, "anbefalinger/FYS-05.finansiering": `["ramme",1]`, "anbefalinger/FYS-05.opstart": `["2026-12",1]`,
			"anbefalinger/TOB-02._pos": `[2,1]`, "anbefalinger/TOB-02.nr": `["TOB-02",1]`, "anbefalinger/TOB-02.navn": `["Røgfri skoledag",1]`, "anbefalinger/TOB-02.status": `["roed",1]`,
			"anbefalinger/TOB-02.beslutning": `["senere",1]`,
		} {
			Eval[any](tab, `localStorage.setItem('redskab1/sundhed/f1/' + `+quote(path)+`, `+quote(cell)+`)`)
		}
		copies := func(tab *Tab, want ...string) {
			t.Helper()
			list, _ := json.Marshal(want)
			tab.WaitFor(`JSON.stringify([...document.querySelector('.copies select').options].map(o => o.text)) === ` + quote(string(list)))
		}
		turnTo := func(tab *Tab, sheet string) {
			t.Helper()
			tab.Navigate(home + sheet)
			awaitSheet(tab)
		}
		own := `!document.querySelector('[name=kopi-navn]').closest('label').hidden`

		turnTo(tab, "ark/konkretisering/")
		copies(tab, "Motorik i dagtilbud")
		expectAnswers(tab, map[string]string{"indsats": "Motorik i dagtilbud"})
		tab.WaitFor(`!(` + own + `)`)
		tab.Type(`[name=tegn]`, "Kortkassen ligger fremme")
		tab.Click("text=Tilføj indsats")
		tab.WaitFor(own)
		copies(tab, "Motorik i dagtilbud", "Indsats 1")
		tab.Type(`[name=indsats]`, "Gåture")
		tab.Type(`[name=kopi-navn]`, "Gåture for ældre")
		tab.Press("Tab")
		awaitSaved(tab)

		turnTo(tab, plan)
		copies(tab, "Motorik i dagtilbud", "Gåture for ældre")
		expectAnswers(tab, map[string]string{"indsats": "Motorik i dagtilbud", "ansvarlig": "Dagtilbudschef", "oekonomi": "ramme", "begynder": "2026-12", "tegn": "Kortkassen ligger fremme"})
		tab.Type(`[name=maal]`, "Alle stuer er ude hver dag")
		awaitSaved(tab)
		of := `document.querySelector('.copies select')`
		Eval[any](tab, of+`.value = `+of+`.options[1].value, `+of+`.dispatchEvent(new Event('change'))`)
		expectAnswers(tab, map[string]string{"indsats": "", "maal": ""})
		tab.Type(`[name=maal]`, "Ti går med")
		awaitSaved(tab)
		if got := Eval[int](tab, `Object.keys(localStorage).filter(k => k.includes('en-side-handleplan#') && k.endsWith('._name')).length`); got != 1 {
			t.Errorf("%d copies have a name beside the plan", got)
		}

		turnTo(tab, "ark/forslagsoversigt/")
		Eval[any](tab, `localStorage.setItem(Object.keys(localStorage).find(k => k.endsWith('/FYS-05.beslutning')), '["ikke",9]')`)
		turnTo(tab, plan)
		copies(tab, "Motorik i dagtilbud (ikke på listen)", "Gåture for ældre")
		expectAnswers(tab, map[string]string{"maal": "Alle stuer er ude hver dag"})
		turnTo(tab, "ark/handleplan/")
		copies(tab, "Gåture for ældre")
	})
}
