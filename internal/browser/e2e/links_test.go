//go:build browser

package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

// What a reader meets who opens every page and follows every link.

// A crawl is a walk over a whole site in one tab.
type crawl struct {
	tab      *Tab
	root     string // address that every page begins with
	pages    []string
	anchors  map[string][]string // page → ids on it
	links    []link
	problems []string
}

type link struct{ From, To string }

// follow opens the page at start and every page that links lead to, and looks at each:
// does it open, is its console clean, does anything ask for anything once it has loaded.
// root is the address of the site's folder; what lies outside is not opened.
func follow(t testing.TB, tab *Tab, root, start string) *crawl {
	t.Helper()
	c := &crawl{tab: tab, root: root, anchors: map[string][]string{}}
	for queue := []string{start}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if _, ok := c.anchors[at]; ok {
			continue
		}
		c.anchors[at] = nil
		for _, l := range c.visit(at) {
			if !slices.Contains(c.links, l) {
				c.links = append(c.links, l)
			}
			if to, _, _ := strings.Cut(l.To, "#"); c.inside(to) && isPage(to) && (strings.HasSuffix(to, ".html") || strings.HasPrefix(to, "http")) {
				queue = append(queue, to)
			}
		}
	}
	for _, l := range c.links {
		c.check(l)
	}
	return c
}

func (c *crawl) inside(address string) bool { return strings.HasPrefix(address, c.root) }

// isPage reports whether an address is one of a page, to be opened, and not of a file.
func isPage(address string) bool {
	return strings.HasSuffix(address, "/") || strings.HasSuffix(address, ".html")
}

func (c *crawl) fault(page, format string, args ...any) {
	c.problems = append(c.problems, strings.TrimPrefix(page, c.root)+": "+fmt.Sprintf(format, args...))
}

// visit opens a page and gives its links, of whatever kind.
func (c *crawl) visit(at string) []link {
	Console(c.tab)
	Requests(c.tab)
	if err := c.tab.page.navigate(at); err != nil {
		c.fault(at, "does not open: %v", err)
		return nil
	}
	if status := Status(c.tab, at); status >= 400 {
		c.fault(at, "does not open: status %d", status)
		return nil
	}
	c.pages = append(c.pages, at)
	found := Eval[struct{ IDs, Links, Icons []string }](c.tab, `({
		IDs: [...document.querySelectorAll('[id]')].map(e => e.id),
		Links: [...document.querySelectorAll('a[href], area[href]')].map(e => e.href),
		Icons: [...document.querySelectorAll('link[rel~=icon]')].map(e => e.href),
	})`)
	c.anchors[at] = found.IDs
	for _, r := range Requests(c.tab) {
		if !c.inside(r) && !strings.HasPrefix(r, "data:") {
			c.fault(at, "asks for %s", r)
		}
	}
	// What a reader's first moves set off: scrolling, a key, a pause.
	Eval[any](c.tab, `new Promise(done => {
		scrollTo(0, document.documentElement.scrollHeight)
		document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Tab', bubbles: true}))
		requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done)))
	})`)
	for _, r := range Requests(c.tab) {
		if !slices.Contains(found.Icons, r) { // the browser's tab asks for it, in its own time
			c.fault(at, "after it has loaded it asks for %s", r)
		}
	}
	for _, line := range Console(c.tab) {
		c.fault(at, "%s", line)
	}
	links := make([]link, len(found.Links))
	for i, to := range found.Links {
		links[i] = link{From: at, To: to}
	}
	return links
}

// check sees that a link leads somewhere.
func (c *crawl) check(l link) {
	u, err := url.Parse(l.To)
	if err != nil {
		c.fault(l.From, "link to %s: %v", l.To, err)
		return
	}
	switch {
	case u.Scheme == "mailto", u.Scheme == "tel":
		return
	case u.Scheme == "https", u.Scheme == "http" && !strings.HasPrefix(c.root, "http"):
		return // another site
	case u.Scheme != "http" && u.Scheme != "file":
		c.fault(l.From, "link of a kind that no reader can follow: %s", l.To)
		return
	}
	page, _, _ := strings.Cut(l.To, "#")
	if u.Scheme == "file" && strings.HasSuffix(page, "/") {
		c.fault(l.From, "link to a folder, which from disk is a list of files: %s", l.To)
		return
	}
	if !c.inside(page) {
		if u.Scheme == "file" || sameHost(u, c.root) {
			c.fault(l.From, "link out of the site's folder: %s", l.To)
		}
		return
	}
	if !isPage(page) {
		if err := exists(u); err != nil {
			c.fault(l.From, "link to %s: %v", l.To, err)
		}
		return
	}
	if u.Fragment != "" && u.Fragment != "top" && slices.Contains(c.pages, page) && !slices.Contains(c.anchors[page], u.Fragment) {
		c.fault(l.From, "link to %s: no such place on the page", l.To)
	}
}

func sameHost(u *url.URL, root string) bool {
	r, err := url.Parse(root)
	return err == nil && r.Host == u.Host
}

// exists looks for a file that is no page.
func exists(u *url.URL) error {
	if u.Scheme == "file" {
		_, err := os.Stat(u.Path)
		return err
	}
	answer, err := http.Head(u.String())
	if err != nil {
		return err
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", answer.StatusCode)
	}
	return nil
}

// keptJS lists all that pages can keep in a browser, empty when they keep nothing.
const keptJS = `(async () => [
	...Object.keys(localStorage).map(k => 'localStorage ' + k),
	...Object.keys(sessionStorage).map(k => 'sessionStorage ' + k),
	...(await indexedDB.databases()).map(d => 'database ' + d.name),
	...(window.caches ? await caches.keys() : []).map(k => 'cache ' + k),
	...document.cookie.split(';').filter(Boolean).map(k => 'cookie ' + k),
])()`

// report fails the test with every problem.
func report(t testing.TB, problems []string) {
	t.Helper()
	for _, p := range problems {
		t.Error(p)
	}
}

func TestEveryLinkLeadsSomewhereAndReadingLeavesNothingBehind(t *testing.T) {
	for _, prefix := range []string{"/", "/kommune/x/y/"} {
		t.Run("below "+prefix, func(t *testing.T) {
			home := Serve(t, builtSite(t), prefix)
			tab := Chromium.Open(t, "")
			c := follow(t, tab, home, home)
			report(t, c.problems)
			expectPages(t, c)
			for _, kept := range Eval[[]string](tab, keptJS) {
				t.Errorf("after every page was read, and nothing written, the browser keeps %s", kept)
			}
		})
	}
}

func TestEveryLinkLeadsSomewhereFromDisk(t *testing.T) {
	root := "file://" + offlineSite(t) + "/"
	c := follow(t, Chromium.Open(t, ""), root, root+"index.html")
	report(t, c.problems)
	expectPages(t, c)
}

// expectPages guards against a walk that met nothing.
func expectPages(t *testing.T, c *crawl) {
	t.Helper()
	for _, sheet := range sheets {
		if !slices.ContainsFunc(c.pages, func(p string) bool { return strings.HasPrefix(p, c.root+sheet.path) }) {
			t.Errorf("no link leads to %s", sheet.path)
		}
	}
}

func TestThePageForWhatIsMissingIsWholeWhereverItIsServed(t *testing.T) {
	for _, prefix := range []string{"/", "/kommune/x/y/"} {
		home := Serve(t, builtSite(t), prefix)
		for _, missing := range []string{"mangler", "mangler/", "mangler/helt/sikkert/", "mangler/helt/sikkert"} {
			t.Run(prefix+missing, func(t *testing.T) {
				tab := Chromium.Open(t, home+missing)
				if got := Status(tab, home+missing); got != http.StatusNotFound {
					t.Errorf("status %d", got)
				}
				for _, line := range Console(tab) {
					// The page looks for its stylesheet at several depths.
					if !strings.Contains(line, "404 (Not Found)") && !strings.HasPrefix(line, "issue: StylesheetLoadingIssue") {
						t.Error(line)
					}
				}
				tab.WaitFor(`[...document.styleSheets].some(s => s.cssRules.length > 0)`)
				links := Eval[[]string](tab, `[...document.querySelectorAll('main a[href]')].map(a => a.href)`)
				if len(links) == 0 {
					t.Error("no link out")
				}
				for _, to := range links {
					u, err := url.Parse(to)
					if err != nil || u.Scheme == "http" && (!strings.HasPrefix(to, home) || exists(u) != nil) {
						t.Errorf("link to %s leads nowhere", to)
					}
				}
			})
		}
	}
}
