//go:build browser

package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// chromium drives Chromium over its debugging protocol.
type chromium struct {
	ctx     context.Context // of the first tab, which stays open and empty
	profile string
}

func startChromium() (engine, error) {
	profile, err := os.MkdirTemp("", "redskab-chromium-")
	if err != nil {
		return nil, err
	}
	return launchChromium(profile)
}

// plainHost leads to this machine, which browsers trust by its number and by localhost, and
// by no other name: a page of it over http is one of no secure context.
const plainHost = "redskab.test"

// launchChromium starts a Chromium of its own on a profile, which quit removes.
func launchChromium(profile string) (*chromium, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath("chromium"),
		chromedp.NoSandbox, // tests run as root in containers
		chromedp.DisableGPU,
		chromedp.UserDataDir(profile),
		chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP "+plainHost+" 127.0.0.1"),
		chromedp.Env(locale),
	)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		return nil, err
	}
	return &chromium{ctx: ctx, profile: profile}, nil
}

// stop ends the browser as a person does, and keeps the profile.
func (c *chromium) stop() error {
	ctx, cancel := context.WithTimeout(c.ctx, patience)
	defer cancel()
	return chromedp.Cancel(ctx)
}

func (c *chromium) quit() {
	_ = c.stop() // the tests are over
	_ = os.RemoveAll(c.profile)
}

func (c *chromium) newPage() (page, error) { return c.openPage() }

func (c *chromium) openPage(options ...chromedp.ContextOption) (page, error) {
	p := &chromiumPage{gone: make(chan struct{})}
	p.ctx, _ = chromedp.NewContext(c.ctx, append(options, chromedp.WithListener(p.hear))...)
	if err := chromedp.Do(p.ctx); err != nil {
		return nil, err
	}
	return p, errors.Join(
		call(p, audits.Enable, cdp.Empty{}),
		call(p, cdppage.SetInterceptFileChooserDialog, cdppage.SetInterceptFileChooserDialogParams{Enabled: true}),
	)
}

// chromiumPage is a tab, and what Chromium told about it.
type chromiumPage struct {
	ctx context.Context

	mu       sync.Mutex
	console  []string // errors, warnings, violations of the policy, issues
	requests []string // addresses asked for
	status   map[string]int64
	choosers chan cdp.BackendNodeID
	gone     chan struct{} // closed when the process of the page has crashed
}

// hear notes what the tests ask about. It runs in the loop that reads the connection, so a
// command must be sent from elsewhere.
func (p *chromiumPage) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			var words []string
			for _, a := range e.Args {
				words = append(words, strings.TrimSpace(string(a.Value)+" "+a.Description))
			}
			p.console = append(p.console, string(e.Type)+": "+strings.Join(words, " "))
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			text += " " + x.Description
		}
		p.console = append(p.console, "exception: "+text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			p.console = append(p.console, fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
		}
	case *audits.EventIssueAdded:
		p.console = append(p.console, "issue: "+string(e.Issue.Code)+" "+issueDetail(e.Issue))
	case *network.EventRequestWillBeSent:
		// The page's icon belongs to its loading, but the browser asks for it in its own
		// time, up to seconds later.
		if !strings.HasSuffix(e.Request.URL, "/favicon.svg") {
			p.requests = append(p.requests, e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument {
			if p.status == nil {
				p.status = map[string]int64{}
			}
			p.status[e.Response.URL] = e.Response.Status
		}
	case *inspector.EventTargetCrashed:
		close(p.gone)
	case *cdppage.EventJavascriptDialogOpening:
		go call(p, cdppage.HandleJavaScriptDialog, cdppage.HandleJavaScriptDialogParams{Accept: true})
	case *cdppage.EventFileChooserOpened:
		select {
		case p.choosers <- e.BackendNodeID:
		default: // no test waits for it
		}
	}
}

func issueDetail(issue *audits.InspectorIssue) string {
	if csp := issue.Details.ContentSecurityPolicyIssueDetails; csp != nil {
		return csp.ViolatedDirective + " " + csp.BlockedURL
	}
	if g := issue.Details.GenericIssueDetails; g != nil {
		return string(g.ErrorType)
	}
	return ""
}

// call sends a command that has no result worth keeping.
func call[P, R any](p *chromiumPage, command cdp.Command[P, R], params P) error {
	_, err := ask(p, command, params)
	return err
}

func ask[P, R any](p *chromiumPage, command cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := context.WithTimeout(p.ctx, 2*patience)
	defer cancel()
	return chromedp.Call(ctx, command, params)
}

func (p *chromiumPage) run(steps ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(p.ctx, 2*patience)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

func (p *chromiumPage) navigate(url string) error { return p.run(chromedp.Navigate(url)) }
func (p *chromiumPage) reload() error             { return p.run(chromedp.Reload()) }
func (p *chromiumPage) back() error {
	// In a new task, since the page that answers must still be there.
	_, err := p.evaluate(`void setTimeout(() => history.back())`)
	return err
}
func (p *chromiumPage) click(x, y float64) error { return p.run(chromedp.MouseClickXY(x, y)) }
func (p *chromiumPage) activate() error          { return call(p, cdppage.BringToFront, cdp.Empty{}) }

func (p *chromiumPage) evaluate(expression string) (string, error) {
	result, err := ask(p, runtime.Evaluate, runtime.EvaluateParams{
		Expression:    inJSON(expression),
		AwaitPromise:  new(true),
		ReturnByValue: new(true),
		UserGesture:   new(true),
	})
	if err != nil {
		return "", err
	}
	if d := result.ExceptionDetails; d != nil {
		if d.Exception != nil {
			return "", errors.New(d.Exception.Description)
		}
		return "", errors.New(d.Text)
	}
	return unquote(string(result.Result.Value))
}

// chromiumKeys are the runes that stand for keys without a character.
var chromiumKeys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Space": " ", "Backspace": kb.Backspace, "Escape": kb.Escape,
	"ArrowDown": kb.ArrowDown, "ArrowUp": kb.ArrowUp, "ArrowRight": kb.ArrowRight, "ArrowLeft": kb.ArrowLeft,
	"End": kb.End, "Home": kb.Home,
}

func (p *chromiumPage) press(keys ...string) error {
	var steps []chromedp.Action[chromedp.Void]
	for _, key := range keys {
		modifier, name := splitKey(key)
		if k, ok := chromiumKeys[name]; ok {
			name = k
		}
		switch modifier {
		case "Shift":
			steps = append(steps, chromedp.KeyEvent(name, chromedp.KeyModifiers(chromedp.ModifierShift)))
		case "Control":
			steps = append(steps, chromedp.KeyEvent(name, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
		default:
			steps = append(steps, chromedp.KeyEvent(name))
		}
	}
	return p.run(steps...)
}

func (p *chromiumPage) screenshot() ([]byte, error) {
	result, err := ask(p, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{})
	return result.Data, err
}

func (p *chromiumPage) print() ([]byte, error) {
	ctx, cancel := context.WithTimeout(p.ctx, 2*patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.PrintToPDF(
		chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize(), chromedp.PDFOutlineAndTagged()))
}

func (p *chromiumPage) close() error { return chromedp.Cancel(p.ctx) }

// asChromium is the tab's Chromium side.
func asChromium(tab *Tab) *chromiumPage {
	tab.t.Helper()
	p, ok := tab.page.(*chromiumPage)
	if !ok {
		tab.t.Fatal("only Chromium can do this")
	}
	return p
}

// Console gives what the page complained about until now, and forgets it.
func Console(tab *Tab) []string {
	p := asChromium(tab)
	p.mu.Lock()
	defer p.mu.Unlock()
	said := p.console
	p.console = nil
	return said
}

// Requests gives the addresses that were asked for until now, and forgets them.
func Requests(tab *Tab) []string {
	p := asChromium(tab)
	p.mu.Lock()
	defer p.mu.Unlock()
	asked := p.requests
	p.requests = nil
	return asked
}

// Status gives the HTTP status that a page was answered with, 0 for none.
func Status(tab *Tab, url string) int64 {
	p := asChromium(tab)
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.status[url]
}

// ownChromium is a Chromium of the test's own, with a profile of its own, for what holds
// for a whole browser.
func ownChromium(t *testing.T, profile string) *Browser {
	t.Helper()
	need(t, Chromium.Command, Chromium.Package)
	running, err := launchChromium(profile)
	if err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	t.Cleanup(running.quit)
	return &Browser{Name: "Chromium", Command: Chromium.Command, Package: Chromium.Package, running: running}
}

// Apart opens a tab that shares nothing with the others: the browser of somebody else.
func Apart(t testing.TB, url string) *Tab {
	t.Helper()
	p, err := Chromium.engine(t).(*chromium).openPage(chromedp.WithNewBrowserContext())
	if err != nil {
		t.Fatalf("no tab apart from the others: %v", err)
	}
	tab := &Tab{t: t, browser: Chromium, page: p}
	t.Cleanup(tab.Close)
	tab.Navigate(url)
	return tab
}

// A download is a file that the browser saved.
type download struct {
	Name string // as the page suggested
	Data []byte
}

// Download does something and gives the file that came of it.
func Download(tab *Tab, trigger func()) download {
	tab.t.Helper()
	p := asChromium(tab)
	folder := tab.t.TempDir()
	_, err := chromedp.CallBrowser(p.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior:      browser.SetDownloadBehaviorBehaviorAllowAndName,
		DownloadPath:  folder,
		EventsEnabled: new(true),
	})
	tab.do("allow downloads", err)
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	begun := chromedp.BrowserEvents(ctx, browser.DownloadWillBegin)
	progress := chromedp.BrowserEvents(ctx, browser.DownloadProgress)
	trigger()
	var got download
	for e, err := range begun {
		tab.do("wait for a download", err)
		got.Name = e.SuggestedFilename
		break
	}
	for e, err := range progress {
		tab.do("wait for the end of a download", err)
		if e.State == browser.DownloadProgressStateCompleted {
			got.Data, err = os.ReadFile(folder + "/" + e.GUID)
			tab.do("read the download", err)
			break
		}
	}
	return got
}

// Upload does something that asks for a file, and gives it one.
func Upload(tab *Tab, file string, trigger func()) {
	tab.t.Helper()
	p := asChromium(tab)
	p.mu.Lock()
	p.choosers = make(chan cdp.BackendNodeID, 1)
	p.mu.Unlock()
	trigger()
	select {
	case node := <-p.choosers:
		tab.do("choose a file", setFiles(p, node, file))
	case <-time.After(patience):
		tab.t.Fatalf("no file was asked for; seen: %s", tab.seen())
	}
}

// Crash kills the process that shows the page, and waits until it is gone. The tab is of no
// use afterwards.
func Crash(tab *Tab) {
	tab.t.Helper()
	p := asChromium(tab)
	tab.do("hear of crashes", call(p, inspector.Enable, cdp.Empty{}))
	go call(p, cdppage.Crash, cdp.Empty{}) // nobody is left to answer it
	select {
	case <-p.gone:
	case <-time.After(patience):
		tab.t.Fatal("the page outlives being killed")
	}
	tab.closed = true
}
