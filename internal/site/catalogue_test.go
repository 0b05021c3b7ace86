package site_test

import (
	"encoding/json"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"redskab"
	"redskab/internal/site"
)

// catalogued is what a test reads of js/catalogue.js.
type catalogued struct {
	Sheets []struct {
		ID, Title, URL string
		Parts          []struct {
			asked
			Is      string
			Open    bool
			Add     bool
			List    string
			Rows    []struct{ ID, Label string }
			Columns []asked
		}
	}
	Lists []struct {
		ID      string
		Columns []asked
	}
	Sets    map[string][]struct{ ID, Label string }
	Program struct {
		Cells map[string]json.RawMessage
	}
}

type asked struct{ ID, Label, Kind, Cell, Set string }

func catalogue(t *testing.T, s *site.Site) (name string, c catalogued) {
	t.Helper()
	for _, p := range s.Paths() {
		if ok, _ := path.Match("js/catalogue.*.js", p); ok {
			name = p
		}
	}
	if name == "" {
		t.Fatal("there is no catalogue")
	}
	text := file(t, s, name)
	from, to := strings.Index(text, "c={"), strings.LastIndex(text, ";s.offered")
	if err := json.Unmarshal([]byte(text[from+2:to]), &c); err != nil {
		t.Fatal(err)
	}
	return name, c
}

var (
	question = regexp.MustCompile(`data-path=("[^"]*"|[^ >]+) data-kind=("[^"]*"|[^ >]+)[^>]*><(?:legend|label)[^>]*>([^<]*)`)
	noRow    = regexp.MustCompile(`/(~\d+|ROW)\.`)
)

func unquoted(s string) string { return html.UnescapeString(strings.Trim(s, `"`)) }

// Whoever shows answers without their sheet believes the catalogue: a question that is not in
// it, or is another there, is lost to them. [S50]
func TestTheCatalogueAsksWhatTheSheetsAsk(t *testing.T) {
	s := load(t, site.Config{FS: redskab.Files})
	_, c := catalogue(t, s)
	columns := map[string]asked{} // by cell
	for _, l := range c.Lists {
		for _, q := range l.Columns {
			columns[l.ID+"."+q.ID] = q
		}
	}
	for _, sheet := range c.Sheets {
		for _, part := range sheet.Parts {
			for _, q := range part.Columns {
				if q.Cell == "" {
					columns[sheet.ID+"."+part.ID+"."+q.ID] = q
				}
			}
		}
	}
	seen, options := 0, 0
	for _, sheet := range c.Sheets {
		known := map[string]asked{} // by data-path; of rows that come and go, without the row
		for _, part := range sheet.Parts {
			switch part.Is {
			case "question", "value":
				known[part.ID] = part.asked
			case "table":
				for _, q := range part.Columns {
					if q.Cell != "" {
						q = columns[q.Cell]
					}
					known[part.ID+"/."+q.ID] = q
					for _, row := range part.Rows {
						known[part.ID+"/"+row.ID+"."+q.ID] = q
					}
				}
			}
		}
		for _, m := range question.FindAllStringSubmatch(file(t, s, sheet.URL+"index.html"), -1) {
			at, kind, label := noRow.ReplaceAllString(unquoted(m[1]), "/."), unquoted(m[2]), unquoted(m[3])
			if at == "" { // what the list asks elsewhere, for rows that are brought in
				continue
			}
			q := known[at]
			if q.Kind != kind || strings.TrimSpace(q.Label) != strings.TrimSpace(label) {
				t.Errorf("%s asks %s, %q (%s); the catalogue has %q (%s)", sheet.URL, at, label, kind, q.Label, q.Kind)
			}
			if slices.Contains([]string{"choice", "scale"}, kind) && q.Set != "" {
				options += len(c.Sets[q.Set])
			}
			seen++
		}
		for cell := range known {
			if _, ok := c.Program.Cells[sheet.ID+"."+cell]; !ok && !strings.Contains(cell, "/") {
				t.Errorf("the program has no cell %s.%s", sheet.ID, cell)
			}
		}
	}
	for cell := range columns {
		if _, ok := c.Program.Cells[cell]; !ok {
			t.Errorf("the program has no cell %s", cell)
		}
	}
	if len(c.Sheets) < 50 || seen < 1000 || options < 1000 {
		t.Errorf("only %d sheets, %d questions and %d options were compared", len(c.Sheets), seen, options)
	}
}

// The sheets stand in the order of the board, their addresses begin at the root of the site,
// and neither drafts nor sheets for practice are among them.
func TestTheCatalogueIsInTheOrderOfTheBoard(t *testing.T) {
	sheet := func(id, step string) string {
		return "---\ntitle: " + id + "\ndescription: Et ark.\nworksheet:\n  id: " + id + "\n  edition: 1\n" + step + "  time: 10\n  who: [styregruppen]\n  evidence: own\n  because: Vores eget.\n---\n\n## En del\n\n## Spørgsmål\n\n```field\nid: maal\nlabel: Mål\nkind: text\n```\n\n## Slut\n"
	}
	steps := "title: Prøve\nid: proeve\nsteps:\n  - {id: en, title: En, line: Den første.}\n  - {id: ved-siden, title: Ved siden, line: Et spor., side: true}\n  - {id: to, title: To, line: Den anden.}\n"
	fs := sources("content/site.yaml", steps, "content/_index.md", "---\ntitle: Forside\n---\n", "content/ark/_index.md", "---\ntitle: Ark\nlayout: sheets\n---\n",
		"content/ark/a.md", sheet("a", "  step: ved-siden\n"), "content/ark/b.md", sheet("b", "  step: to\n"), "content/ark/c.md", sheet("c", "  step: en\n"), "content/ark/d.md", sheet("d", ""))
	for name, test := range map[string]struct {
		offline bool
		url     string
	}{"for a host": {false, "ark/d/"}, "for opening from disk": {true, "ark/d/index.html"}} {
		t.Run(name, func(t *testing.T) {
			_, c := catalogue(t, load(t, site.Config{FS: fs, Offline: test.offline}))
			var ids []string
			for _, s := range c.Sheets {
				ids = append(ids, s.ID)
			}
			if got := strings.Join(ids, " "); got != "d c b a" {
				t.Errorf("the sheets stand as %s", got)
			}
			if c.Sheets[0].URL != test.url {
				t.Errorf("the address is %s", c.Sheets[0].URL)
			}
			if got := len(c.Sheets[0].Parts); got != 2 {
				t.Errorf("there are %d parts: a heading without a question counts for none", got)
			}
		})
	}
}
