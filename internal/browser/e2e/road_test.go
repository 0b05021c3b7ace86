//go:build browser

package e2e

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The whole road: a list comes in, three departments fill their rows each on a machine of
// their own, one of them in the workbook. What came back is merged, sorted, prioritised,
// decided, planned and followed up. At every step the figures, the board and the outcomes
// agree with the answers, and in the end all of it stands on paper.

// recommendations are the list that the coordinator has in a spreadsheet.
const recommendations = "Nr.\tAnbefaling\tPakke\tForvaltning\n" +
	"FYS-05\tMotorik i dagtilbud\tFysisk aktivitet\tBørn og unge\n" +
	"TOB-02\tRøgfri skoledag\tTobak\tBørn og unge\n" +
	"SOL-01\tSkygge på legepladserne\tSolbeskyttelse\tBørn og unge\n" +
	"ALK-04\tSamtalen om alkohol\tAlkohol\tÆldre\n" +
	"MAD-01\tVarm mad til dem, der spiser alene\tMad og måltider\tÆldre\n" +
	"TOB-07\tRygestop, når det passer\tTobak\tSundhed\n"

type road struct {
	t    *testing.T
	home string
	tab  *Tab
}

func (r road) turnTo(sheet string) {
	r.t.Helper()
	if Eval[bool](r.tab, `document.querySelector('[data-sheet-bar]') !== null`) {
		r.tab.WaitFor(`!/Gemmer/.test(document.querySelector('.sheet-state')?.innerText ?? '')`)
	}
	r.tab.Navigate(r.home + sheet)
	if sheet != "" {
		awaitSheet(r.tab)
	}
}

// reads waits until what is read on the page is this; when it does not become so, it says
// what is read instead, and the road goes on.
func (r road) reads(what, js, want string) {
	r.t.Helper()
	got := Eval[string](r.tab, fmt.Sprintf(`new Promise(answer => {
		const end = performance.now() + %d
		const look = () => {
			const got = %s
			if (got === %s || performance.now() > end) answer(got)
			else setTimeout(look, 10)
		}
		look()
	})`, (patience/4).Milliseconds(), js, quote(want)))
	if got != want {
		r.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// says expects the advice of a sheet, in its order: of each piece the words it begins with.
func (r road) says(want ...string) {
	r.t.Helper()
	list, _ := json.Marshal(want)
	r.reads("advice", fmt.Sprintf(`[...document.querySelectorAll('[data-outcome] li')].filter(li => li.checkVisibility()).map((li, i) => (want => li.innerText.startsWith(want) ? want : li.innerText)(%s[i] ?? '?')).join(' | ')`, list), strings.Join(want, " | "))
}

// value expects what is worked out.
func (r road) value(id, want string) {
	r.t.Helper()
	r.reads(id, fmt.Sprintf(`document.querySelector('[data-value=%s] output').textContent`, id), want)
}

// figure expects the table beside a drawing, a line a row.
func (r road) figure(title, want string) {
	r.t.Helper()
	r.reads(title, fmt.Sprintf(`[...[...document.querySelectorAll('figure[data-figure]')].find(f => f.textContent.includes(%s)).querySelectorAll('tbody tr')].map(r => [...r.cells].map(c => c.textContent.trim()).join(' ')).join('; ')`, quote(title)), want)
}

// rows expects the numbers of the rows that a view shows, whatever their order.
func (r road) rows(table, want string) {
	r.t.Helper()
	r.reads("the rows of "+table, fmt.Sprintf(rowsJS, table)+`.map(row => row.querySelector('[data-field=nr] input')?.value ?? row.querySelector('[data-shown$=".nr"] output').textContent).sort().join(' ')`, want)
}

// put answers a control that browsers have a way of their own to fill in.
func (r road) put(selector, value string) {
	r.t.Helper()
	r.tab.WaitFor(fmt.Sprintf(`document.querySelector(%s)`, quote(selector)))
	Eval[any](r.tab, fmt.Sprintf(`(c => { c.value = %s; for (const event of ['input', 'change']) c.dispatchEvent(new Event(event, {bubbles: true})) })(document.querySelector(%s))`, quote(value), quote(selector)))
}

// board expects the steps of the front page that are begun or filled. [S62]
func (r road) board(want string) {
	r.t.Helper()
	r.turnTo("")
	r.reads("the board", `[...document.querySelectorAll('[data-step-progress]')].filter(e => e.checkVisibility()).map(e => e.dataset.stepProgress + ': ' + e.innerText.trim()).join(', ')`, want)
}

// TestTheWholeRoad follows one list from the paste to the ring that closes. It is long because
// each step stands on all before it; parted, every part would have to walk there first.
func TestTheWholeRoad(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	r := road{t, home, Apart(t, home)}
	tab := r.tab
	LookAs(tab, light)

	t.Log("the list comes in")
	r.board("")
	r.turnTo("ark/kortlaegning/")
	tab.Click(bringInto("kort"))
	paste(tab, recommendations)
	awaitHeard(tab, "6 rækker er nye.")
	tab.Click("text=Indsæt")
	tab.WaitFor(`!document.querySelector('dialog[open]')`)
	awaitSaved(tab)
	r.board("kortlaegning: I gang")
	r.turnTo("ark/kortlaegning/")

	t.Log("three departments fill their rows")
	r.departments()
	r.value("vurderet", "6")
	r.value("andel-groen", "16,7")
	r.figure("Farver i hver forvaltning", "Børn og unge 1 1 1 0 0 3; Ældre 1 1 0 0 0 2; Sundhed 0 1 0 0 0 1")
	r.says("De røde og gule kan sorteres nu.")
	r.board("kortlaegning: Udfyldt")

	t.Log("sorted")
	r.turnTo("ark/sortering/")
	r.rows("sorter", "ALK-04 FYS-05 MAD-01 TOB-02 TOB-07")
	for _, nr := range []string{"ALK-04", "FYS-05", "MAD-01", "TOB-02", "TOB-07"} {
		row := rowOf(tab, "sorter", nr)
		row.choose("ansvar", "anden")
		row.choose("klart-hvem", "ja")
		row.choose("inden-for-budget", "ja")
		if nr == "TOB-02" || nr == "TOB-07" {
			row.choose("klart-indhold", "ja")
			row.choose("maerker", "ingen")
			row.choose("siger-ja", map[string]string{"TOB-02": "ja", "TOB-07": "nej"}[nr])
		} else {
			row.choose("klart-indhold", "nej")
			row.choose("maerker", "kompetencer")
		}
	}
	r.value("lave", "2")
	r.value("komplekse", "3")
	r.value("tilbage", "0")
	r.says("1 kan begynde nu", "Alt er sorteret")

	t.Log("prioritised: what may begin is not asked about")
	r.turnTo("ark/prioritering/")
	r.rows("vej", "ALK-04 FYS-05 MAD-01 TOB-07")
	tab.Type(`[name=loft]`, "1")
	for nr, answer := range map[string]string{"FYS-05": "3", "ALK-04": "2"} {
		row := rowOf(tab, "vej", nr)
		for _, question := range []string{"p-sundhed", "p-dokument", "p-kapacitet"} {
			row.choose(question, answer)
		}
	}
	rowOf(tab, "rang", "FYS-05").choose("indstilling", "nu")
	rowOf(tab, "rang", "ALK-04").choose("indstilling", "nu")
	r.says("Der står 2 komplekse under »Nu«, og loftet er 1.", "Noget under »Nu« ligger i den lave halvdel", "I har et forslag")
	rowOf(tab, "rang", "ALK-04").choose("indstilling", "naeste")
	r.says("I har et forslag")

	t.Log("decided")
	r.turnTo("ark/forslagsoversigt/")
	for nr, beslutning := range map[string]string{"FYS-05": "nu", "ALK-04": "ikke"} {
		row := rowOf(tab, "forslag", nr)
		row.choose("beslutning", beslutning)
		if beslutning == "nu" {
			row.write("ansvarlig", "Dagtilbudschef")
			row.choose("finansiering", "ramme")
			r.put(row.cell("opstart")+" input", "2026-12")
		} else {
			row.write("bemaerkning", "Pengene findes tidligst næste år")
		}
	}
	r.value("mangler-svar", "0")
	r.says("Alt er afgjort")

	t.Log("planned")
	r.turnTo("ark/konkretisering/")
	copies := `[...document.querySelector('.copies select').options].map(o => o.text).join(', ')`
	tab.WaitFor(copies + ` === 'Motorik i dagtilbud, Røgfri skoledag'`)
	expectAnswers(tab, map[string]string{"indsats": "Motorik i dagtilbud"})
	tab.Type(`[name=tegn]`, "Kortkassen ligger fremme på alle stuer")
	tab.Type(`[name=betydning]`, "Alle grupper leger ude klokken elleve")
	awaitSaved(tab)
	r.turnTo(plan)
	tab.WaitFor(copies + ` === 'Motorik i dagtilbud, Røgfri skoledag'`)
	expectAnswers(tab, map[string]string{"forvaltning": "B%C3%B8rn%20og%20unge", "ansvarlig": "Dagtilbudschef", "begynder": "2026-12", "oekonomi": "ramme", "tegn": "Kortkassen ligger fremme på alle stuer"})
	tab.Type(`[name=maal]`, "Alle børn er ude hver dag")
	awaitSaved(tab)
	r.turnTo("ark/handleplan/")
	expectAnswers(tab, map[string]string{"indsats": "Motorik i dagtilbud", "ansvarlig": "Dagtilbudschef"})
	tab.Type(`[name=succes]`, "Pædagogerne vælger selv en leg")
	awaitSaved(tab)

	t.Log("followed up: the log's newest colour goes back to the mapping, and the ring is closed")
	r.turnTo("ark/opfoelgningslog/")
	tab.Click(`[data-table=log] [data-add-row]`)
	line := sheetRow{tab, "log", wait[string](tab, fmt.Sprintf(rowsJS, "log")+`.at(-1)?.dataset.row`)}
	r.put(line.cell("dato")+" input", time.Now().Format(time.DateOnly))
	r.put(line.cell("indsats")+" select", "FYS-05")
	line.choose("status", "groen")
	r.says("Indsatser uden et niveau: 2", "Farver, der er ældre i kortlægningen end i loggen: 1", "Intet åbent er rødt eller gult")
	rowOf(tab, "tilbage", "FYS-05").choose("status", "groen")
	r.says("Indsatser uden et niveau: 2", "Intet åbent er rødt eller gult")
	r.turnTo("ark/kortlaegning/")
	r.value("vurderet", "6")
	r.value("andel-groen", "33,3")
	r.figure("Farver i hver forvaltning", "Børn og unge 1 0 2 0 0 3; Ældre 1 1 0 0 0 2; Sundhed 0 1 0 0 0 1")
	r.board("kortlaegning: Udfyldt, sortering: I gang, prioritering: I gang, konkretisering: I gang, planlaegning: I gang, samarbejde: I gang, opfoelgning: Udfyldt")

	t.Log("all of it stands on paper")
	written := Eval[[]string](tab, `Object.entries(localStorage).filter(([key]) => /^redskab1\/sundhed\/[a-z0-9]+\/[a-z]/.test(key) && !/\._[a-z]+$/.test(key)).map(([, text]) => JSON.parse(text)[0]).filter(value => typeof value === 'string' && /\s/.test(value))`)
	if len(written) < 12 {
		t.Errorf("%d texts are stored: %q", len(written), written)
	}
	tab.Navigate(home + cases)
	awaitCases(tab)
	onCase(tab, "Mit forløb", "Udskriv")
	tab.WaitFor(`document.querySelector('.document-sheet') && document.activeElement.id === 'udskriv-forloeb'`)
	paper := print(tab).text()
	for _, words := range append(written, "TOB-07", "Nu", "Grøn", "november 2026", "Dagtilbudschef", "Inden for rammen", "december 2026") {
		if !strings.Contains(paper, run(words)) {
			t.Errorf("%q is not on paper", words)
		}
	}
	for _, line := range Console(tab) {
		t.Error(line)
	}
}

// departments sends the rows to three departments. Two open the file on machines of their own,
// the third writes in the workbook; what they send back comes in at once.
func (r road) departments() {
	t, tab := r.t, r.tab
	t.Helper()
	hand := func(part, button string) sentFile {
		forPart(tab, part)
		return takes(tab, button)
	}
	tab.Click("[data-table=kort] [data-send-rows]")
	tab.WaitFor(menuJS("Hvis rækker?"))
	children := hand("Børn og unge", "text=Hent Excel-fil")
	elders := hand("Ældre", "text=Hent fil til arket")
	health := hand("Sundhed", "text=Hent fil til arket")
	tab.Press("Escape")

	children = edit(t, children, func(sheet string) string {
		for nr, answers := range map[string][3]string{
			"FYS-05": {"Gul", "Tre børnehaver har haft forløb", "Dagtilbudsledere"},
			"TOB-02": {"Rød", "Ryger man, går man ned til vejen", "Skolechef"},
			"SOL-01": {"Grøn", "Alle legepladser har sejl fra maj", "Dagtilbudsledere"},
		} {
			at := regexp.MustCompile(`<row r="(\d+)"[^>]*>(?:[^<]|<[^/r]|</[^r])*?>` + nr + `<`).FindStringSubmatch(sheet)
			if at == nil {
				t.Fatalf("the workbook has no row %s", nr)
			}
			sheet = writeCell(writeCell(writeCell(sheet, "E"+at[1], answers[0]), "F"+at[1], answers[1]), "H"+at[1], answers[2])
		}
		return sheet
	})
	elders = r.filledElsewhere(elders, map[string][3]string{
		"ALK-04": {"gul", "Vi spørger, når nogen falder", "Områdeleder"},
		"MAD-01": {"roed", "Maden bliver bragt ud kold", "Områdeleder"},
	})
	health = r.filledElsewhere(health, map[string][3]string{"TOB-07": {"gul", "Hold om tirsdagen", "Rådgiver"}})

	tab.Front()
	tab.Click("[data-table=kort] [data-take-rows]")
	gives(tab, returnPicker, children, elders, health)
	tab.WaitFor(`document.querySelectorAll('dialog[open] section').length === 3`)
	awaitHeard(tab, "18 svar bliver flettet ind.")
	tab.Click("text=Flet 18 svar ind")
	tab.WaitFor(`!document.querySelector('dialog[open]')`)
	awaitSaved(tab)
}

// filledElsewhere opens a file on another machine, fills its rows and gives a copy back.
func (r road) filledElsewhere(file sentFile, answers map[string][3]string) sentFile {
	r.t.Helper()
	there := Apart(r.t, r.home+"ark/kortlaegning/")
	LookAs(there, light)
	awaitSheet(there)
	there.Click(openFile)
	gives(there, "[data-sheet-bar] input[type=file]", file)
	there.WaitFor(`document.querySelector('dialog[open] .main-act')`)
	openInDialog(there)
	there.WaitFor(`!document.querySelector('dialog[open]')`)
	awaitSheet(there)
	there.WaitFor(fmt.Sprintf(rowsJS+`.length === %d`, "kort", len(answers))) // its own, and no others
	for nr, said := range answers {
		row := rowOf(there, "kort", nr)
		row.choose("status", said[0])
		row.write("i-dag", said[1])
		row.write("droeftet-med", said[2])
	}
	awaitSaved(there)
	back := takes(there, takeFile)
	there.Close()
	return back
}
