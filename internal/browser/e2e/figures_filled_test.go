//go:build browser

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
)

// figureAnswers puts the answers of testdata/figures.json, which give every figure of the toolbox
// something to draw, into the store of the page's origin.
func figureAnswers(t testing.TB) string {
	t.Helper()
	cells, err := os.ReadFile("testdata/figures.json")
	if err != nil {
		t.Fatal(err)
	}
	return `Object.entries(` + string(cells) + `).forEach(([path, value]) => localStorage.setItem('redskab1/sundhed/f1/' + path, JSON.stringify([value, 1])))`
}

// oneOfEach names sheets that together hold a figure of each kind.
var oneOfEach = []string{
	"budgetaarshjul", "designstjerne", "dobbelt-bogholderi", "dokumenter", "fire-retninger", "frontkompetencer", "implementeringsplan",
	"kapacitetsvurdering", "modenhedstrappen", "prioritering", "relationel-koordinering", "roller-og-ansvar", "sammenligning", "vba",
}

// figureSheets lists the sheets of the toolbox that hold a figure, by their paths: those of
// oneOfEach, and to prove it all of them.
func figureSheets(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../../content/ark/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sheets: %v", err)
	}
	var paths []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		if strings.Contains(string(text), "\n```figure\n") && (os.Getenv("PROVE") != "" || *screensFlag != "" || slices.Contains(oneOfEach, name)) {
			paths = append(paths, "ark/"+name+"/")
		}
	}
	return paths
}

// drawnJS says of each figure in the page what is wrong with it.
const drawnJS = `[...document.querySelectorAll('.sheet .figure')].filter(f => f.getClientRects().length > 0).flatMap(f => {
	const [svg, name] = [f.querySelector('svg.chart'), f.querySelector('figcaption').textContent]
	const wrong = []
	if (svg.querySelectorAll('.layer > *').length === 0) wrong.push('draws nothing')
	if (!svg.querySelector('desc').textContent || /Ingen svar/.test(svg.querySelector('desc').textContent)) wrong.push('says nothing')
	const heads = f.querySelectorAll('thead th').length
	if ([...f.querySelectorAll('tbody tr')].some(r => r.cells.length !== heads)) wrong.push('has a table of another width than its head')
	if (![...f.querySelectorAll('tbody td')].some(c => /[^–\s]/.test(c.textContent))) wrong.push('has an empty table')
	const all = svg.getBoundingClientRect()
	for (const text of svg.querySelectorAll('text')) {
		const box = text.getBoundingClientRect()
		if (box.width > 0 && (box.left < -1 || box.right > innerWidth + 1)) wrong.push('has »' + text.textContent + '« beyond the page')
		if (box.width > 0 && (box.bottom > all.bottom + 4 || box.top < all.top - 4)) wrong.push('has »' + text.textContent + '« outside itself')
	}
	const texts = [...svg.querySelectorAll('text')].map(e => [e, e.getBoundingClientRect()]).filter(([, b]) => b.width > 0)
	for (const [i, [e, a]] of texts.entries()) for (const [o, b] of texts.slice(i + 1)) {
		if (a.left + 1 < b.right && b.left + 1 < a.right && a.top + 5 < b.bottom && b.top + 5 < a.bottom) wrong.push('has »' + e.textContent + '« on »' + o.textContent + '«')
	}
	return wrong.map(w => name + ' ' + w)
})`

// Every figure of the toolbox, drawn of answers, on a phone and a desk. With -screens its
// pictures are written too, for people to look at.
func TestFiguresOfTheToolboxAreDrawnOfTheirAnswers(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := Chromium.Open(t, home)
	Eval[any](tab, figureAnswers(t))
	for _, path := range figureSheets(t) {
		LookAs(tab, light)
		tab.Navigate(home + path)
		awaitSheet(tab)
		tab.WaitFor(`[...document.querySelectorAll('.sheet .figure svg[role=img]')].every(s => s.querySelectorAll('.layer > *').length > 0)`)
		// [S58] What is drawn for a desk is drawn anew for a phone.
		for _, look := range []Look{light, phone} {
			LookAs(tab, look)
			settle(tab)
			settle(tab)
			if wrong := Eval[[]string](tab, drawnJS); len(wrong) > 0 {
				t.Errorf("%s, %s: %q", path, look.Name, wrong)
			}
		}
		if os.Getenv("PROVE") != "" {
			Eval[any](tab, `void document.querySelectorAll('.chart-facts').forEach(d => { d.open = true })`)
			if problems := AxeProblems(tab); len(problems) > 0 {
				t.Errorf("%s: axe: %q", path, problems)
			}
		}
		if *screensFlag != "" && (*pagesFlag == "" || strings.HasPrefix(*pagesFlag, "/,") || slices.Contains(strings.Split(*pagesFlag, ","), path)) {
			figurePictures(t, tab, filepath.Join(*screensFlag, filepath.Base(path)))
		}
	}
}

// [S55] [S56] [S57] [S58]
func TestFiguresOfRowsThatTheAuthorWrote(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := b.Open(t, home)
		Eval[any](tab, figureAnswers(t))
		expect := func(what, want string) {
			t.Helper()
			tab.WaitFor(`document.querySelector('.sheet .figure .layer > *')`)
			if got := Eval[string](tab, what); got != want {
				t.Errorf("%s is %q, want %q", what, got, want)
			}
		}
		t.Log("a row is called by its label")
		tab.Navigate(home + "ark/frontkompetencer/")
		awaitSheet(tab)
		expect(`[...document.querySelector('.sheet .figure tbody tr').cells].map(c => c.textContent).join('|')`, "Se chancer i det, de gør i forvejen|Kan lidt|Kan også, når det er svært")

		t.Log("rows are counted by the groups they stand in, and so are those without an answer")
		tab.Navigate(home + "ark/roller-og-ansvar/")
		awaitSheet(tab)
		expect(`document.querySelector('.sheet .figure desc').textContent.split('. ').at(-1)`, "Personale med direkte borgerkontakt: Ja 1, Delvist 0, Nej 1, intet svar 1")
		expect(`[...document.querySelector('.sheet .figure tbody tr:last-child').cells].map(c => c.textContent).join('|')`, "Personale med direkte borgerkontakt|1|0|1|1|3")

		t.Log("a bar is as long as its row allows")
		tab.Navigate(home + "ark/sammenligning/")
		awaitSheet(tab)
		expect(`[...document.querySelectorAll('.sheet .figure .bar')].map(b => Math.round(parseFloat(b.getAttribute('width')))).join(' ')`, "100 100 64 67")
		expect(`[...document.querySelectorAll('.sheet .figure tbody tr')].at(2).textContent`, "Mere end 10 genstande om ugen91214")

		t.Log("blank paper is as before anybody answered")
		height := `document.querySelector('.sheet .figure svg').getAttribute('height')`
		drawn := Eval[string](tab, height)
		Eval[any](tab, `void (document.documentElement.classList.add('print-blank'), dispatchEvent(new Event('beforeprint')))`)
		expect(height, Eval[string](tab, `document.querySelector('.sheet .figure svg').dataset.empty`))
		Eval[any](tab, `void (document.documentElement.classList.remove('print-blank'), dispatchEvent(new Event('afterprint')))`)
		expect(height, drawn)
	})
}

func figurePictures(t *testing.T, tab *Tab, name string) {
	t.Helper()
	shot := func(file string) {
		n := Eval[int](tab, `document.querySelectorAll('.figure').length`)
		for i := range n {
			box := Eval[[4]float64](tab, fmt.Sprintf(`(() => { const f = document.querySelectorAll('.figure')[%d], b = f.getBoundingClientRect(); return [0, b.top + scrollY - 8, innerWidth, b.height + 16] })()`, i))
			if box[3] < 20 {
				continue
			}
			picture, err := ask(asChromium(tab), cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{CaptureBeyondViewport: new(true), Clip: &cdppage.Viewport{X: box[0], Y: box[1], Width: min(box[2], 760), Height: box[3], Scale: 1}})
			tab.do("take a picture", err)
			write(t, fmt.Sprintf("%s-%d-%s.png", name, i+1, file), string(picture.Data))
		}
	}
	grey := light
	grey.Media, grey.Width = "print", 718
	for file, look := range map[string]Look{"light": light, "dark": {Name: "dark", Width: 768, Features: dark.Features}, "320": phone, "forced": forcedColors, "print": grey} {
		LookAs(tab, look)
		settle(tab)
		settle(tab)
		shot(file)
	}
}
