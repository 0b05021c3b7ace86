//go:build browser

package e2e

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/google/go-cmp/cmp"
)

// What a reader can rely on where a table shows the rows of a list: 262 recommendations,
// mapped by colour. [S23] [S24] [S38] [S39]

const (
	kort = "ark/kort/"
	gule = "ark/gule/"
)

// inEveryRowsBrowser opens a sheet of testdata/rows with so many recommendations.
func inEveryRowsBrowser(t *testing.T, rows int, path string, test func(t *testing.T, tab *Tab)) {
	folder := rowsSite(t)
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, folder, "/")
		tab := b.Open(t, home)
		giveRows(tab, rows)
		tab.Navigate(home + path)
		awaitSheet(tab)
		test(t, tab)
	})
}

// choose picks an option of a menu, as the browser's own list does when it closes.
func choose(tab *Tab, selector, value string) {
	tab.t.Helper()
	Eval[any](tab, fmt.Sprintf(`(menu => { menu.focus(); menu.value = %s; menu.dispatchEvent(new Event('change', {bubbles: true})) })(%s)`, quote(value), find(selector)))
}

// shownRows gives the names of the rows that are seen, group by group.
func shownRows(tab *Tab, table string) []string {
	tab.t.Helper()
	return Eval[[]string](tab, fmt.Sprintf(`[...document.querySelectorAll('[data-table=%s] :is(.group-title, .row > legend)')].filter(e => !e.closest('.is-filtered')).map(e => e.textContent.trim().split(' ')[0])`, table))
}

func expectRows(tab *Tab, what, table string, want ...string) {
	tab.t.Helper()
	if diff := cmp.Diff(want, shownRows(tab, table)); diff != "" {
		tab.t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// said gives what is heard of the page last.
func said(tab *Tab) string {
	tab.t.Helper()
	return Eval[string](tab, `document.querySelector('[data-sheet-bar] [role=status]').textContent.trim()`)
}

func expectText(tab *Tab, selector, want string) {
	tab.t.Helper()
	if got := Eval[string](tab, find(selector)+`.textContent.trim()`); got != want {
		tab.t.Errorf("%s reads %q, want %q", selector, got, want)
	}
}

func TestRowsStandUnderHeadingsAndInOrder(t *testing.T) {
	inEveryRowsBrowser(t, 12, kort, func(t *testing.T, tab *Tab) {
		expectRows(tab, "by package, in the order of the packages, and by number", "langt",
			"Alkohol", "T-3", "T-8", "Hygiejne", "T-5", "T-10", "Mad", "T-2", "T-7", "T-12", "Stoffer", "T-4", "T-9", "Tobak", "T-1", "T-6", "T-11")
		choose(tab, "[data-group-by]", "forvaltning")
		expectRows(tab, "by department, in the order of the list", "langt",
			"Sundhed", "T-1", "T-4", "T-7", "T-10", "Ældre", "T-2", "T-5", "T-8", "T-11", "Børn", "T-3", "T-6", "T-9", "T-12")
		if got := said(tab); got != "Grupperet efter Forvaltning." {
			t.Errorf("heard: %q", got)
		}
		if at := Eval[string](tab, `document.activeElement.id`); at != "a-langt-group" {
			t.Errorf("the keyboard is at %q", at)
		}
		choose(tab, "[data-group-by]", "")
		expectRows(tab, "without groups", "langt", "T-1", "T-2", "T-3", "T-4", "T-5", "T-6", "T-7", "T-8", "T-9", "T-10", "T-11", "T-12")
	})
}

func TestAFilterSaysHowManyItShowsAndLetsNoRowGoWhileItIsAnswered(t *testing.T) {
	inEveryRowsBrowser(t, 12, kort, func(t *testing.T, tab *Tab) {
		choose(tab, "[data-group-by]", "")
		expectText(tab, "[data-filter-by=status] option[value=gul]", "Gul (3)")
		choose(tab, "[data-filter-by=status]", "gul")
		expectRows(tab, "the yellow ones", "langt", "T-2", "T-6", "T-10")
		expectText(tab, "[data-shown-count]", "Viser 3 af 12")
		if got := said(tab); got != "Viser 3 af 12." {
			t.Errorf("heard: %q", got)
		}
		expectText(tab, `[data-filter-by=forvaltning] option[value="SUN"]`, "Sundhed (1)")

		tab.Click(`.row[data-address$=r0005] label:has([value=groen])`)
		tab.WaitFor(find("[data-filter-by=status] option[value=gul]") + `.textContent === 'Gul (2)'`)
		expectRows(tab, "a row answered otherwise stands still", "langt", "T-2", "T-6", "T-10")
		choose(tab, "[data-filter-by=forvaltning]", "SUN")
		expectRows(tab, "and leaves when the reader asks anew", "langt", "T-10")

		tab.Click("[data-show-all]")
		expectText(tab, "[data-shown-count]", "I alt 12")
		if !Eval[bool](tab, `document.activeElement.closest('[data-arrange]') !== null`) {
			t.Error("the keyboard went with the button")
		}
		choose(tab, "[data-filter-by=status]", "~")
		expectRows(tab, "those without a colour", "langt", "T-4", "T-8", "T-12")
		tab.Reload()
		awaitSheet(tab)
		expectText(tab, "[data-shown-count]", "I alt 12") // what is shown is not stored
	})
}

func TestARowIsAddedRemovedAndBroughtBackInAView(t *testing.T) {
	inEveryRowsBrowser(t, 3, gule, func(t *testing.T, tab *Tab) {
		expectRows(tab, "one is yellow", "begyndt", "T-2")
		tab.Click("[data-add-row]")
		if got := said(tab); got != "En ny række er klar." {
			t.Errorf("heard: %q", got)
		}
		tab.Press(keysOf("T-9")...)
		tab.Press("Tab")
		tab.Press(keysOf("Ny her")...)
		awaitSaved(tab)
		expectRows(tab, "named by what is typed", "begyndt", "T-2", "T-9")
		row := Eval[string](tab, `[...document.querySelectorAll('[data-table=begyndt] .row')].at(-1).dataset.address`)
		colour := `.row[data-address="` + row + `"] [value=gul]`
		if !Eval[bool](tab, find(colour)+`.checked`) {
			t.Error("it has not got the colour that the view demands")
		}
		tab.Reload()
		awaitSheet(tab)
		expectRows(tab, "it is there again, the highest number first", "begyndt", "T-9", "T-2")
		expectRows(tab, "and in the whole list", "foerste", "T-1", "T-2", "T-3", "T-9")

		tab.Click(`.row[data-address="` + row + `"] [data-remove]`)
		expectRows(tab, "removed", "begyndt", "T-2")
		expectRows(tab, "and from the whole list", "foerste", "T-1", "T-2", "T-3")
		if got := said(tab); got != "T-9 Ny her er fjernet." {
			t.Errorf("heard: %q", got)
		}
		if at := Eval[string](tab, `document.activeElement.textContent`); at != "Hent fjernet række tilbage" {
			t.Errorf("the keyboard is at %q", at)
		}
		tab.Press("Enter")
		tab.WaitFor(`document.querySelectorAll('[data-table=begyndt] .row').length === 2`)
		awaitSaved(tab)
		tab.Reload()
		awaitSheet(tab)
		expectRows(tab, "brought back", "begyndt", "T-9", "T-2")
	})
}

func TestARowThatNoLongerMeetsTheConditionStaysUntilThePageIsOpenedAgain(t *testing.T) {
	inEveryRowsBrowser(t, 7, gule, func(t *testing.T, tab *Tab) {
		expectRows(tab, "the yellow ones", "begyndt", "T-6", "T-2")
		tab.Click(`[data-table=begyndt] .row[data-address$=r0005] label:has([value=groen])`)
		tab.WaitFor(`document.querySelector('.is-out')`)
		expectRows(tab, "it stays where it stands", "begyndt", "T-6", "T-2")
		expectText(tab, ".is-out .row-out", "Ikke længere med i tabellen. Rækken står her, til I åbner siden igen.")
		expectText(tab, `[data-table=foerste] .row[data-address$=r0005] [data-cell="anbefalinger.status"] output`, "Grøn")
		awaitSaved(tab)
		tab.Reload()
		awaitSheet(tab)
		expectRows(tab, "and is gone then", "begyndt", "T-2")
	})
}

func TestTwoRowsOfOneNumberAreShownAndSayIt(t *testing.T) {
	inEveryRowsBrowser(t, 7, gule, func(t *testing.T, tab *Tab) {
		tab.Type(`[data-table=begyndt] .row[data-address$=r0005] input`, "T-2")
		tab.WaitFor(`document.querySelectorAll('[data-table=begyndt] .row-twice').length === 2`)
		expectText(tab, ".row-twice", "T-2 står her 2 gange.")
		tab.Type(`[data-table=begyndt] .row[data-address$=r0005] input`, "T-6")
		tab.WaitFor(`document.querySelectorAll('[data-table=begyndt] .row-twice').length === 0`)
	})
}

func TestOnlyTheFirstAreShownUntilAllAreAskedFor(t *testing.T) {
	inEveryRowsBrowser(t, 12, gule, func(t *testing.T, tab *Tab) {
		expectText(tab, "[data-table=foerste] [data-shown-count]", "Viser 10 af 12")
		tab.Click("[data-table=foerste] [data-show-all]")
		expectText(tab, "[data-table=foerste] [data-shown-count]", "I alt 12")
	})
}

func TestTwoHundredAndSixtyTwoRowsAreThereAndAThousand(t *testing.T) {
	for _, rows := range []int{262, 1000} {
		t.Run(fmt.Sprint(rows), func(t *testing.T) {
			inEveryRowsBrowser(t, rows, kort, func(t *testing.T, tab *Tab) {
				expectText(tab, "[data-shown-count]", fmt.Sprintf("I alt %d", rows))
				last := fmt.Sprintf(`.row[data-address$=r%04d]`, rows-1)
				tab.Click(last + ` label:has([value=roed])`)
				tab.Type(last+` textarea`, "Sidste")
				awaitSaved(tab)
				tab.Reload()
				awaitSheet(tab)
				if got := Eval[string](tab, find(last)+`.querySelector(':checked').value + ' ' + `+find(last)+`.querySelector('textarea').value`); got != "roed Sidste" {
					t.Errorf("the last row reads %q", got)
				}
			})
		})
	}
}

const valg = "ark/valg/"

// optionsOf gives the words that can be chosen in a question of the first row.
func optionsOf(tab *Tab, column string) []string {
	tab.t.Helper()
	question := `[data-table=indsatser] .row [data-field=` + column + `]`
	return Eval[[]string](tab, `[...document.querySelectorAll('`+question+` :is(option, .option)')].map(o => o.text ?? o.textContent.trim())`)
}

func expectOptions(tab *Tab, what, column string, want ...string) {
	tab.t.Helper()
	if diff := cmp.Diff(want, optionsOf(tab, column)); diff != "" {
		tab.t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// Options that are rows, [S17] [S22]: of a choice, of choices, of a text.
func TestRowsOfAListAreOptionsAndFollowIt(t *testing.T) {
	inEveryRowsBrowser(t, 7, valg, func(t *testing.T, tab *Tab) {
		expectOptions(tab, "the departments", "hvor", "–", "Sundhed", "Ældre", "Børn og unge")
		expectOptions(tab, "and an option beside them", "med", "Sundhed", "Ældre", "Børn og unge", "Andre")
		expectOptions(tab, "those that meet the condition", "venter", "–", "Kort betegnelse, som fylder en linje 2", "Kort betegnelse, som fylder en linje 6")
		first := `[data-table=indsatser] .row `
		choose(tab, first+"[data-field=hvor] select", "B%C3%98R")
		choose(tab, first+"[data-field=venter] select", "r0005")
		tab.Click(first + `[data-field=med] label:has([value="B%C3%98R"])`)

		tab.Type(`[data-table=omraader] [data-row="B%C3%98R"] [data-field=navn] input`, "Børn")
		tab.WaitFor(`document.querySelector('` + first + `[data-field=hvor] select').selectedOptions[0].text === 'Børn'`)
		expectOptions(tab, "a name that is corrected", "med", "Sundhed", "Ældre", "Børn", "Andre")
		tab.Click("[data-table=omraader] [data-add-row]")
		tab.Press(keysOf("KUL")...)
		tab.Press("Tab")
		tab.Press(keysOf("Kultur")...)
		tab.WaitFor(`document.querySelectorAll('` + first + `[data-field=hvor] option').length === 5`)
		expectOptions(tab, "a row that is added", "med", "Sundhed", "Ældre", "Børn", "Kultur", "Andre")
		if !Eval[bool](tab, find(first+`[data-field=med] [value="B%C3%98R"]`)+`.checked`) {
			t.Error("the box is not ticked any more")
		}
		awaitSaved(tab)

		// A row that is gone is no option, and its name is still read where it was chosen.
		tab.Click(`[data-table=omraader] [data-row="B%C3%98R"] [data-remove]`)
		expectOptions(tab, "without the one removed", "hvor", "–", "Sundhed", "Ældre", "Kultur", "Børn (ikke på listen)")
		expectText(tab, first+"[data-field=hvor] p", "Svaret »Børn« kan ikke vælges her. Det er stadig gemt, til I svarer igen.")
		awaitSaved(tab)
		tab.Reload()
		awaitSheet(tab)
		expectOptions(tab, "after opening again", "hvor", "–", "Sundhed", "Ældre", "Kultur", "Børn (ikke på listen)")
		expectOptions(tab, "the chosen row that does not meet the condition any more, if it ever did", "venter", "–", "Kort betegnelse, som fylder en linje 2", "Kort betegnelse, som fylder en linje 6")
	})
}

func TestARowOfHundredsIsChosenWhenTheReaderComesToTheMenu(t *testing.T) {
	inEveryRowsBrowser(t, 262, valg, func(t *testing.T, tab *Tab) {
		menu := `[data-table=indsatser] .row [data-field=venter] select`
		if n := Eval[int](tab, find(menu)+`.length`); n != 1 {
			t.Errorf("the menu has %d options before anybody comes", n)
		}
		Eval[any](tab, find(menu)+`.focus()`)
		if n := Eval[int](tab, find(menu)+`.length`); n != 67 {
			t.Errorf("the menu has %d options, want those of 66 rows and none", n)
		}
		choose(tab, menu, "r0005")
		awaitSaved(tab)
		tab.Reload()
		awaitSheet(tab)
		if got := Eval[string](tab, find(menu)+`.selectedOptions[0].text`); got != "Kort betegnelse, som fylder en linje 6" {
			t.Errorf("chosen: %q", got)
		}
		Eval[any](tab, find("[data-table=indsatser] .row [data-field=hvad] input")+`.focus()`)
		if n := Eval[int](tab, `document.querySelectorAll('[data-table=indsatser] .row [data-field=hvad] datalist option').length`); n != 262 {
			t.Errorf("%d suggestions", n)
		}
	})
}

// A row taller than the window is where browsers that leave out what is not in view have
// been seen to go round and round.
func TestARowTallerThanTheWindowIsAnsweredOnAPhone(t *testing.T) {
	folder := rowsSite(t)
	home := Serve(t, folder, "/")
	tab := Chromium.Open(t, home)
	giveRows(tab, 40)
	LookAs(tab, phone)
	tab.do("lower the window", call(asChromium(tab), emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 320, Height: 400, DeviceScaleFactor: 1}))
	tab.Navigate(home + kort)
	awaitSheet(tab)
	for _, i := range []int{0, 7, 20, 39} {
		row := fmt.Sprintf(`.row[data-address$=r%04d]`, i)
		if tall := Eval[int](tab, find(row)+`.getBoundingClientRect().height`); tall <= 400 {
			t.Errorf("the row is %d px, lower than the window", tall)
		}
		tab.Click(row + ` label:has([value=ikke-vurderet])`)
		tab.Type(row+` textarea`, "Svaret")
		tab.WaitFor(find(row+` [value=ikke-vurderet]`) + `.checked`)
	}
	awaitSaved(tab)
}

func TestATableThatIsArrangedIsUsedByKeyboardAloneAndHeard(t *testing.T) {
	inEveryRowsBrowser(t, 12, kort, func(t *testing.T, tab *Tab) {
		Eval[any](tab, find("[data-arrange] summary")+`.focus()`)
		for _, want := range []string{"Pakke", "Forvaltning", "Farve", "Gruppér efter", "Sortér igen"} {
			tab.Press("Tab")
			if at := Eval[string](tab, `(document.activeElement.labels?.[0]?.firstChild ?? document.activeElement).textContent.trim()`); at != want {
				t.Errorf("the keyboard comes to %q, want %q", at, want)
			}
		}
		tab.Press("Enter")
		tab.WaitFor(`document.querySelector('[data-sheet-bar] [role=status]').textContent.trim() === 'Sorteret igen.'`)
		tab.Press("Tab", "Space") // the first colour of the first row
		tab.WaitFor(find(".row[data-address$=r0002] [value=groen]") + `.checked`)
		if at := Eval[string](tab, `document.activeElement.closest('.row')?.querySelector('legend').textContent ?? ''`); at != "T-3 Kort betegnelse, som fylder en linje 3" {
			t.Errorf("after the toolbar the keyboard comes to %q, want the first row", at)
		}
	})
}

func TestAxeFindsNothingInAMappedList(t *testing.T) {
	home := Serve(t, rowsSite(t), "/")
	tab := Chromium.Open(t, home)
	giveRows(tab, 12)
	for _, path := range []string{kort, gule, valg} {
		for _, look := range []Look{light, dark, phone, forcedColors} {
			LookAs(tab, look)
			tab.Navigate(home + path)
			awaitSheet(tab)
			Eval[any](tab, `document.querySelectorAll('details').forEach(d => { d.open = true })`)
			for _, p := range AxeProblems(tab) {
				t.Errorf("%s, %s: %s", path, look.Name, p)
			}
			if wide := Eval[int](tab, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				t.Errorf("%s, %s: %d px wider than the window", path, look.Name, wide)
			}
		}
	}
}

// What is left out of view is printed all the same.
func TestEveryRowOfALongTableIsPrinted(t *testing.T) {
	home := Serve(t, rowsSite(t), "/")
	tab := Chromium.Open(t, home)
	giveRows(tab, 262)
	tab.Navigate(home + kort)
	awaitSheet(tab)
	choose(tab, "[data-filter-by=status]", "gul") // a filter takes nothing off the paper
	on := map[string]bool{}
	for _, m := range regexp.MustCompile(`linje(\d+)`).FindAllStringSubmatch(print(tab).text(), -1) {
		on[m[1]] = true
	}
	for i := range 262 {
		if !on[fmt.Sprint(i+1)] {
			t.Fatalf("row %d is not on paper", i+1)
		}
	}
}

// What is worked out in a row may be set by hand, and then the row asks why. [S18] [E13]
func TestAColumnThatIsWorkedOutIsSetByHandWithAReason(t *testing.T) {
	inEveryRowsBrowser(t, 5, "ark/sorter/", func(t *testing.T, tab *Tab) {
		expectRows(tab, "grouped by what is worked out", "dem", "Lav", "T-3", "Mere", "T-1", "T-2", "T-5", "Ikke", "T-4")
		row := `.row[data-address$=r0002] `
		reason := find(row + `[data-field=fordi]`)
		if !Eval[bool](tab, find(row+`[value=lav]`)+`.checked && `+reason+`.hidden`) {
			t.Error("what is worked out is not shown, or a reason is asked for")
		}
		tab.Click(row + `label:has([value=mere])`)
		tab.WaitFor(`!` + reason + `.hidden`)
		tab.Type(row+`[data-field=fordi] input`, "Det kræver oplæring")
		awaitSaved(tab)
		expectRows(tab, "it stands still", "dem", "Lav", "T-3", "Mere", "T-1", "T-2", "T-5", "Ikke", "T-4")
		tab.Reload()
		awaitSheet(tab)
		expectRows(tab, "and where it belongs when the page is opened again", "dem", "Mere", "T-1", "T-2", "T-3", "T-5", "Ikke", "T-4")
		if !Eval[bool](tab, find(row+`[value=mere]`)+`.checked && !`+reason+`.hidden && `+reason+`.querySelector('input').value === 'Det kræver oplæring'`) {
			t.Error("what was set by hand, or the reason, is not there")
		}
		tab.Click(row + `[data-field=kompleksitet] [data-clear]`)
		tab.WaitFor(find(row+`[value=lav]`) + `.checked && ` + reason + `.hidden`)
	})
}

// The rows of a list are not the sheet's own, and are asked for elsewhere too.
func TestClearingASheetSaysThatTheRowsOfAListStay(t *testing.T) {
	tab := openMapped(t, "ark/sortering/")
	before := answers(tab)
	tab.Click(clearSheet)
	tab.WaitFor(`document.querySelector('dialog[open]')`)
	if words := Eval[string](tab, `document.querySelector('dialog[open]').innerText`); !strings.Contains(words, "Alle svar her står i rækker") || !strings.Contains(words, "bliver stående") {
		t.Errorf("the dialog says %q", words)
	}
	tab.Press("Escape")
	tab.WaitFor(`!document.querySelector('dialog[open]')`)
	tab.Reload()
	expectAnswers(tab, before)
}
