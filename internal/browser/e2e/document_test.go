//go:build browser

package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// A whole forløb on paper.

// An answered is one answer of a forløb that answers everything, and how it reads on paper.
type answered struct {
	Path     string
	Words    []string
	Unique   bool // no other answer reads so
	Personal bool
}

// answerAllJS answers every question of the sheets of some steps (” is before the board; none
// named is all), by the catalogue, in the forløb f1: two
// rows where readers make them, one copy where a sheet has many. It gives what it answered.
const answerAllJS = `(steps => new Promise(done => {
	const script = document.createElement('script')
	script.src = document.querySelector('[data-part-catalogue]').dataset.partCatalogue
	script.onload = () => {
		const {sheets, lists, sets, program} = script.offered
		const months = 'januar februar marts april maj juni juli august september oktober november december'.split(' ')
		const all = []
		let n = 1000
		const keep = (path, value) => localStorage.setItem('redskab1/sundhed/f1/' + path, JSON.stringify([value, 1]))
		const put = (path, asked, cell, personal) => {
			if (asked.given || (asked.derived && !asked.override)) return
			n++
			const [month, day] = [n % 12, n % 28 + 1]
			const two = number => String(number).padStart(2, '0')
			const options = (sets[asked.set] ?? []).filter(word => !word.retired)
			const rows = program.cells[cell]?.to
			let value, words
			switch (asked.kind) {
				case 'text': [value, words] = ['svar' + n, ['svar' + n]]; break
				case 'longtext': [value, words] = ['langt' + n + '\nlinje' + n, ['langt' + n, 'linje' + n]]; break
				case 'number': [value, words] = [n + 0.25, [n + ',25']]; break
				case 'date': [value, words] = ['2026-' + two(month + 1) + '-' + two(day), [day + '. ' + months[month] + ' 2026']]; break
				case 'month': [value, words] = ['2026-' + two(month + 1), [months[month] + ' 2026']]; break
				case 'time': [value, words] = ['14:' + two(n % 60), ['14.' + two(n % 60)]]; break
				default:
					if (options.length > 0) {
						const chosen = asked.kind === 'choices' ? options.slice(0, 2) : [options[n % options.length]]
						;[value, words] = [asked.kind === 'choices' ? chosen.map(o => o.id) : chosen[0].id, chosen.map(o => o.label)]
					} else if (rows && /^[a-z-]+\/$/.test(rows)) [value, words] = [asked.kind === 'choices' ? ['r1'] : 'r1', []]
					else return
			}
			keep(path, value)
			all.push({path, words, unique: /text|number/.test(asked.kind), personal: !!personal})
		}
		for (const list of lists) for (const row of ['r1', 'r2']) {
			keep(list.id + '/' + row + '._pos', row === 'r1' ? 1000 : 2000)
			for (const asked of list.columns) put(list.id + '/' + row + '.' + asked.id, asked, list.id + '.' + asked.id, list.personal || asked.personal)
		}
		for (const sheet of sheets) {
			if (steps.length > 0 && !steps.includes(sheet.step ?? '')) continue
			const head = sheet.id + (sheet.repeat ? '#k1' : '') + '.'
			if (sheet.repeat && !sheet.repeat.of) keep(sheet.id + '#k1._name', 'kopien-' + sheet.id)
			for (const part of sheet.parts) {
				if (part.is === 'question') put(head + part.id, part, sheet.id + '.' + part.id, sheet.personal || part.personal)
				if (part.is !== 'table') continue
				for (const row of [...(part.rows ?? []).map(row => row.id), ...(part.open || part.add && !part.of ? ['r1', 'r2'] : [])]) {
					if (/^r[12]$/.test(row)) keep(head + part.id + '/' + row + '._pos', row === 'r1' ? 1000 : 2000)
					for (const asked of part.columns) put(head + part.id + '/' + row + '.' + asked.id, asked, sheet.id + '.' + part.id + '.' + asked.id, sheet.personal || part.personal || asked.personal)
				}
			}
		}
		script.remove()
		done(all)
	}
	document.head.append(script)
}))`

// openFull opens Mine forløb with a forløb in which everything is answered.
func openFull(t *testing.T, b *Browser, home string, steps ...string) (*Tab, []answered) {
	t.Helper()
	tab := openCases(t, b, home)
	all := Eval[[]answered](tab, fmt.Sprintf(`%s(%s)`, answerAllJS, list(steps)))
	Eval[any](tab, `void Object.entries({'forløb.navn': 'Fjordby 2026', 'forløb.brugt': 1}).forEach(([path, value]) => localStorage.setItem('redskab1/sundhed/f1/' + path, JSON.stringify([value, 1])))`)
	tab.Reload()
	awaitCases(tab)
	awaitCaseNames(tab, "Fjordby 2026")
	if len(all) < 50 || len(steps) == 0 && len(all) < 1000 {
		t.Fatalf("only %d questions were answered", len(all))
	}
	return tab, all
}

func list(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = quote(text)
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

// openDocument shows what goes on paper.
func openDocument(tab *Tab) {
	tab.t.Helper()
	onCase(tab, "Fjordby 2026", "Udskriv")
	tab.WaitFor(`document.querySelector('.document-sheet') && document.activeElement.id === 'udskriv-forloeb'`)
}

// expectOnPaper says which answers are missing, and which are there and should not be.
func expectOnPaper(t *testing.T, paper printed, all []answered, wanted func(answered) bool) {
	t.Helper()
	for _, one := range all {
		for _, words := range one.Words {
			on := strings.Contains(paper.text(), run(words))
			if !on && wanted(one) {
				t.Errorf("%s: %q is not on paper", one.Path, words)
			}
			if on && one.Unique && !wanted(one) {
				t.Errorf("%s: %q is on paper", one.Path, words)
			}
		}
	}
}

// [S51] [S52]
func TestAForloebPrintsEveryAnswerAndThePersonalOnesWhenTicked(t *testing.T) {
	for _, b := range []*Browser{Chromium, Firefox} { // WebKitGTK's driver cannot print
		t.Run(b.Name, func(t *testing.T) {
			var steps []string
			if b == Firefox && os.Getenv("PROVE") == "" {
				steps = []string{"mandat"}
			}
			tab, all := openFull(t, b, Serve(t, builtSite(t), "/"), steps...)
			openDocument(tab)
			paper := print(tab)
			t.Logf("%d answers on %d pages", len(all), len(paper))
			expectOnPaper(t, paper, all, func(one answered) bool { return !one.Personal })
			if b == Firefox {
				return // which sheets are taken along is the same everywhere
			}
			tab.Click("text=Styregruppe (personligt)")
			tab.Click("text=Temamøde")
			tab.WaitFor(`[...document.querySelectorAll('.document-sheet h2')].some(h => h.textContent === 'Styregruppe')`)
			expectOnPaper(t, print(tab), all, func(one answered) bool {
				return !one.Personal && !strings.HasPrefix(one.Path, "temamoede#") || strings.HasPrefix(one.Path, "styregruppe.")
			})
		})
	}
}

func TestADocumentIsReadByKeyboardAndByEveryone(t *testing.T) {
	tab, _ := openFull(t, Chromium, Serve(t, builtSite(t), "/"), "", "kapacitet", "prioritering")
	openDocument(tab)
	tab.WaitFor(`document.querySelectorAll('.document .chart .layer > *').length > 0`)
	if problems := AxeProblems(tab); len(problems) > 0 {
		t.Errorf("axe: %q", problems)
	}
	if Eval[bool](tab, `document.querySelector('.document').querySelector('input, select, textarea, button') !== null`) {
		t.Error("there is a control in the document")
	}
	tab.Press("Escape")
	tab.WaitFor(`!document.querySelector('.document') && document.activeElement.textContent.startsWith('Udskriv')`)
	tab.Press("Enter")
	tab.WaitFor(`document.querySelector('.document-sheet') && document.activeElement.id === 'udskriv-forloeb'`)
	tab.Click("text=Tilbage")
	awaitCaseNames(tab, "Fjordby 2026")
}
