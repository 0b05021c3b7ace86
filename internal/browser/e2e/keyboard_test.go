//go:build browser

package e2e

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// focusJS says where the keyboard is.
const focusJS = `(() => {
	const e = document.activeElement, field = e.closest('[data-path]')
	return {
		Path: field?.dataset.path ?? '',
		Kind: field?.dataset.kind ?? '',
		Cell: field?.dataset.cell ? field.closest('[data-row]').dataset.address + ' ' + field.dataset.cell
			: (field?.dataset.path ?? '').replace(/^(.+)\/(.+)\.(.+)$/, (_, table, row, column) => {
				const sheet = field.closest('form').dataset.sheet + '.' + table
				return sheet + '/' + row + ' ' + sheet + '.' + column
			}),
		Control: e.matches('input, textarea, select'),
		Box: e.matches('[type=radio], [type=checkbox]'),
		AddRow: e.matches('[data-add-row]'),
		Value: e.value ?? '',
		Text: e.type === 'text',
		End: e === document.body || e === window.keyboardBegan,
		Name: e.outerHTML.slice(0, 120),
		// A part of a date that is no input of the page has the browser's own ring.
		Shown: !e.matches(':focus') || getComputedStyle(e).outlineStyle !== 'none' || getComputedStyle(e).boxShadow !== 'none'
			|| !!e.closest('label') && (getComputedStyle(e.closest('label')).outlineStyle !== 'none' || getComputedStyle(e.closest('label')).boxShadow !== 'none'),
	}
})()`

type focus struct {
	Path, Kind, Cell, Value, Name          string
	Control, Box, AddRow, End, Shown, Text bool
}

// TestThePlanCanBeFilledByKeyboardAlone walks through the page with Tab, from its top to
// its end, and answers what it meets with letters, arrows and the space bar.
func TestThePlanCanBeFilledByKeyboardAlone(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		fillByKeyboard(t, openSheet(t, b, Serve(t, builtSite(t), "/")+plan))
	})
}

// mappedJS makes two recommendations that each sheet of the main road has something to ask of.
const mappedJS = `Object.entries({
	'T-1': {nr: 'T-1', navn: 'Røgfri skoletid', status: 'roed', kompleksitet: 'mere', indstilling: 'nu'},
	'T-2': {nr: 'T-2', navn: 'Frugt hver dag', status: 'gul', kompleksitet: 'lav', 'siger-ja': 'nej', indstilling: 'naeste'},
}).forEach(([row, cells], i) => Object.entries({_pos: i + 1, ...cells}).forEach(([column, value]) =>
	localStorage.setItem('redskab1/sundhed/f1/anbefalinger/' + row + '.' + column, JSON.stringify([value, 1]))))`

// openMapped opens a sheet in Chromium when those have been made. The site is the test's own:
// what one sheet is told, the next would have fetched.
func openMapped(t *testing.T, path string) *Tab {
	t.Helper()
	home := Serve(t, builtSite(t), "/")
	tab := Chromium.Open(t, home)
	Eval[any](tab, mappedJS)
	tab.Navigate(home + path)
	awaitSheet(tab)
	return tab
}

// CI walks through the sheets of the issue that made them; make prove through every sheet.
func TestSheetsCanBeFilledByKeyboardAlone(t *testing.T) {
	for name, path := range sheetPaths(t) {
		t.Run(name, func(t *testing.T) {
			fillByKeyboard(t, openMapped(t, path))
		})
	}
}

// fillByKeyboard goes from the top of the page to its end with Tab and answers what it meets.
// One loop, since what a key does decides what the next one is for.
func fillByKeyboard(t *testing.T, tab *Tab) {
	t.Helper()
	Eval[any](tab, `document.body.focus()`)
	want := map[string]string{}
	// Two views of one cell are two places to answer it; the first answer is left alone.
	came, first := map[string]bool{}, map[string]string{}
	answer := func(f focus) {
		came[f.Path] = true
		if f.Cell != "" {
			if path, ok := first[f.Cell]; ok && path != f.Path {
				return
			}
			first[f.Cell] = f.Path
		}
		answerByKey(tab, f, want)
	}
	added, hidden := 0, map[string]bool{}
	for steps := 0; ; steps++ {
		if steps > 3_000 {
			t.Fatal("Tab never comes to the end of the page")
		}
		tab.Press("Tab")
		f := Eval[focus](tab, focusJS)
		if f.End {
			break // the browser's own controls, or the top again
		}
		if steps == 0 {
			Eval[any](tab, `void (window.keyboardBegan = document.activeElement)`)
		}
		if !f.Shown && !hidden[f.Name] {
			hidden[f.Name] = true
			t.Errorf("nothing shows that the keyboard is at %s", f.Name)
		}
		switch {
		case f.AddRow && added < 2:
			added++
			tab.Press("Space")
			// The keyboard goes to the new row, or back through it.
			if at := Eval[focus](tab, focusJS); at.Path == "" {
				for range 40 {
					tab.Press("Shift+Tab")
					if at = Eval[focus](tab, focusJS); at.Path == "" || want[at.Path] != "" {
						break
					}
				}
			} else {
				answer(at)
			}
		case f.Path != "" && f.Control:
			answer(f)
		}
	}
	if len(want) == 0 {
		t.Fatal("the keyboard came to no question")
	}
	for _, q := range questions(tab) {
		if !came[q.Path] {
			t.Errorf("the keyboard never came to %s", q.Path)
		}
	}
	awaitSaved(tab)
	got := answers(tab)
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if diff := cmp.Diff(want[path], got[path]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// answerByKey answers the question that the keyboard is at and notes the answer.
func answerByKey(tab *Tab, f focus, want map[string]string) {
	tab.t.Helper()
	if _, ok := want[f.Path]; ok {
		return // the other boxes or parts of the same question
	}
	switch f.Kind {
	case "choice", "scale":
		if !f.Box { // a menu
			tab.Press("ArrowDown")
			want[f.Path] = Eval[focus](tab, focusJS).Value
			return
		}
		tab.Press("Space", "ArrowDown")
		want[f.Path] = Eval[focus](tab, focusJS).Value
	case "choices":
		tab.Press("Space")
		want[f.Path] = f.Value
	case "text", "longtext":
		want[f.Path] = fmt.Sprintf("med tasterne %d", len(want))
		tab.Press(append([]string{"Control+a"}, keysOf(want[f.Path])...)...)
	case "number":
		want[f.Path] = "12"
		tab.Press("Control+a", "1", "2")
	default:
		want[f.Path] = answerTo(question{Path: f.Path, Kind: f.Kind}, 1)
		keys := keysOf(want[f.Path])
		if !f.Text {
			keys = dateKeys(tab, f.Kind, want[f.Path])
		}
		tab.Press(keys...)
		if got := answers(tab)[f.Path]; got != want[f.Path] {
			tab.t.Errorf("typing the %s %s gave %q", f.Kind, want[f.Path], got)
		}
	}
}
