//go:build browser

package e2e

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// mainRoad are the sheets that CI fills; make prove fills every sheet there is.
var mainRoad = []string{"profil", "kortlaegning", "sortering", "prioritering", "forslagsoversigt", "interview", "modenhedstrappen", "samlet-forloeb"}

// TestEverySheetTakesAnswersAndHasThemAgain answers some questions of each sheet, and lets
// axe judge it as it then is.
func TestEverySheetTakesAnswersAndHasThemAgain(t *testing.T) {
	site := builtSite(t)
	all := os.Getenv("PROVE") != ""
	home := Serve(t, site, "/")
	index := Chromium.Open(t, home+"ark/")
	links := Eval[[]string](index, `[...new Set([...document.querySelectorAll('main a[href]')].map(a => a.href.split('#')[0]))].filter(href => /\/ark\/[^/]+\/$|samlet-forloeb\/$/.test(href))`)
	if len(links) < len(mainRoad) {
		t.Fatalf("the list of sheets has %d links", len(links))
	}
	tried := 0
	for _, link := range links {
		path := strings.Trim(strings.TrimPrefix(link, home), "/")
		name := path[strings.LastIndex(path, "/")+1:]
		if !all && !slices.Contains(mainRoad, name) {
			continue
		}
		tried++
		t.Run(name, func(t *testing.T) {
			// A site of its own: what one sheet is told, the next would have fetched.
			tab := openSheet(t, Chromium, Serve(t, site, "/")+path+"/")
			addRows(tab)
			if Eval[int](tab, strings.TrimSuffix(questionsJS, "\n")+`.length`) == 0 {
				// It shows rows that another sheet makes; flow_test.go fills it.
				expectText(tab, "h1", Eval[string](tab, `document.querySelector('form.sheet').dataset.title`))
				return
			}
			n := 0
			want := fill(tab, 1, func(question) bool { n++; return n <= 6 })
			awaitSaved(tab)
			for _, problem := range AxeProblems(tab) {
				t.Errorf("axe: %s", problem)
			}
			tab.Reload()
			expectAnswers(tab, want)
			for _, line := range Console(tab) {
				t.Error(line)
			}
		})
	}
	if tried < len(mainRoad)-1 {
		t.Errorf("only %d sheets were tried", tried)
	}
}
