//go:build browser

package e2e

import (
	"fmt"
	"path"
	"slices"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
)

// giveMapped writes so many recommendations into the store of the page's origin, mapped,
// sorted and scored, and two documents that point at some of them.
const giveMapped = `(() => { for (let i = 0; i < %d; i++) {
	const [n, cells] = ['T-' + i, {}]
	Object.assign(cells, {_pos: i + 1, nr: n, navn: 'Kort betegnelse, som fylder en linje ' + i, pakke: ['tobak', 'mad', 'alkohol', 'stoffer', 'hygiejne'][i %% 5],
		status: i %% 2 ? 'roed' : 'gul', forvaltning: ['Sundhed', '%%C3%%86ldre', 'Teknik%%20og%%20milj%%C3%%B8'][i %% 3],
		'klart-indhold': 'ja', 'klart-hvem': 'nej', 'inden-for-budget': 'ja', maerker: ['nye-metoder', 'arbejdsgange', 'kompetencer'].slice(0, 1 + i %% 3),
		'stoettes-af': i %% 4 ? ['d1'] : ['d1', 'd2'], indstilling: ['nu', 'naeste', 'senere'][i %% 3]})
	for (const q of ['sundhed', 'ulighed', 'viden', 'dokument', 'politik', 'ledelse', 'kapacitet', 'kerneopgave', 'oekonomi', 'maaling']) cells['p-' + q] = String((i + q.length) %% 4)
	for (const [column, value] of Object.entries(cells)) localStorage.setItem('redskab1/sundhed/f1/anbefalinger/' + n + '.' + column, JSON.stringify([value, 1]))
}
;['d1', 'd2'].forEach((d, i) => { for (const [c, v] of [['_pos', i + 1], ['titel', 'Politik ' + d]]) localStorage.setItem('redskab1/sundhed/f1/dokumenter.oversigt/' + d + '.' + c, JSON.stringify([v, 1])) })
})()`

// followJS notes how long after a click the last figure that it changes has been painted,
// the wait for the screen included, since it is part of what a reader sees.
const followJS = `window.follow = {}
addEventListener('click', () => { follow = {began: performance.now(), painted: 0} }, true)
new MutationObserver(changes => {
	if (!follow.began || !changes.some(c => c.target.closest?.('.figure') || c.target.parentElement?.closest('.figure'))) return
	const [now, c] = [follow, new MessageChannel()]
	c.port1.onmessage = () => { now.painted = performance.now() - now.began }
	c.port2.postMessage(0)
}).observe(document, {subtree: true, childList: true, characterData: true})`

// BenchmarkFigures measures how long figures of 262 rows take to follow a click on a
// processor slowed four times: milliseconds from the click until they are painted, with all
// else that the sheet does in that frame. make bench runs it.
func BenchmarkFigures(b *testing.B) {
	home := Serve(b, builtSite(b), "/")
	for sheet, answer := range map[string]string{
		"ark/kortlaegning/": `input[type=radio][name$=".status"]:not(:checked)`,
		"ark/sortering/":    `input[name$=".inden-for-budget"]:not(:checked)`,
		"ark/prioritering/": `input[name$=".p-sundhed"]:not(:checked)`,
		"ark/dokumenter/":   `input[name$=".stoettes-af"]`,
	} {
		b.Run(path.Base(sheet), func(b *testing.B) {
			tab := Chromium.Open(b, home)
			LookAs(tab, light)
			Eval[any](tab, fmt.Sprintf(giveMapped, 262))
			tab.Navigate(home + sheet) // what is stored reaches the second store
			awaitSheet(tab)
			tab.do("watch", call(asChromium(tab), cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: followJS}))
			tab.Reload()
			awaitSheet(tab)
			tab.WaitFor(`[...document.querySelectorAll('.sheet .figure svg[role=img]')].every(s => s.querySelectorAll('.layer > *').length > 0) && document.querySelectorAll('.sheet ` + answer + `').length > 0`)
			Slowed(tab, 4)
			var took []float64
			for range b.N {
				for i := range 12 {
					pick := fmt.Sprintf(`[...document.querySelectorAll('.sheet %s')].filter(e => e.closest('.row').getClientRects().length > 0)[%d]`, answer, 3*i)
					Eval[any](tab, pick+`.scrollIntoView({block: 'center', behavior: 'instant'})`)
					settle(tab)
					Eval[any](tab, `void (follow = {}, `+pick+`.click())`)
					tab.WaitFor(`follow.painted`)
					settle(tab)
					took = append(took, Eval[float64](tab, `follow.painted`))
				}
			}
			b.ReportMetric(0, "ns/op")
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2], "click-ms")
			b.ReportMetric(took[len(took)-1], "slowest-ms")
		})
	}
}
