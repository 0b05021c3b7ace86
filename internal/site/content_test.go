package site_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redskab"
	"redskab/internal/site"
)

// tree reads all files below a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func build(t *testing.T, cfg site.Config) map[string]string {
	t.Helper()
	if _, warnings, err := site.Build(context.Background(), cfg); err != nil || len(warnings) > 0 {
		t.Fatalf("%v %v", err, warnings)
	}
	return tree(t, cfg.Out)
}

// The real toolbox is a test: every page is made and every rule applied.
func TestToolboxBuildsWithoutProblemsOrWarnings(t *testing.T) {
	for name, cfg := range map[string]site.Config{
		"for a host":                      {},
		"for a host with a known address": {URL: "https://example.org/kommune/x"},
		"for opening from disk":           {Offline: true},
	} {
		t.Run(name, func(t *testing.T) {
			cfg.FS, cfg.Defaults = redskab.Files, redskab.Files
			cfg.Out = t.TempDir()
			first := build(t, cfg)
			cfg.Out = t.TempDir()
			if diff := cmp.Diff(first, build(t, cfg)); diff != "" {
				t.Errorf("two builds of the same sources differ: %s", diff)
			}
		})
	}
}

// These addresses are promised to readers; a page may move only by leaving an alias.
func TestToolboxHasItsPages(t *testing.T) {
	files := build(t, site.Config{FS: redskab.Files, Defaults: redskab.Files, Out: t.TempDir()})
	for _, p := range []string{
		"", "kapacitet/", "kapacitet/implementeringscirklen/", "kapacitet/vurdering/", "kapacitet/anvend-og-styrk/",
		"kom-i-gang/", "kom-i-gang/implementering/", "kom-i-gang/vaelg-vej/", "kapacitet/tilgange/", "kapacitet/medarbejdergrupper/",
		"koordinator/kompetencer/", "koordinator/fire-retninger/", "koordinator/kommunikation/", "koordinator/modstand/",
		"mandat/temamoede/", "mandat/designstjerne/", "mandat/drejebog/", "mandat/styregruppe/",
		"arbejdsgangen/", "mandat/", "kortlaegning/", "sortering/", "prioritering/", "konkretisering/", "planlaegning/",
		"prioritering/dokumenter/", "prioritering/budgetaarshjul/", "prioritering/chefgruppen/", "planlaegning/implementeringsplan/",
		"planlaegning/handleplan/", "planlaegning/ti-spoergsmaal/", "planlaegning/fremmende-forhold/",
		"samarbejde/egen-kommune/organisering/", "samarbejde/egen-kommune/arbejdsgrupper/",
		"samarbejde/egen-kommune/faelles-interesser/", "samarbejde/egen-kommune/relationer/",
		"samarbejde/", "samarbejde/egen-kommune/", "samarbejde/frontmedarbejdere/", "samarbejde/eksterne/", "opfoelgning/",
		"koordinator/", "koordinator/roller/", "koordinator/roller-og-ansvar/", "ark/", "ark/roller-og-ansvar/", "ark/en-side-handleplan/",
		"redaktoer/", "redaktoer/kom-i-gang/", "redaktoer/sider/", "redaktoer/markdown/", "redaktoer/websted/", "redaktoer/ark/", "redaktoer/felter/",
		"redaktoer/tabeller/", "redaktoer/lister/", "redaktoer/regler/", "redaktoer/figurer/", "redaktoer/ure/", "redaktoer/flere/", "redaktoer/id/", "redaktoer/udgiv/", "mine-forloeb/", "mine-forloeb/sammenlign/",
		"opslag/", "opslag/dine-data/", "opslag/kilder/", "opslag/bilag/", "opslag/facilitering/", "opslag/forebyggelsespakker/",
		"opslag/ordliste/", "opslag/tilgaengelighed/", "eksempler/", "en/",
	} {
		if files[p+"index.html"] == "" {
			t.Errorf("there is no page /%s", p)
		}
	}
}

// Whoever wonders where the answers go finds it from any page.
func TestEveryPageLeadsToThePagesAboutTheSite(t *testing.T) {
	files := build(t, site.Config{FS: redskab.Files, Defaults: redskab.Files, Out: t.TempDir()})
	for name, page := range files {
		if !strings.HasSuffix(name, "index.html") || !strings.Contains(page, "site-foot-links") {
			continue
		}
		_, foot, _ := strings.Cut(page, "site-foot-links")
		if !strings.Contains(foot, "Dine data bliver hos dig</a>") {
			t.Errorf("the foot of %s does not lead to the page on data", name)
		}
	}
}

// A publication that pages name is on the page of sources, whichever page named it.
func TestThePageOfSourcesHasEverySource(t *testing.T) {
	files := build(t, site.Config{FS: redskab.Files, Defaults: redskab.Files, Out: t.TempDir()})
	entry := regexp.MustCompile(`(?s)<h2 id="?sidens-kilder"?>.*?</ul>`)
	listed := regexp.MustCompile(`<li>(.*?)(?:</li>|</ul>|\n)`)
	all, named := files["opslag/kilder/index.html"], 0
	for name, page := range files {
		for _, m := range listed.FindAllStringSubmatch(entry.FindString(page), -1) {
			named++
			if text, _, _ := strings.Cut(m[1], "<li>"); !strings.Contains(all, text) {
				t.Errorf("%s names a source that the page of sources does not have: %s", name, text)
			}
		}
	}
	if named == 0 {
		t.Error("no page names a source")
	}
}

// What a page weighs over the wire, packed, without pictures and the font, which browsers
// fetch once for the whole site.
func TestToolboxStaysWithinItsBudgets(t *testing.T) {
	files := build(t, site.Config{FS: redskab.Files, Defaults: redskab.Files, Out: t.TempDir()})
	linked := regexp.MustCompile(`(?:href|src)="([^"]+\.(css|js))"`)
	for name, page := range files {
		if !strings.HasSuffix(name, "index.html") {
			continue
		}
		sum, of := packed(t, page), map[string]int{}
		for _, m := range linked.FindAllStringSubmatch(page, -1) {
			size := packed(t, files[path.Join(path.Dir(name), m[1])])
			of[m[2]] += size
			sum += size
		}
		budget := map[string]int{"css": 12_000, "js": 5_000, "all": 35_000}
		// The aim is 25 kB of script on any sheet. Rows, and copies of a whole sheet, are above it.
		for script, most := range map[string]int{"sheet": 20_500, "rows": 28_500, "copies": 29_500, "cases": 27_000, "compare": 29_500} {
			if strings.Contains(page, "js/"+script+".") {
				budget = map[string]int{"css": 18_000, "js": most, "all": 65_000}
			}
		}
		if of["css"] > budget["css"] || of["js"] > budget["js"] || sum > budget["all"] || of["css"] == 0 || of["js"] == 0 {
			t.Errorf("%s weighs %d bytes packed, of them %d of stylesheets and %d of script; the budget is %v", name, sum, of["css"], of["js"], budget)
		}
	}
}

func packed(t *testing.T, text string) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
