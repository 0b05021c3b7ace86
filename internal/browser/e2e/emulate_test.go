//go:build browser

package e2e

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/storage"
)

// What Chromium can be told to be like.

// A Look is how the page is looked at.
type Look struct {
	Name     string
	Width    int
	Media    string            // "print", or "" for the screen
	Features map[string]string // "prefers-color-scheme": "dark"
}

var (
	light        = Look{Name: "light", Width: 1280, Features: map[string]string{"prefers-color-scheme": "light", "prefers-reduced-motion": "reduce"}}
	dark         = Look{Name: "dark", Width: 1280, Features: map[string]string{"prefers-color-scheme": "dark", "prefers-reduced-motion": "reduce"}}
	phone        = Look{Name: "320 px", Width: 320, Features: map[string]string{"prefers-color-scheme": "light", "prefers-reduced-motion": "reduce"}}
	forcedColors = Look{Name: "forced colours", Width: 1280, Features: map[string]string{"forced-colors": "active", "prefers-reduced-motion": "reduce"}}
)

// LookAs sets the viewport and the media of a tab, for this page and those that follow.
func LookAs(tab *Tab, look Look) {
	tab.t.Helper()
	p := asChromium(tab)
	features := []*emulation.MediaFeature{}
	for _, name := range []string{"prefers-color-scheme", "forced-colors", "prefers-reduced-motion"} {
		features = append(features, &emulation.MediaFeature{Name: name, Value: look.Features[name]})
	}
	tab.do("emulate media", call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: look.Media, Features: features}))
	tab.do("set the viewport", call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(look.Width), Height: 900, DeviceScaleFactor: 1,
	}))
	// A colour on its way from one look to the other is neither's.
	Eval[any](tab, `document.getAnimations().forEach(a => { try { a.finish() } catch { a.cancel() } })`)
}

// WithoutScript turns script off for the pages that follow.
func WithoutScript(tab *Tab) {
	tab.t.Helper()
	tab.scriptOff = true
	tab.do("turn script off", call(asChromium(tab), emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
}

// Slowed makes the processor n times slower for the tab.
func Slowed(tab *Tab, n float64) {
	tab.t.Helper()
	tab.do("slow down", call(asChromium(tab), emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: n}))
}

// StorageKept lists all that pages of an origin keep in the browser: cookies, and the
// stores by their type, when they hold anything.
func StorageKept(tab *Tab, origin string) map[string]float64 {
	tab.t.Helper()
	p := asChromium(tab)
	usage, err := ask(p, storage.GetUsageAndQuota, storage.GetUsageAndQuotaParams{Origin: origin})
	tab.do("ask for the storage in use", err)
	kept := map[string]float64{}
	for _, u := range usage.UsageBreakdown {
		if u.Usage > 0 {
			kept[string(u.StorageType)] = u.Usage
		}
	}
	cookies, err := ask(p, storage.GetCookies, storage.GetCookiesParams{})
	tab.do("ask for cookies", err)
	if n := len(cookies.Cookies); n > 0 {
		kept["cookies"] = float64(n)
	}
	return kept
}

// setFiles gives files to an <input type=file>.
func setFiles(p *chromiumPage, node cdp.BackendNodeID, files ...string) error {
	return call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: files, BackendNodeID: node})
}
