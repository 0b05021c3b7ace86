//go:build browser

package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for what it expects to see. A slow machine needs it;
// a sound one never does.
const patience = 20 * time.Second

// A page is one tab as its engine drives it. Coordinates are of the viewport.
type page interface {
	navigate(url string) error // until the page has loaded
	reload() error
	back() error
	evaluate(expression string) (string, error) // gives JSON; waits for a promise
	click(x, y float64) error
	press(keys ...string) error // "a", "Tab", "Shift+Tab"
	screenshot() ([]byte, error)
	print() ([]byte, error) // PDF, A4
	activate() error        // comes to the front
	close() error
}

// An engine is a browser that has been started.
type engine interface {
	newPage() (page, error)
	quit()
}

// A Browser is started when the first test needs it, and ends with the last.
type Browser struct {
	Name    string
	Command string // what must be installed
	Package string // the Debian package that holds it
	start   func() (engine, error)
	running engine
}

// locale makes the three browsers agree on how dates are typed, on every machine.
const locale = "LC_ALL=C.UTF-8"

var (
	Chromium = &Browser{Name: "Chromium", Command: "chromium", Package: "chromium", start: startChromium}
	Firefox  = &Browser{Name: "Firefox", Command: "firefox-esr", Package: "firefox-esr", start: startFirefox}
	WebKit   = &Browser{Name: "WebKit", Command: "WebKitWebDriver", Package: "webkit2gtk-driver", start: startWebKit}
)

// endWithUs makes a browser end when the tests end, however they do.
var endWithUs = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}

var browsers = []*Browser{Chromium, Firefox, WebKit}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, b := range browsers {
		if b.running != nil {
			b.running.quit()
		}
	}
	removeSite()
	os.Exit(code)
}

// inEveryBrowser runs a test in Chromium, Firefox and WebKit at the same time. A browser
// has one test at a time.
func inEveryBrowser(t *testing.T, test func(t *testing.T, b *Browser)) {
	for _, b := range browsers {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			test(t, b)
		})
	}
}

// newProfile is an empty folder for a browser's own files. Browsers may write a last word
// after they have ended, which t.TempDir would take for a fault.
func newProfile(t testing.TB) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "redskab-profile-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

// need fails the test in one line when a program is not installed.
func need(t testing.TB, command, debianPackage string) {
	t.Helper()
	if _, err := exec.LookPath(command); err != nil {
		t.Fatalf("%s is missing: apt-get install --no-install-recommends %s", command, debianPackage)
	}
}

// engine starts the browser the first time.
func (b *Browser) engine(t testing.TB) engine {
	t.Helper()
	if b.running == nil {
		need(t, b.Command, b.Package)
		running, err := b.start()
		if err != nil {
			t.Fatalf("%s does not start: %v", b.Name, err)
		}
		b.running = running
	}
	return b.running
}

// Open opens a tab, which is closed when the test ends.
func (b *Browser) Open(t testing.TB, url string) *Tab {
	t.Helper()
	p, err := b.engine(t).newPage()
	if err != nil {
		t.Fatalf("%s: no new tab: %v", b.Name, err)
	}
	tab := &Tab{t: t, browser: b, page: p}
	t.Cleanup(tab.Close)
	if url != "" {
		tab.Navigate(url)
	}
	return tab
}

// A Tab is a page in a browser, as a test sees it: what goes wrong ends the test.
type Tab struct {
	t       testing.TB
	browser *Browser
	page    page
	closed  bool

	scriptOff bool // the page's own script does not run, nor timers and frames
}

func (tab *Tab) do(what string, err error) {
	tab.t.Helper()
	if err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// Navigate opens a page and waits until it has loaded.
func (tab *Tab) Navigate(url string) {
	tab.t.Helper()
	tab.do("open "+url, tab.page.navigate(url))
}

// Reload loads the page again.
func (tab *Tab) Reload() {
	tab.t.Helper()
	tab.do("reload", tab.page.reload())
}

// Back goes back in the tab's history, to a page with the given path, which may come from
// the browser's cache of whole pages.
func (tab *Tab) Back(path string) {
	tab.t.Helper()
	tab.do("back", tab.page.back())
	tab.WaitFor(`location.pathname === ` + quote(path) + ` && document.readyState === 'complete'`)
}

// Front brings the tab to the front, as a click on it does.
func (tab *Tab) Front() {
	tab.t.Helper()
	tab.do("bring to front", tab.page.activate())
}

// Close closes the tab. Closing twice does nothing.
func (tab *Tab) Close() {
	if tab.closed {
		return
	}
	tab.closed = true
	if err := tab.page.close(); err != nil {
		tab.t.Errorf("close the tab: %v", err)
	}
}

// Eval gives the value of a JavaScript expression; a promise is waited for.
func Eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	var value T
	text, err := tab.page.evaluate(expression)
	if err == nil {
		err = json.Unmarshal([]byte(text), &value)
	}
	tab.do("evaluate "+shorten(expression), err)
	return value
}

// WaitFor waits until a JavaScript expression is true, and says so when it never is.
func (tab *Tab) WaitFor(expression string) {
	tab.t.Helper()
	wait[any](tab, expression)
}

// wait gives the first true value of an expression. A page that is being left answers with
// an error: the next one is asked.
func wait[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	end := time.Now().Add(patience)
	for {
		promise := fmt.Sprintf(`new Promise(answer => {
			const end = performance.now() + %d
			let last
			const look = () => {
				try {
					last = (%s)
					if (last) return answer({value: last})
				} catch (error) { last = String(error) }
				if (performance.now() > end) return answer({failed: String(JSON.stringify(last))})
				setTimeout(look, 10)
			}
			look()
		})`, max(0, time.Until(end).Milliseconds()), expression)
		text, err := tab.page.evaluate(promise)
		var answer struct {
			Value  T
			Failed string
		}
		if err == nil {
			err = json.Unmarshal([]byte(text), &answer)
		}
		switch {
		case err == nil && answer.Failed == "":
			return answer.Value
		case err == nil:
			tab.t.Fatalf("waited %v for %s\nlast: %s\nseen: %s", patience, shorten(expression), answer.Failed, tab.seen())
		case time.Now().After(end):
			tab.t.Fatalf("wait for %s: %v", shorten(expression), err)
		}
	}
}

// seen is the state that the sheet shows, or the start of the page: it helps to understand
// why a test failed.
func (tab *Tab) seen() string {
	text, err := tab.page.evaluate(`location.href + ' | ' + (document.querySelector('[data-sheet-bar]')?.innerText || document.body?.innerText || '').slice(0, 300)`)
	if err != nil {
		return err.Error()
	}
	return text
}

// find is a JavaScript expression for the element that a locator names: a CSS selector, or
// "text=Hent kopi" for what can be pressed and reads so, in the dialog when one is open.
func find(locator string) string {
	text, ok := strings.CutPrefix(locator, "text=")
	if !ok {
		return `document.querySelector(` + quote(locator) + `)`
	}
	return `[...(document.querySelector('dialog[open]') ?? document).querySelectorAll('button, a, summary, label')].find(e => e.textContent.trim().startsWith(` + quote(text) + `) && e.getClientRects().length > 0)`
}

// Click presses the pointer in the middle of an element, once it is there. An element that
// another one covers, or that is disabled, cannot be clicked: that is a fault of the page.
func (tab *Tab) Click(locator string) {
	tab.t.Helper()
	at := wait[[2]float64](tab, hitJS(locator, tab.scriptOff))
	tab.do("click "+locator, tab.page.click(at[0], at[1]))
}

// hitJS gives the point in the middle of an element once it can be pressed there and lies
// still, and throws when another element covers it.
// Without script there are no frames to wait for, and nothing that moves either.
func hitJS(locator string, atOnce bool) string {
	return `(() => {
		const e = ` + find(locator) + `
		if (!e || e.disabled || e.getClientRects().length === 0) return null
		let aim = window.aim
		const middle = () => {
			const box = e.getClientRects()[0]
			return [box.left + box.width / 2, box.top + box.height / 2]
		}
		let [x, y] = middle()
		// Once: Firefox may go to and fro by a pixel for ever.
		if (aim?.e !== e || x < 0 || y < 0 || x > innerWidth || y > innerHeight) {
			e.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'})
			;[x, y] = middle()
		}
		const hit = document.elementFromPoint(x, y)
		if (!hit || !(e.contains(hit) || hit.closest('label')?.control === e)) throw hit?.outerHTML.slice(0, 200) + ' covers it'
		if (aim?.e !== e || aim.x !== x || aim.y !== y) {
			window.aim = aim = {e, x, y}
			requestAnimationFrame(() => requestAnimationFrame(() => { aim.still = true }))
		}
		return (aim.still || ` + fmt.Sprint(atOnce) + `) && [x, y]
	})()`
}

// Press presses keys, one after the other: "Tab", "Shift+Tab", "Space", "ø".
func (tab *Tab) Press(keys ...string) {
	tab.t.Helper()
	tab.do("press "+strings.Join(keys, " "), tab.page.press(keys...))
}

// Type clicks a field and types a text into it, in place of what stands there.
func (tab *Tab) Type(locator, text string) {
	tab.t.Helper()
	tab.Click(locator)
	if at := Eval[string](tab, `(e => e === `+find(locator)+` ? '' : e.outerHTML.slice(0, 200))(document.activeElement)`); at != "" {
		tab.t.Fatalf("a click on %s led the keyboard to %s", locator, at)
	}
	tab.Press(append([]string{"Control+a", "Backspace"}, keysOf(text)...)...)
}

// Screenshot gives the visible part of the page as PNG.
func (tab *Tab) Screenshot() []byte {
	tab.t.Helper()
	png, err := tab.page.screenshot()
	tab.do("screenshot", err)
	return png
}

// PDF prints the page on A4.
func (tab *Tab) PDF() []byte {
	tab.t.Helper()
	pdf, err := tab.page.print()
	tab.do("print", err)
	return pdf
}

// keysOf splits a text into the keys that type it.
func keysOf(text string) []string {
	keys := make([]string, 0, len(text))
	for _, r := range text {
		switch r {
		case '\n':
			keys = append(keys, "Enter")
		case '\t':
			keys = append(keys, "Tab")
		default:
			keys = append(keys, string(r))
		}
	}
	return keys
}

// splitKey takes the modifier off a key: "Shift+Tab". The plus sign alone is a key.
func splitKey(key string) (modifier, name string) {
	if i := strings.Index(key, "+"); i > 0 {
		return key[:i], key[i+1:]
	}
	return "", key
}

// quote makes a JavaScript string.
func quote(s string) string {
	b, _ := json.Marshal(s) // a string always has a JSON text
	return string(b)
}

// shorten keeps a message readable.
func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return s
}
