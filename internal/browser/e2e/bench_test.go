//go:build browser

package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"

	"redskab"
	"redskab/internal/site"
)

// rowsSite builds the site of testdata/rows: one list, seen through a sheet.
func rowsSite(t testing.TB) string {
	t.Helper()
	folder := t.TempDir()
	_, _, err := site.Build(context.Background(), site.Config{FS: os.DirFS("testdata/rows"), Defaults: redskab.Files, Root: folder, Out: filepath.Join(folder, "site")})
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(folder, "site")
}

// giveRows writes so many recommendations into the store of the page's origin, as an import
// leaves them.
func giveRows(tab *Tab, n int) {
	tab.t.Helper()
	var cells []string
	for i := range n {
		for column, value := range map[string]string{
			"_pos": fmt.Sprint(i + 1), "nr": fmt.Sprintf("%q", fmt.Sprintf("T-%d", i+1)), "betegnelse": fmt.Sprintf("%q", fmt.Sprintf("Kort betegnelse, som fylder en linje %d", i+1)),
			"pakke": quote([]string{"tobak", "mad", "alkohol", "stoffer", "hygiejne"}[i%5]), "status": quote([]string{"roed", "gul", "groen", ""}[i%4]),
			"note": `"Det går fremad, men ikke alle steder"`, "forvaltning": quote([]string{"SUN", "%C3%86LD", "B%C3%98R"}[i%3]),
		} {
			if value != `""` {
				cells = append(cells, fmt.Sprintf(`["anbefalinger/r%04d.%s",%s]`, i, column, value))
			}
		}
	}
	Eval[any](tab, `void [`+strings.Join(cells, ",")+`].forEach(([path, value]) => localStorage.setItem('redskab1/raekker/abc/' + path, JSON.stringify([value, 1])))`)
}

// bareJS does the least that a form of as many rows can do: it copies them, and keeps what
// is answered.
const bareJS = `addEventListener('DOMContentLoaded', () => {
	const table = document.querySelector('[data-table]'), rows = table.querySelector('.rows'), all = document.createDocumentFragment()
	for (let i = 0; i < ROWS; i++) {
		const row = table.querySelector('[data-row-template]').content.cloneNode(true)
		for (const e of row.querySelectorAll('[name], [id], [for]')) for (const a of ['name', 'id', 'for']) if (e.hasAttribute(a)) e.setAttribute(a, e.getAttribute(a).replace('ROW', i))
		for (const o of row.querySelectorAll('output')) o.textContent = 'Kort betegnelse, som fylder en linje ' + i
		row.querySelectorAll('input[type=radio]')[i % 3].checked = true
		row.querySelector('textarea').value = 'Det går fremad, men ikke alle steder'
		all.append(row)
	}
	for (const old of rows.querySelectorAll('[data-row]')) old.remove()
	rows.append(all)
	document.addEventListener('change', e => localStorage.setItem(e.target.name, e.target.value))
	document.documentElement.classList.add('is-ready')
})`

// watchJS notes when all rows are there and painted, and how long an event holds the page
// up: its handlers, and the frame that shows what they did, without the wait for the screen.
const watchJS = `window.speed = {}
const after = run => { const c = new MessageChannel(); c.port1.onmessage = run; c.port2.postMessage(0) }
new MutationObserver((_, o) => {
	if (!document.documentElement?.classList.contains('is-ready')) return
	o.disconnect()
	requestAnimationFrame(() => after(() => { speed.ready = performance.now() }))
}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['class']})
for (const kind of ['click', 'keydown']) addEventListener(kind, () => {
	const began = performance.now()
	let handled = 0
	speed.took = 0
	after(() => { handled = performance.now() - began })
	requestAnimationFrame(() => { const frame = performance.now(); after(() => { speed.took = handled + performance.now() - frame }) })
}, true)`

// BenchmarkSheet measures a sheet of 262 and of 1,000 rows on a processor slowed four times,
// beside a bare form of as many: milliseconds from the reload until all rows are painted,
// and what a click and a key cost until they are answered, saved in the first store and
// painted. make bench runs it.
func BenchmarkSheet(b *testing.B) {
	folder := rowsSite(b)
	page, err := os.ReadFile(filepath.Join(folder, "ark/kort/index.html"))
	if err != nil {
		b.Fatal(err)
	}
	for _, rows := range []int{262, 1000} {
		name := fmt.Sprintf("bare%d", rows)
		bare := regexp.MustCompile(`<script [^>]*js/(sheet|rows|copies)\.[^>]*></script>`).ReplaceAllString(string(page), "")
		bare = strings.Replace(bare, "</head>", fmt.Sprintf(`<script src="../../%s.js" defer></script></head>`, name), 1)
		write(b, filepath.Join(folder, "ark", name, "index.html"), bare)
		write(b, filepath.Join(folder, name+".js"), strings.Replace(bareJS, "ROWS", fmt.Sprint(rows), 1))
		for _, path := range []string{"ark/kort/", "ark/" + name + "/"} {
			b.Run(fmt.Sprintf("%d rows/%s", rows, map[bool]string{true: "sheet", false: "bare"}[path == "ark/kort/"]), func(b *testing.B) {
				measure(b, folder, path, rows)
			})
		}
	}
}

func measure(b *testing.B, folder, path string, rows int) {
	home := Serve(b, folder, "/")
	tab := Chromium.Open(b, home)
	LookAs(tab, light)
	giveRows(tab, rows)
	tab.Navigate(home + path) // what is stored reaches the second store
	tab.WaitFor(`document.querySelector('.row input') && document.readyState === 'complete'`)
	tab.do("watch", call(asChromium(tab), cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: watchJS}))
	Slowed(tab, 4)
	var ready, click, key []float64
	for range b.N {
		for range 5 {
			tab.Reload()
			tab.WaitFor(`speed.ready`)
			ready = append(ready, Eval[float64](tab, `speed.ready`))
		}
		for i := range 15 {
			row := fmt.Sprintf(`document.querySelectorAll('.row:not([data-blank])')[%d]`, i*rows/16)
			Eval[any](tab, row+`.scrollIntoView({block: 'center', behavior: 'instant'})`)
			settle(tab)
			radios := row + `.querySelectorAll('input[type=radio]')`
			Eval[any](tab, `(speed.took = 0, [...`+radios+`].find(r => !r.checked).click())`)
			tab.WaitFor(`speed.took`)
			click = append(click, Eval[float64](tab, `speed.took`))
			Eval[any](tab, row+`.querySelector('textarea').focus()`)
			settle(tab)
			for range 5 {
				Eval[any](tab, `void (speed.took = 0)`)
				tab.Press("a")
				tab.WaitFor(`speed.took`)
				key = append(key, Eval[float64](tab, `speed.took`))
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	for name, all := range map[string][]float64{"ready": ready, "click": click, "key": key} {
		slices.Sort(all)
		b.ReportMetric(all[len(all)/2], name+"-ms")
	}
	b.ReportMetric(key[len(key)-1], "slowest-key-ms")
}

// settle waits until what was set off has been painted.
func settle(tab *Tab) {
	tab.t.Helper()
	Eval[any](tab, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`)
}

func write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
