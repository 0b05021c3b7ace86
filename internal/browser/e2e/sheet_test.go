//go:build browser

package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Paths of the sheets under test.
const (
	roles = "ark/roller-og-ansvar/"   // W07: fixed rows
	plan  = "ark/en-side-handleplan/" // W26: fields, open rows
)

// sheets are the sheets under test, with their names in prose, and which of their
// questions a test answers that needs a filled sheet but not each cell of it.
var sheets = []struct {
	name, path string
	some       func(question) bool
}{
	{"roles and responsibilities", roles, func(q question) bool { return q.number()%4 == 0 }},
	{"the one-page plan", plan, all},
}

// A question is one field of the form, learnt from the page.
type question struct {
	Path     string
	Kind     string
	Controls []control
}

type control struct {
	Selector string // what the pointer presses
	Value    string // of a radio or checkbox
	Word     string // what the reader reads beside it
	Menu     bool   // an option of a menu
}

// questionsJS lists the questions that the reader sees. Radios and checkboxes are pressed
// by their label, as people do.
const questionsJS = `[...document.querySelectorAll('form.sheet [data-path]')].filter(f => f.getClientRects().length > 0 && !f.closest('[data-print-view]')).map(f => ({
	path: f.dataset.path,
	kind: f.dataset.kind,
	controls: [...f.querySelectorAll('input, textarea, select')].flatMap(c => {
		const own = '[name=' + JSON.stringify(c.name) + ']'
		if (c.matches('select')) return [...c.options].filter(o => o.value).map(o => ({selector: own, value: o.value, word: o.text, menu: true}))
		const box = c.type === 'radio' || c.type === 'checkbox'
		return [{
			selector: box ? 'label:has(> ' + own + '[value=' + JSON.stringify(c.value) + '])' : own,
			value: box ? c.value : '',
			word: box ? (c.closest('label').querySelector('span') ?? c.closest('label')).innerText.trim() : '',
		}]
	}),
})).filter(q => q.controls.length > 0)`

func questions(tab *Tab) []question {
	tab.t.Helper()
	all := Eval[[]question](tab, questionsJS)
	if len(all) == 0 {
		tab.t.Fatalf("no questions on %s", tab.seen())
	}
	return all
}

// answersJS reads what stands in the form: path to value, choices joined by a space.
const answersJS = `Object.fromEntries([...document.querySelectorAll('form.sheet [data-path]')].filter(f => !f.closest('[data-print-view]')).map(f => [f.dataset.path,
	f.querySelector('[type=radio], [type=checkbox]') ? [...f.querySelectorAll(':checked')].map(c => c.value).join(' ') : f.querySelector('input, textarea, select').value]))`

// answers gives what stands in the form.
func answers(tab *Tab) map[string]string {
	tab.t.Helper()
	return Eval[map[string]string](tab, answersJS)
}

// expectAnswers waits until the form holds the answers: a sheet paints them after it has
// loaded, or when another tab has written.
func expectAnswers(tab *Tab, want map[string]string) {
	tab.t.Helper()
	awaitSheet(tab)
	b, err := json.Marshal(want)
	tab.do("write the answers expected", err)
	if Eval[bool](tab, fmt.Sprintf(`new Promise(answer => {
		const want = %s, end = performance.now() + %d
		const look = () => {
			const got = %s
			if (Object.keys(want).every(path => got[path] === want[path])) answer(true)
			else if (performance.now() > end) answer(false)
			else setTimeout(look, 10)
		}
		look()
	})`, b, (patience/4).Milliseconds(), answersJS)) {
		return
	}
	got := answers(tab)
	maps.DeleteFunc(got, func(path, answer string) bool { _, ok := want[path]; return !ok })
	tab.t.Fatalf("the form does not hold the answers (-want +got):\n%s", cmp.Diff(want, got))
}

// number makes a number of a question that stays the same from page to page.
func (q question) number() int {
	n := 0
	for _, r := range q.Path {
		n = (n*31 + int(r)) % 9973
	}
	return n
}

// answerTo works out an answer for a question: unlike for every path and round, in Danish
// letters.
func answerTo(q question, round int) string {
	n := q.number() + 7*round
	switch q.Kind {
	case "text":
		return fmt.Sprintf("Ærø %d", n)
	case "longtext":
		return fmt.Sprintf("Først %d\nså Å", n)
	case "number":
		return fmt.Sprint(n%90 + 10)
	case "date":
		return fmt.Sprintf("2027-%02d-%02d", n%12+1, n%28+1)
	case "month":
		return fmt.Sprintf("2027-%02d", n%12+1)
	case "time":
		return fmt.Sprintf("%02d:%02d", 13+n%10, n%60)
	}
	return q.Controls[n%len(q.Controls)].Value
}

// give answers a question by pointer and keys and says what then stands in the form.
func give(tab *Tab, q question, answer string) {
	tab.t.Helper()
	switch q.Kind {
	case "choice", "choices", "scale":
		for _, c := range q.Controls {
			if c.Menu {
				if c.Value == answer {
					choose(tab, c.Selector, answer)
				}
				continue
			}
			if on := Eval[bool](tab, find(c.Selector)+`.control.checked`); on != (c.Value == answer) && (q.Kind == "choices" || !on) {
				tab.Click(c.Selector)
			}
		}
	case "date", "month", "time":
		giveDate(tab, q, answer)
	default:
		tab.Type(q.Controls[0].Selector, answer)
	}
}

// giveDate types a date, month or time part by part, or whole where the browser has no
// better control for it than a text field.
func giveDate(tab *Tab, q question, answer string) {
	tab.t.Helper()
	selector := q.Controls[0].Selector
	control := find(selector)
	if Eval[string](tab, control+`.type`) == "text" {
		tab.Type(selector, answer)
		return
	}
	tab.Click(selector)
	// The pointer picked the part in the middle; focus goes to the first.
	Eval[any](tab, control+`.blur(), `+control+`.focus()`)
	tab.Press(dateKeys(tab, q.Kind, answer)...)
}

// dateKeys gives the keys that type a date, in the order and words of the browser's
// language.
func dateKeys(tab *Tab, kind, answer string) []string {
	tab.t.Helper()
	next := []string{} // Chromium and Firefox go on to the next part by themselves
	if tab.browser == WebKit {
		next = []string{"ArrowRight"}
	}
	switch kind {
	case "time":
		if tab.browser == WebKit {
			return slices.Concat(keysOf(answer[:2]), next, keysOf(answer[3:]))
		}
		hour := int(answer[0]-'0')*10 + int(answer[1]-'0')
		return keysOf(fmt.Sprintf("%02d%sPM", hour-12, answer[3:]))
	case "month":
		want := int(answer[5]-'0')*10 + int(answer[6]-'0')
		month := keysOf(time.Month(want).String())
		if tab.browser == WebKit { // it adds letters to those of the last second, so arrows
			had := Eval[int](tab, `+document.activeElement.value.slice(5)`)
			month = slices.Repeat([]string{"ArrowUp"}, (want-had+12)%12)
			if had == 0 {
				month = slices.Repeat([]string{"ArrowUp"}, want)
			}
		}
		return slices.Concat(month, []string{"ArrowRight"}, keysOf(answer[:4]))
	}
	return slices.Concat(keysOf(answer[5:7]), next, keysOf(answer[8:]), next, keysOf(answer[:4]))
}

// fill answers every question that pick wants and gives the answers.
func fill(tab *Tab, round int, pick func(question) bool) map[string]string {
	tab.t.Helper()
	given := map[string]string{}
	for _, q := range questions(tab) {
		if pick(q) {
			given[q.Path] = answerTo(q, round)
			give(tab, q, given[q.Path])
		}
	}
	return given
}

func all(question) bool { return true }

// firstOf finds the first question of a kind.
func firstOf(tab *Tab, kind string) question {
	tab.t.Helper()
	for _, q := range questions(tab) {
		if q.Kind == kind {
			return q
		}
	}
	tab.t.Fatalf("no question of kind %s on %s", kind, tab.seen())
	return question{}
}

// addRows gives every open table two rows.
func addRows(tab *Tab) {
	tab.t.Helper()
	tables := Eval[[]string](tab, `[...document.querySelectorAll('[data-add-row]')].filter(b => b.getClientRects().length > 0).map(b => b.closest('[data-table]').dataset.table)`)
	for _, table := range tables {
		rows := fmt.Sprintf(`document.querySelectorAll('[data-table=%s] fieldset.row:not([data-blank])').length`, quote(table))
		for range 2 {
			before := Eval[int](tab, rows)
			tab.Click(fmt.Sprintf(`[data-table=%s] [data-add-row]`, quote(table)))
			// More than one, when those of another tab come in meanwhile.
			tab.WaitFor(fmt.Sprintf("%s > %d", rows, before))
		}
	}
}

// openSheet opens a sheet and waits until its script is ready.
func openSheet(t testing.TB, b *Browser, url string) *Tab {
	t.Helper()
	tab := b.Open(t, url)
	awaitSheet(tab)
	return tab
}

func awaitSheet(tab *Tab) {
	tab.t.Helper()
	tab.WaitFor(`document.readyState === 'complete' && document.fonts.status === 'loaded' && document.querySelector('[data-sheet-bar]')?.getClientRects().length > 0`)
}

// awaitSaved waits for what the reader waits for.
func awaitSaved(tab *Tab) {
	tab.t.Helper()
	tab.WaitFor(`/\bGemt\b/.test(document.querySelector('[data-sheet-bar]').innerText)`)
}
