//go:build browser

package e2e

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
)

var (
	screensFlag = flag.String("screens", "", "write pictures of pages into this `folder`, for people to look at")
	pagesFlag   = flag.String("pages", "/,/mandat/,/kapacitet/implementeringscirklen/,/ark/,/"+roles+",/"+plan, "the `paths` to take pictures of, parted by commas")
)

// TestScreens takes pictures of whole pages, on a phone, a tablet and a desk, in light and
// dark, and on paper; sheets also filled. Nobody but people can judge them, so without
// -screens it takes one, to see that it can.
func TestScreens(t *testing.T) {
	folder, pages, widths := *screensFlag, strings.Split(*pagesFlag, ","), []int{320, 768, 1280}
	if folder == "" {
		folder, pages, widths = t.TempDir(), []string{"/"}, []int{320}
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	home := Serve(t, builtSite(t), "/")
	tab := Chromium.Open(t, "")
	for _, page := range pages {
		name := strings.ReplaceAll(strings.Trim(page, "/"), "/", "-")
		if name == "" {
			name = "forside"
		}
		LookAs(tab, light)
		tab.Navigate(home + strings.TrimPrefix(page, "/"))
		pictures(t, tab, filepath.Join(folder, name), widths)
		if *screensFlag == "" || !Eval[bool](tab, `!!document.querySelector('form.sheet')`) {
			continue
		}
		LookAs(tab, light)
		awaitSheet(tab)
		addRows(tab)
		fill(tab, 1, all)
		awaitSaved(tab)
		pictures(t, tab, filepath.Join(folder, name+"-udfyldt"), widths)
	}
}

// pictures writes a page as it is shown now in every width and look, and printed.
func pictures(t *testing.T, tab *Tab, name string, widths []int) {
	t.Helper()
	keep := func(file string, data []byte) {
		if len(data) == 0 {
			t.Errorf("%s is empty", file)
		}
		tab.do("write "+file, os.WriteFile(file, data, 0o644))
	}
	for _, width := range widths {
		for _, look := range []Look{light, dark} {
			look.Width = width
			LookAs(tab, look)
			Eval[any](tab, `scrollTo({top: 0, behavior: 'instant'})`) // what sticks lies where it belongs
			picture, err := ask(asChromium(tab), cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{CaptureBeyondViewport: new(true), Clip: wholePage(tab)})
			tab.do("take a picture", err)
			keep(fmt.Sprintf("%s-%d-%s.png", name, width, look.Name), picture.Data)
		}
	}
	LookAs(tab, light)
	keep(name+".pdf", tab.PDF())
	need(t, "pdftoppm", "poppler-utils")
	tab.do("pdftoppm", exec.Command("pdftoppm", "-r", "70", "-png", name+".pdf", name+"-print").Run())
}

func wholePage(tab *Tab) *cdppage.Viewport {
	size := Eval[[2]float64](tab, `[innerWidth, document.documentElement.scrollHeight]`)
	return &cdppage.Viewport{Width: size[0], Height: size[1], Scale: 1}
}
