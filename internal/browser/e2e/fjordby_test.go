//go:build browser

package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// Fjordby, the filled forløb that comes with the toolbox: one press, and every sheet has
// something to show. [S64] holds the file against the sheets; here readers open it.

const (
	fjordbyPage = "eksempler/fjordby/"
	fjordbyName = "Fjordby (eksempel)"
)

// openFjordby presses the button, and waits until Mine forløb has it.
func openFjordby(tab *Tab) {
	tab.t.Helper()
	tab.Click("text=Åbn Fjordby som forløb")
	tab.WaitFor(fjordbyIsOpen)
}

const fjordbyIsOpen = `document.querySelector('.cases-said')?.textContent.includes('er åbnet, og arkene viser det nu')`

// [L58] [L59]
func TestFjordbyOpensWithOnePress(t *testing.T) {
	// What differs between engines is making a forløb, which the tests of Mine forløb try in each.
	if os.Getenv("PROVE") != "" {
		inEveryBrowser(t, pressFjordby)
		return
	}
	pressFjordby(t, Chromium)
}

func pressFjordby(t *testing.T, b *Browser) {
	home := Serve(t, builtSite(t), "/")
	tab := b.Open(t, home+fjordbyPage)
	if b == Firefox {
		// A page that Firefox keeps for going back never answers what it was asked before: this
		// one stays where it is, and the test goes on.
		Eval[any](tab, `void (document.querySelector('[data-module=example]').dataset.cases = '')`)
		tab.Click("text=Åbn Fjordby som forløb")
		tab.WaitFor(`location.hash.startsWith('#aabnet-')`)
		tab.Navigate(home + cases + Eval[string](tab, `location.hash`))
		tab.WaitFor(fjordbyIsOpen)
	} else {
		openFjordby(tab)
	}
	if names := caseNames(tab); !slices.Equal(names, []string{fjordbyName}) {
		t.Errorf("the forløb are %q", names)
	}
	if states := Eval[[]string](tab, `[...document.querySelectorAll('.case-mark')].map(e => e.dataset.state)`); len(states) != 9 || slices.Contains(states, "untouched") {
		t.Errorf("the nine steps are %q", states)
	}
	// Again: it is there, and no second one is made.
	tab.Navigate(home + fjordbyPage)
	tab.Click("text=Åbn Fjordby som forløb")
	tab.WaitFor(`document.querySelector('[data-said]')?.textContent.includes('er her i forvejen')`)
	tab.Navigate(home + cases)
	awaitCases(tab)
	awaitCaseNames(tab, fjordbyName)
	// Thrown away, and brought back.
	onCase(tab, fjordbyName, "Slet")
	awaitCaseNames(tab)
	tab.Click("text=Fortryd")
	awaitCaseNames(tab, fjordbyName)
}

// [L58] [L23]
func TestFjordbyOpensFromDisk(t *testing.T) {
	folder := offlineSite(t)
	// A profile of its own: all that is opened from disk has one store.
	tab := ownChromium(t, t.TempDir()).Open(t, "file://"+filepath.Join(folder, "eksempler", "fjordby", "index.html"))
	openFjordby(tab)
	tab.Navigate("file://" + filepath.Join(folder, "ark", "profil", "index.html"))
	awaitSheet(tab)
	tab.WaitFor(`document.querySelector('[data-path=kommune] input').value.startsWith('Fjordby')`)
	for _, line := range Console(tab) {
		t.Error(line)
	}
}

// filledJS says whether each figure on the page has a line in its table that says something,
// and none shows what only stands for answers.
const filledJS = `[...document.querySelectorAll('figure[data-figure]')].every(figure => {
	const cells = [...figure.querySelectorAll('tbody tr')].flatMap(row => [...row.cells].slice(1)).map(cell => cell.textContent.trim());
	const unknown = figure.querySelector('g.unknown');
	return cells.some(text => text !== '' && text !== '–' && text !== '0') && !(unknown && unknown.getClientRects().length > 0);
})`

// TestEverySheetOfFjordbyHasSomethingToShow opens a sheet for each kind of figure; with PROVE
// all sheets, and lets axe judge each. [S17]
func TestEverySheetOfFjordbyHasSomethingToShow(t *testing.T) {
	folder := builtSite(t)
	home := Serve(t, folder, "/")
	tab := Chromium.Open(t, home+fjordbyPage)
	openFjordby(tab)
	pages, err := filepath.Glob(filepath.Join(folder, "ark", "*", "index.html"))
	if err != nil || len(pages) < 56 {
		t.Fatalf("%d sheets: %v", len(pages), err)
	}
	figure, kinds := regexp.MustCompile(`data-part-figure-[a-z]+`), map[string]int{}
	for _, page := range pages {
		html, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		name, isNew := filepath.Base(filepath.Dir(page)), false
		for _, kind := range figure.FindAllString(string(html), -1) {
			isNew = isNew || kinds[kind] == 0
			kinds[kind]++
		}
		if !isNew && os.Getenv("PROVE") == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			tab := Chromium.Open(t, home+"ark/"+name+"/")
			awaitSheet(tab)
			tab.WaitFor(`document.querySelector('.sheet-case')?.textContent.includes('Fjordby')`)
			if len(answers(tab)) == 0 {
				t.Error("it shows no answer")
			}
			tab.WaitFor(filledJS)
			for _, line := range Console(tab) {
				t.Error(line)
			}
			if os.Getenv("PROVE") == "" {
				return
			}
			for _, problem := range AxeProblems(tab) {
				t.Errorf("axe: %s", problem)
			}
		})
	}
	// What the pages tell of it, as the sheets work it out.
	for _, c := range []struct{ sheet, holds string }{
		{"sortering", `document.querySelectorAll('[data-table=klar] [data-row]').length === 5`},
		{"prioritering", `document.querySelector('[data-table=rang] [data-row=FYS-05]')?.textContent.includes('2,4') && document.querySelector('[data-table=rang] [data-row=TOB-02]')?.textContent.includes('2,2')`},
		{"opfoelgningslog", `document.querySelectorAll('[data-table=tilbage] [data-row]').length === 1`},
	} {
		tab.Navigate(home + "ark/" + c.sheet + "/")
		awaitSheet(tab)
		tab.WaitFor(c.holds)
	}
	if len(kinds) < 10 {
		t.Errorf("only %d kinds of figures were looked at", len(kinds))
	}
	for _, line := range Console(tab) {
		t.Error(line)
	}
}
