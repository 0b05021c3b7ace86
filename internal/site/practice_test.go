package site_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"redskab/internal/site"
)

// Pages with a sheet for practice are read like prose, and stand in no list of sheets.
func TestSheetsForPracticeStandApart(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"content/_index.md":     "# Forside\n",
		"content/site.yaml":     "id: prove\ntitle: Prøve\nsteps:\n  - {id: mandat, title: Få mandat}\n",
		"content/guide/felt.md": "---\ntitle: Om felter\nworksheet: {id: oev, practice: true}\n---\n````markdown example\n```field\n{id: maal, label: Mål, kind: text}\n```\n````\n",
		"content/ark/et.md":     "---\ntitle: Et ark\nworksheet: {id: et, edition: 1, step: mandat, time: 5, who: alle, evidence: own}\n---\n```field\n{id: maal, label: Mål, kind: text}\n```\n",
		"content/tekst.md":      "# Tekst\n",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s := load(t, site.Config{FS: fsys})
	practice, home := file(t, s, "guide/felt/index.html"), file(t, s, "index.html")
	for name, c := range map[string]struct {
		page, has string
		want      bool
	}{
		"its answers have drawers of their own [S35]": {practice, `data-site="prove.practice"`, true},
		"a sheet's do not":                            {file(t, s, "ark/et/index.html"), `data-site="prove.practice"`, false},
		"what it shows works":                         {practice, `data-path="maal"`, true},
		"what it shows is shown as it is written":     {practice, `<span class="k">` + "```field", true},
		"it says nothing of time and people":          {practice, `class="sheet-facts"`, false},
		"the way goes on to the next page":            {practice, `rel="next"`, true},
		"and comes from the one before":               {practice, `rel="prev"`, true},
		"the front page names sheets":                 {home, `Et ark`, true},
		"and none for practice":                       {home, `Om felter`, false},
		"its section lists pages":                     {file(t, s, "guide/index.html"), `class="sheet-group"`, false},
		"a sheet's section lists sheets":              {file(t, s, "ark/index.html"), `class="sheet-group"`, true},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.Contains(c.page, c.has) != c.want {
				t.Errorf("%s stands there: %v", c.has, !c.want)
			}
		})
	}
}
