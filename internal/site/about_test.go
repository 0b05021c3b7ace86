package site_test

import (
	"strings"
	"testing"

	"redskab"
	"redskab/internal/site"
)

// An owner who has tried his edition says so in one place, and readers find it at the foot of
// every page and where the site tells how far it can be used by all.
func TestTheOwnersStatementOnAccessibilityIsFoundFromEveryPage(t *testing.T) {
	own := sources(
		"content/site.yaml", "accessibility:\n  statement: https://erklaering.example/sund\n  tested: 2026-11-21\n",
		"content/_index.md", "# Forside\n",
		"content/mandat.md", "# Mandat\n",
		"content/tilgaengelighed.md", "---\nlayout: about\n---\n# Tilgængelighed\n",
	)
	delete(own, "layouts/base.html") // the design's own frame
	delete(own, "layouts/page.html")
	files, pages := build(t, site.Config{FS: own, Defaults: redskab.Files, Out: t.TempDir()}), 0
	for name, page := range files {
		if !strings.HasSuffix(name, "index.html") {
			continue
		}
		pages++
		if !strings.Contains(page, "https://erklaering.example/sund") || !strings.Contains(page, ">Tilgængelighedserklæring</a>") {
			t.Errorf("the foot of %s does not lead to the statement", name)
		}
	}
	if pages != 3 {
		t.Errorf("there are %d pages", pages)
	}
	if page := files["tilgaengelighed/index.html"]; !strings.Contains(page, "sidst prøvet for tilgængelighed den 21. november 2026") {
		t.Error("the page on accessibility does not say when the site was tried")
	}
}
