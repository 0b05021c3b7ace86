package site

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"redskab/internal/layout"
	"redskab/internal/meta"
	"redskab/internal/source"
	"redskab/internal/worksheet"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what testdata/sheets.txtar wants")

// renderBlock writes a block the way a page does, with the layouts that come with the
// program.
func renderBlock(t *testing.T, name string, text []byte) string {
	t.Helper()
	set, ps := layout.Load(os.DirFS("../../layouts"), "layouts")
	if ps != nil {
		t.Fatal(ps)
	}
	v, ps := meta.Parse("options.yaml", 1, 1, []byte("trafiklys:\n  roed: {label: Rød, hint: Ikke begyndt, colour: red, shape: square, also: [R]}\n  groen: {label: Grøn, colour: green, shape: circle}\n  ved-ikke: {label: Ved ikke, aside: true}\n"))
	if ps != nil {
		t.Fatal(ps)
	}
	sets, ps := worksheet.ParseOptions(v)
	if ps != nil {
		t.Fatal(ps)
	}
	var sheet worksheet.Sheet
	if ps := worksheet.ParseBlock(&sheet, sets, worksheet.Source{Name: name, File: "a.md", Pos: source.Position{File: "a.md", Line: 1, Column: 1}, Line: 2, Column: 1, Text: text}); ps != nil {
		t.Fatal(ps)
	}
	sheet.ID = "ark"
	v, ps = meta.Parse("forvaltninger.yaml", 1, 1, []byte("{id: forvaltninger, label: Forvaltninger, row: forvaltning, key: kode, columns: [{id: kode, label: Kode, kind: text}, {id: navn, label: Navn, kind: text}, {id: farve, label: Farve, kind: choice, options: trafiklys}], start: [{kode: ÆLD, navn: Ældre}], offer: {label: Begynd med én, help: Den er vores., rows: [{kode: BØRN, farve: roed}]}, import: {navn: [Navn, Forvaltning]}}"))
	if ps != nil {
		t.Fatal(ps)
	}
	list, ps := worksheet.ParseList("forvaltninger.yaml", v, sets)
	if ps != nil {
		t.Fatal(ps)
	}
	model, _ := worksheet.Link([]*worksheet.Sheet{&sheet}, []*worksheet.List{list}, worksheet.Known{}) // the sheet lacks what its front matter says
	m := blockMaker{model: model, sheet: "ark", link: func(sheet string) *Link {
		return map[string]*Link{"andet": {URL: "../andet/", Title: "Et andet ark"}}[sheet]
	}}
	var out bytes.Buffer
	switch b := sheet.Blocks[0]; {
	case b.Table != nil:
		ps = set.Part(&out, "sheet/table.html", m.table(b.Table), "a.md")
	case b.Value != nil:
		ps = set.Part(&out, "sheet/value.html", m.field(b.Value, b.Value.ID), "a.md")
	case b.Outcome != nil:
		ps = set.Part(&out, "sheet/outcome.html", m.outcome(b.Outcome), "a.md")
	default:
		for _, f := range b.Fields {
			ps = append(ps, set.Part(&out, "sheet/field.html", m.field(f, f.ID), "a.md")...)
		}
	}
	if ps != nil {
		t.Fatal(ps)
	}
	return out.String()
}

// TestSheetMarkup holds the HTML that layouts/sheet/ makes of each kind of question and
// table: the contract that the script, the styles and the checks rest on. Rules [S3] and
// [S6] of internal/worksheet/SPEC.md show in it.
func TestSheetMarkup(t *testing.T) {
	const file = "testdata/sheets.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, want := archive.Files[i], &archive.Files[i+1]
		kind, name, _ := strings.Cut(in.Name, ": ")
		t.Run(name, func(t *testing.T) {
			got := renderBlock(t, kind, in.Data)
			if *update {
				want.Data = []byte(got)
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			labelled(t, got)
		})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

var (
	anID      = regexp.MustCompile(` id="([^"]*)"`)
	reference = regexp.MustCompile(` (?:for|list|aria-labelledby|aria-describedby)="([^"]*)"`)
)

// labelled checks that no id stands twice, and that whatever names an id finds it.
func labelled(t *testing.T, html string) {
	t.Helper()
	ids := map[string]bool{}
	for _, m := range anID.FindAllStringSubmatch(html, -1) {
		if ids[m[1]] {
			t.Errorf("the id %q stands twice", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range reference.FindAllStringSubmatch(html, -1) {
		for _, id := range strings.Fields(m[1]) {
			if !ids[id] {
				t.Errorf("%s names an id that is not there", strings.TrimSpace(m[0]))
			}
		}
	}
}

// The facts the two sheets rest on: five groups with 6, 5, 5, 3 and 3 responsibilities,
// each asked for four things; and a plan with room for five activities on its page.
func TestSheetsHoldTheirFacts(t *testing.T) {
	s := loaded(t)
	roles := theTable(t, s, "roller-og-ansvar")
	counts := map[string]int{}
	for _, row := range roles.Rows {
		counts[row.Group]++
	}
	want := map[string]int{
		"Øverste politiske og administrative ledelse": 6,
		"Sundhedskoordinator":                         5,
		"Nærmeste daglige ledelse":                    5,
		"Nøglepersoner med ny viden":                  3,
		"Personale med direkte borgerkontakt":         3,
	}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Errorf("responsibilities (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"text", "choice", "longtext", "date"}, kindsOf(roles)); diff != "" {
		t.Errorf("columns of roles (-want +got):\n%s", diff)
	}
	plan := theTable(t, s, "en-side-handleplan")
	if !plan.Open || plan.Blank != 5 {
		t.Errorf("activities: open %v, blank %d, want open rows with 5 blank ones", plan.Open, plan.Blank)
	}
	if diff := cmp.Diff([]string{"text", "text", "date"}, kindsOf(plan)); diff != "" {
		t.Errorf("columns of activities (-want +got):\n%s", diff)
	}
}

func theTable(t *testing.T, s *Site, sheet string) *worksheet.Table {
	t.Helper()
	p := s.sheets[sheet]
	if p == nil {
		t.Fatalf("there is no sheet %q", sheet)
	}
	for _, b := range p.Sheet.Blocks {
		if b.Table != nil {
			return b.Table
		}
	}
	t.Fatalf("sheet %q has no table", sheet)
	return nil
}

func kindsOf(t *worksheet.Table) []string {
	var kinds []string
	for _, c := range t.Columns {
		kinds = append(kinds, c.Kind)
	}
	return kinds
}
