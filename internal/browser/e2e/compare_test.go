//go:build browser

package e2e

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What a group can rely on when they lay their answers beside each other: everybody is
// counted, the biggest spread stands first, nothing is stored, and what they write together
// is a forløb of its own that says what it was made of.

const compare = "mine-forloeb/sammenlign/"

// A respondent's file of answers.
type respondent struct {
	File, Name, ID, Saved, Site string
	Editions                    map[string]int
	Cells                       map[string]any
}

func (r respondent) text(t testing.TB) string {
	t.Helper()
	cells := map[string]any{}
	for path, value := range r.Cells {
		cells[path] = []any{value, 1}
	}
	file := map[string]any{"format": "redskab-answers", "version": 1, "site": orElse(r.Site, "sundhed"), "saved": orElse(r.Saved, "2026-11-20T10:00:00Z"), "forloeb": []any{map[string]any{"id": orElse(r.ID, strings.ToLower(r.File)), "name": r.Name, "cells": cells}}}
	if r.Editions != nil {
		file["editions"] = r.Editions
	}
	b, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// openCompare opens the page and waits until it takes files.
func openCompare(t testing.TB, b *Browser, url string) *Tab {
	t.Helper()
	tab := b.Open(t, url)
	tab.WaitFor(`document.readyState === 'complete' && document.fonts.status === 'loaded' && document.querySelector('.compare')?.getClientRects().length > 0`)
	return tab
}

// giveFiles hands the page files, name and text in turn, as its picker does.
func giveFiles(tab *Tab, files ...string) {
	tab.t.Helper()
	b, err := json.Marshal(files)
	tab.do("write the files", err)
	Eval[any](tab, `(files => {
		const given = new DataTransfer(), input = document.querySelector('.compare input[type=file]')
		for (let i = 0; i < files.length; i += 2) given.items.add(new File([files[i + 1]], files[i], {type: 'application/json'}))
		input.files = given.files
		input.dispatchEvent(new Event('change', {bubbles: true}))
	})(`+string(b)+`)`)
}

func giveRespondents(tab *Tab, all ...respondent) {
	tab.t.Helper()
	var files []string
	for _, r := range all {
		files = append(files, r.File+".redskab.json", r.text(tab.t))
	}
	giveFiles(tab, files...)
}

// awaitCompared waits until so many responses are beside each other.
func awaitCompared(tab *Tab, responses int) {
	tab.t.Helper()
	words := fmt.Sprintf("%d besvarelser og", responses)
	if responses == 1 {
		words = "1 besvarelse og"
	}
	tab.WaitFor(`!document.querySelector('.compare-results').hidden && document.querySelector('.compare-facts').textContent.startsWith(` + quote(words) + `)`)
}

// comparedItems gives the headings of what is shown, in their order.
func comparedItems(tab *Tab) []string {
	tab.t.Helper()
	return Eval[[]string](tab, `[...document.querySelectorAll('.compare-item h3')].map(e => e.textContent)`)
}

// comparedText gives all that is said of one item.
func comparedText(tab *Tab, heading string) string {
	tab.t.Helper()
	return Eval[string](tab, fmt.Sprintf(`[...document.querySelectorAll('.compare-item')].find(e => e.querySelector('h3').textContent === %s)?.innerText ?? ''`, quote(heading)))
}

func expectIn(t testing.TB, what, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not say %q: %s", what, want, shorten(text))
		}
	}
}

const (
	joined     = "Lederne står samlet, både vores egne og de andre områders."
	daily      = "Den nærmeste leder hjælper til daglig."
	understood = "Målene er til at forstå."
)

// The three of Fjordby, as the sheet's own example has them.
func fjordby() []respondent {
	who := func(file, function string, opbakning, naermeste, maal any, more map[string]any) respondent {
		cells := map[string]any{
			"kapacitetsvurdering#k1._name": "Vurdering 1", "kapacitetsvurdering#k1.svarer-som": function, "kapacitetsvurdering#k1.omfang": "politik",
			"kapacitetsvurdering#k1.ledelse-udsagn/opbakning.score": opbakning, "kapacitetsvurdering#k1.ledelse-udsagn/naermeste.score": naermeste, "kapacitetsvurdering#k1.ledelse-udsagn/klare-maal.score": maal,
		}
		for path, value := range more {
			cells["kapacitetsvurdering#k1."+path] = value
		}
		return respondent{File: file, Name: "Mit forløb", Cells: cells}
	}
	return []respondent{
		who("centerchef", "Centerchef", "5", "4", "5", map[string]any{"ledelse-udsagn/opbakning.eksempel": "Direktionen har sagt ja"}),
		who("teamleder-nord", "Teamleder nord", "2", "4", "2", map[string]any{"ledelse-udsagn/opbakning.eksempel": "<img src=x onerror=alert(1)> Vi har aldrig hørt om det"}),
		who("teamleder-syd", "Teamleder syd", "2", "4", "ved-ikke", map[string]any{"ledelse-udsagn/klare-maal.eksempel": "Hvilke mål?"}),
	}
}

func TestAnswersAreLaidBesideEachOtherAndNothingIsStored(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		tab := openCompare(t, b, Serve(t, builtSite(t), "/")+compare+"?ark=kapacitetsvurdering")
		all := fjordby()
		files := []string{"andet.redskab.json", respondent{File: "x", Site: "nabo", Cells: map[string]any{"a.b": "c"}}.text(t), "regneark.json", "ikke json"}
		for _, r := range all {
			files = append(files, r.File+".redskab.json", r.text(t))
		}
		giveFiles(tab, files...)
		awaitCompared(tab, 3)

		// [L15] [L45] What cannot be read is said, one sentence each, and the others are there.
		refused := Eval[string](tab, `document.querySelector('.compare-refused').innerText`)
		expectIn(t, "what was refused", refused, "andet.redskab.json Filen kommer fra et andet websted", "regneark.json Filen kan ikke læses")

		// [L46] The biggest spread first, with its range, median and what stands apart.
		items := comparedItems(tab)
		if len(items) < 5 || items[0] != joined && items[0] != understood {
			t.Errorf("in order of spread: %q", items)
		}
		expectIn(t, "the statement that parts them", comparedText(tab, joined), "Fra 2 til 5, median 2.", "3 trin imellem", "centerchef · 5 (Helt)", "Direktionen har sagt ja", "teamleder-nord · 2", "<img src=x onerror=alert(1)> Vi har aldrig hørt om det")
		expectIn(t, "the one where somebody does not know", comparedText(tab, understood), "Fra 2 til 5", "1 svarer »Ved ikke«.")
		expectIn(t, "the one they agree on", comparedText(tab, daily), "Alle 3 svarer 4.")
		expectIn(t, "the value of each", comparedText(tab, "Ledelse"), "Fra 2,7 til 4,7")
		expectIn(t, "the choice", comparedText(tab, "Hvad vurderer du?"), "Hele sundhedspolitikken", "3 af 3", "Alle 3 svarer »Hele sundhedspolitikken«.")
		if n := Eval[int](tab, `document.querySelectorAll('.compare img').length`); n > 0 {
			t.Errorf("what somebody wrote has become %d elements", n)
		}

		// They can be called by an answer, or not at all.
		choose(tab, "#compare-names", "field:svarer-som")
		expectIn(t, "by function", comparedText(tab, joined), "Centerchef · 5 (Helt)", "Teamleder nord · 2")
		choose(tab, "#compare-names", "hidden")
		if text := comparedText(tab, joined); strings.Contains(text, "enterchef") || !strings.Contains(text, "Direktionen har sagt ja") {
			t.Errorf("with names hidden: %s", text)
		}
		choose(tab, "#compare-order", "sheet")
		if items := comparedItems(tab); items[0] != "Hvad vurderer du?" {
			t.Errorf("in the order of the sheet: %q", items)
		}
		if kept := Eval[[]string](tab, keptJS); len(kept) > 0 {
			t.Errorf("comparing left %q", kept)
		}
	})
}

func TestTheSamePersonTwoRoundsAndOtherEditionsAreSaid(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := openCompare(t, Chromium, home+compare)
	steps := func(id, saved, trin string, more map[string]any) respondent {
		cells := map[string]any{"modenhedstrappen.faelles-trin": trin}
		for path, value := range more {
			cells["modenhedstrappen."+path] = value
		}
		return respondent{File: id + "-" + saved[:4], ID: id, Name: "Gruppe " + id, Saved: saved, Cells: cells}
	}
	giveRespondents(tab,
		steps("a", "2025-11-01T10:00:00Z", "2", map[string]any{"tegn/enige.svar": "nej"}),
		steps("a", "2026-11-01T10:00:00Z", "4", map[string]any{"gammelt-spoergsmaal": "x"}),
	)
	// [L47]
	tab.WaitFor(`/Er det den samme to gange/.test(document.querySelector('dialog[open]')?.innerText ?? '')`)
	expectIn(t, "the question", Eval[string](tab, `document.querySelector('dialog[open]').innerText`), "»Gruppe a« er med 2 gange", "a-2025.redskab.json", "a-2026.redskab.json")
	tab.Click("text=Sæt dem i to runder")
	awaitCompared(tab, 2)
	// [L48]
	expectIn(t, "two rounds", comparedText(tab, "Hvilket trin er I enige om?"), "Før: Én har svaret 2.", "Efter: Én har svaret 4.", "Medianen er gået fra 2 til 4.")
	expectIn(t, "what is in one round", comparedText(tab, "Alle i afdelingen siger, at samarbejdet hører med til arbejdet."), "Kun besvaret i runden »Før«.")
	// [L45] [L49]
	expectIn(t, "the warnings", Eval[string](tab, `document.querySelector('.compare-warnings').innerText`), "Ét spørgsmål i besvarelserne er ikke på arket her", "modenhedstrappen.gammelt-spoergsmaal")
	other := steps("b", "2026-11-02T10:00:00Z", "3", nil)
	other.Editions = map[string]int{"modenhedstrappen": 7}
	giveRespondents(tab, other)
	awaitCompared(tab, 3)
	expectIn(t, "the warnings", Eval[string](tab, `document.querySelector('.compare-warnings').innerText`), "1 besvarelse er lavet med en anden udgave af arket end den, der er her (udgave 1).")
	expectIn(t, "the later round", comparedText(tab, "Hvilket trin er I enige om?"), "Efter: Fra 3 til 4, median 3,5.")
}

func TestWhatTheyWriteTogetherIsAForloebThatNamesItsSources(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openCompare(t, b, home+compare)
		step := func(name, trin, linje string) respondent {
			return respondent{File: strings.ToLower(name), Name: name, Cells: map[string]any{"modenhedstrappen.faelles-trin": trin, "modenhedstrappen.ledelseslinje": linje}}
		}
		giveRespondents(tab, step("Læge", "2", "nej"), step("Teamleder", "2", "ja"))
		awaitCompared(tab, 2)
		make := func() {
			tab.Click("text=Skriv jeres fælles svar")
			expectIn(t, "the question", Eval[string](tab, `document.querySelector('dialog[open]').innerText`), "Begynd med det ene svar", "Læge (20. november 2026), Teamleder (20. november 2026)")
			tab.Click("text=Lav det fælles svar")
			tab.WaitFor(`/er lavet, og arkene viser det nu/.test(document.querySelector('.compare-said').innerText)`)
		}
		make()
		// [L50] Made by mistake, it is gone again.
		tab.Click("text=Fortryd")
		tab.WaitFor(`/papirkurven/.test(document.querySelector('.compare-said').innerText)`)
		make()
		// A click would leave the page while Firefox is asked about it.
		tab.Navigate(Eval[string](tab, `document.querySelector('.compare-said a').href`))
		awaitSheet(tab)
		expectAnswers(tab, map[string]string{"faelles-trin": "2", "ledelseslinje": ""})
		tab.WaitFor(`/klar strategi/.test([...document.querySelectorAll('[data-outcome] li')].filter(e => e.getClientRects().length > 0).map(e => e.textContent).join())`)
		// [L51]
		page := openCases(t, b, home)
		page.WaitFor(`/Fælles svar på »Modenhedstrappen«, begyndt .* ud fra 2 besvarelser: Læge \(20. november 2026\), Teamleder \(20. november 2026\)\./.test(document.querySelector('.cases').innerText)`)
		awaitCaseNames(page, "Fælles svar: Modenhedstrappen")
	})
}

// mapped gives the files of so many municipalities with so many recommendations each.
func mapped(t testing.TB, files, rows int) []string {
	t.Helper()
	var all []string
	for f := range files {
		cells := map[string]any{}
		for r := range rows {
			id := fmt.Sprintf("anbefalinger/R%d.", r)
			cells[id+"_pos"], cells[id+"nr"], cells[id+"navn"] = r+1, fmt.Sprintf("R%d", r), fmt.Sprintf("Anbefaling nummer %d", r)
			cells[id+"status"] = []string{"roed", "gul", "groen"}[(f*r+r)%3]
			cells[id+"i-dag"] = fmt.Sprintf("Det gør vi i dag, kommune %d", f)
			cells[id+"mangler"] = "Tid"
		}
		r := respondent{File: fmt.Sprintf("kommune-%02d", f), Name: fmt.Sprintf("Kommune %02d", f), Cells: cells}
		if f < files/2 {
			r.Saved = "2025-11-20T10:00:00Z"
		}
		all = append(all, r.File+".redskab.json", r.text(t))
	}
	return all
}

func TestComparingManyFilesCanBeStoppedAndShowsRowsWithTheirCounts(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := openCompare(t, Chromium, home+compare+"?ark=kortlaegning")
	Slowed(tab, 4)
	giveFiles(tab, mapped(t, 12, 100)...)
	tab.WaitFor(`document.querySelector('.compare-progress progress').getClientRects().length > 0`)
	Eval[any](tab, `[...document.querySelectorAll('.compare-progress button')].find(e => e.textContent === 'Stop').click()`)
	tab.WaitFor(`/^Stoppet/.test(document.querySelector('.compare-said').innerText)`)
	if shown := comparedItems(tab); len(shown) > 0 {
		t.Errorf("stopped, and %d items are shown", len(shown))
	}
	Slowed(tab, 1)
	giveFiles(tab, mapped(t, 12, 100)...)
	awaitCompared(tab, 12)
	text := Eval[string](tab, `document.querySelector('.compare-item').innerText`)
	expectIn(t, "a row", text, "Rød", "Gul", "Grøn", "af 12", "noter mere")
	first := len(comparedItems(tab))
	tab.Click(".compare-results > button")
	if more := len(comparedItems(tab)); more <= first {
		t.Errorf("%d items are shown, and then %d", first, more)
	}
}

func TestTheComparisonIsJudgedByAxeAndDoneByKeyboardAlone(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := openCompare(t, Chromium, home+compare+"?ark=kapacitetsvurdering")
	giveRespondents(tab, fjordby()...)
	awaitCompared(tab, 3)
	Eval[any](tab, `document.querySelectorAll('.compare details').forEach(e => { e.open = true })`)
	choose(tab, "#compare-names", "file")
	judge := func(name string) {
		if *screensFlag != "" {
			pictures(t, tab, filepath.Join(*screensFlag, name), []int{320, 768, 1280})
		}
		judgeLooks(tab, name)
	}
	judge("sammenlign")
	rows := openCompare(t, Chromium, home+compare+"?ark=kortlaegning")
	giveFiles(rows, mapped(t, 24, 4)...)
	awaitCompared(rows, 24)
	rows.Click("text=To runder")
	rows.WaitFor(`/Før/.test(document.querySelector('.compare-item').innerText)`)
	rows.Click(".compare-choices summary")
	tab, kept := rows, tab
	judge("sammenlign-raekker")
	tab = kept
	tab.Front()
	// Each control is met by Tab, and the first of the buttons makes what they write together.
	Eval[any](tab, `document.querySelector('.compare-drop button').focus()`)
	var met []string
	for range 60 {
		at := Eval[string](tab, `document.activeElement.closest('.compare') ? document.activeElement.id || document.activeElement.name || document.activeElement.textContent.trim() : ''`)
		if met = append(met, at); at == "Skriv jeres fælles svar" {
			break
		}
		tab.Press("Tab")
	}
	for _, want := range []string{"Vælg filer", "compare-sheet", "compare-order", "compare-names", "runder", "med", "Skriv jeres fælles svar"} {
		if !slices.Contains(met, want) {
			t.Errorf("by Tab %q is not met: %q", want, met)
		}
	}
	tab.Press("Enter")
	tab.WaitFor(`document.querySelector('dialog[open]')`)
	tab.Press("Enter") // in the line of text it says what the main button says
	tab.WaitFor(`/er lavet/.test(document.querySelector('.compare-said').innerText) && document.activeElement.textContent === 'Åbn arket'`)
}

// BenchmarkCompare measures how long it takes from files that are chosen until all rows
// stand beside each other: 98 files of 262 recommendations, an answer every 30 ms of the way.
func BenchmarkCompare(b *testing.B) {
	home := Serve(b, builtSite(b), "/")
	files := mapped(b, 98, 262)
	var whole, longest float64
	for range b.N {
		tab := openCompare(b, Chromium, home+compare+"?ark=kortlaegning")
		Eval[any](tab, `(window.speed = {from: 0, longest: 0}, new PerformanceObserver(list => { for (const e of list.getEntries()) speed.longest = Math.max(speed.longest, e.duration) }).observe({type: 'longtask'}), document.querySelector('.compare input[type=file]').addEventListener('change', () => { speed.from = performance.now() }, true), new MutationObserver(() => { if (!document.querySelector('.compare-results').hidden) speed.to ??= performance.now() }).observe(document.querySelector('.compare'), {subtree: true, attributes: true, childList: true}), true)`)
		giveFiles(tab, files...)
		awaitCompared(tab, 98)
		whole = Eval[float64](tab, `speed.to - speed.from`)
		longest = Eval[float64](tab, `speed.longest`)
		tab.Close()
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(whole, "compared-ms")
	b.ReportMetric(longest, "longest-task-ms")
}

// storedJS gives all texts that the browser keeps, in both stores.
const storedJS = `(async () => {
	const texts = Object.values(localStorage)
	for (const {name} of await indexedDB.databases?.() ?? []) {
		const db = await new Promise((done, failed) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); r.onerror = failed })
		texts.push(...await new Promise(done => { const r = db.transaction('answers').objectStore('answers').getAll(); r.onsuccess = () => done(r.result) }))
		db.close()
	}
	return texts
})()`

// [L53] The listener hands over what was said, and keeps nothing.
func TestNotesThatAreHandedOverAreErasedAtOnce(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := openSheet(t, Chromium, home+"ark/interview/")
	want := fill(tab, 1, all)
	awaitSavedInBoth(tab)
	file := Download(tab, func() { tab.Click(takeFile) })
	expectInFile(t, file, want)
	tab.WaitFor(`/Skal svarene slettes her/.test(document.querySelector('dialog[open]')?.innerText ?? '')`)
	tab.Click("text=Slet dem her nu")
	tab.WaitFor(`/De står kun i filen/.test(document.querySelector('[data-sheet-bar]').textContent)`)
	for _, text := range Eval[[]string](tab, storedJS) {
		for path, answer := range want {
			if len(answer) > 5 && strings.Contains(text, answer) {
				t.Errorf("the answer to %s is kept: %s", path, text)
			}
		}
	}
	tab.Reload()
	awaitSheet(tab)
	for path, answer := range answers(tab) {
		if answer != "" {
			t.Errorf("%s is answered again: %q", path, answer)
		}
	}
}

func TestFilesCanBeDroppedAndAForloebOfThisBrowserComparedWithThem(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	sheet := openSheet(t, Chromium, home+"ark/modenhedstrappen/")
	fill(sheet, 1, func(q question) bool { return q.Path == "faelles-trin" })
	awaitSaved(sheet)
	tab := openCompare(t, Chromium, home+compare)
	tab.Click("text=Mit forløb")
	awaitCompared(tab, 1)
	expectIn(t, "one alone", Eval[string](tab, `document.querySelector('.compare-facts').textContent`), "Der skal to til for at sammenligne.")
	r := respondent{File: "laege", Name: "Læge", Cells: map[string]any{"modenhedstrappen.faelles-trin": "5"}}
	Eval[any](tab, `(text => {
		const given = new DataTransfer()
		given.items.add(new File([text], 'laege.redskab.json'))
		for (const kind of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: given, bubbles: true, cancelable: true}))
	})(`+quote(r.text(t))+`)`)
	awaitCompared(tab, 2)
	expectIn(t, "the two", comparedText(tab, "Hvilket trin er I enige om?"), " til 5, median ")
}
