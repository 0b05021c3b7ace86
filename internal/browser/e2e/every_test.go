//go:build browser

package e2e

import (
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// mainRoad are the sheets that CI fills; make prove fills every sheet there is.
var mainRoad = []string{"profil", "roller-og-ansvar", "en-side-handleplan", "kortlaegning", "sortering", "prioritering", "forslagsoversigt", "interview", "modenhedstrappen", "samlet-forloeb"}

// sheetPaths gives the sheets to try, by name: those of mainRoad, with PROVE all that the
// toolbox lists.
func sheetPaths(t *testing.T) map[string]string {
	t.Helper()
	home := Serve(t, builtSite(t), "/")
	index := Chromium.Open(t, home+"ark/")
	links := Eval[[]string](index, `[...document.querySelectorAll('main a[href]')].map(a => a.href.split('#')[0]).filter(href => /\/ark\/[^/]+\/$|samlet-forloeb\/$/.test(href))`)
	paths := map[string]string{}
	for _, link := range links {
		p := strings.TrimPrefix(link, home)
		if name := path.Base(p); os.Getenv("PROVE") != "" || slices.Contains(mainRoad, name) {
			paths[name] = p
		}
	}
	if len(paths) < len(mainRoad) {
		t.Fatalf("of %q the toolbox lists %q", mainRoad, slices.Sorted(maps.Keys(paths)))
	}
	return paths
}

// TestEverySheetTakesAnswersAndHasThemAgain answers some questions of each sheet, and lets
// axe judge it as it then is.
func TestEverySheetTakesAnswersAndHasThemAgain(t *testing.T) {
	for name, path := range sheetPaths(t) {
		t.Run(name, func(t *testing.T) {
			tab := openMapped(t, path)
			addRows(tab)
			n := 0
			// What is answered may hide what was asked.
			want := fill(tab, 1, func(q question) bool {
				n++
				return n <= 6 && Eval[bool](tab, `document.querySelector('[data-path=`+quote(q.Path)+`]').getClientRects().length > 0`)
			})
			awaitSaved(tab)
			for _, look := range []Look{light, dark, phone} {
				LookAs(tab, look)
				for _, problem := range AxeProblems(tab) {
					t.Errorf("axe, %s: %s", look.Name, problem)
				}
			}
			LookAs(tab, light)
			tab.Reload()
			expectAnswers(tab, want)
			for _, line := range Console(tab) {
				t.Error(line)
			}
		})
	}
}
