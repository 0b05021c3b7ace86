package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"redskab/internal/content"
	"redskab/internal/worksheet"
)

// The catalogue is what all sheets of the site ask, in one script, for pages that show
// answers and hold no sheet: a forløb as one document, respondents side by side. Its shape
// is that of src/catalogue/catalogue.ts, which says what each name means. It is no View: no
// layout sees it, and a page that wants it asks for the asset js/catalogue.js.

const catalogueScript = "js/catalogue.js"

type (
	catalogue struct {
		Site    string                     `json:"site"`
		Steps   []catalogueStep            `json:"steps"`
		Sheets  []catalogueSheet           `json:"sheets"`
		Lists   []catalogueList            `json:"lists"`
		Sets    map[string][]catalogueWord `json:"sets"`
		Program json.RawMessage            `json:"program"`
	}
	catalogueStep struct {
		ID     string `json:"id"`
		Number int    `json:"number,omitempty"` // 0 for a side track
		Title  string `json:"title"`
	}
	catalogueSheet struct {
		ID       string           `json:"id"`
		Title    string           `json:"title"`
		URL      string           `json:"url"`
		Step     string           `json:"step,omitempty"`
		Edition  int              `json:"edition"`
		Personal bool             `json:"personal,omitempty"`
		Respond  string           `json:"respond,omitempty"`
		Repeat   *catalogueRepeat `json:"repeat,omitempty"`
		Papers   []cataloguePaper `json:"papers,omitempty"`
		Parts    []any            `json:"parts"`
	}
	cataloguePaper struct {
		As      string   `json:"as"`
		Label   string   `json:"label"`
		Help    string   `json:"help,omitempty"`
		Fields  []string `json:"fields,omitempty"`
		Table   string   `json:"table,omitempty"`
		Columns []string `json:"columns,omitempty"`
		Tick    string   `json:"tick,omitempty"`
		Write   []string `json:"write,omitempty"`
	}
	catalogueRepeat struct {
		Label string          `json:"label"`
		Of    json.RawMessage `json:"of,omitempty"`
		Where json.RawMessage `json:"where,omitempty"`
		Name  string          `json:"name,omitempty"`
	}
	catalogueList struct {
		ID       string              `json:"id"`
		Label    string              `json:"label"`
		Row      string              `json:"row"`
		Name     string              `json:"name"`
		Key      []string            `json:"key,omitempty"`
		Personal bool                `json:"personal,omitempty"`
		Columns  []catalogueQuestion `json:"columns"`
	}
	catalogueWord struct {
		ID      string   `json:"id"`
		Label   string   `json:"label"`
		Colour  string   `json:"colour,omitempty"`
		Shape   string   `json:"shape,omitempty"`
		Aside   bool     `json:"aside,omitempty"`
		Retired bool     `json:"retired,omitempty"`
		Was     []string `json:"was,omitempty"`
	}
	catalogueHeading struct {
		Is    string `json:"is"`
		Level int    `json:"level"`
		Text  string `json:"text"`
	}
	// Of a column that a view shows and others ask there are the id, the cell, and shown.
	catalogueQuestion struct {
		Is       string          `json:"is,omitempty"` // "" of a column
		ID       string          `json:"id"`
		Label    string          `json:"label,omitempty"`
		Kind     string          `json:"kind,omitempty"`
		Cell     string          `json:"cell,omitempty"`
		Set      string          `json:"set,omitempty"`
		Unit     string          `json:"unit,omitempty"`
		Range    []float64       `json:"range,omitempty"`
		Required bool            `json:"required,omitempty"`
		Personal bool            `json:"personal,omitempty"`
		Given    bool            `json:"given,omitempty"`
		Derived  bool            `json:"derived,omitempty"`
		Shown    bool            `json:"shown,omitempty"`
		Override string          `json:"override,omitempty"`
		Was      []string        `json:"was,omitempty"`
		Print    string          `json:"print,omitempty"`
		Show     json.RawMessage `json:"show,omitempty"`
	}
	catalogueTable struct {
		Is       string              `json:"is"`
		ID       string              `json:"id"`
		Label    string              `json:"label"`
		As       string              `json:"as"`
		Open     bool                `json:"open,omitempty"`
		Add      bool                `json:"add,omitempty"`
		Of       json.RawMessage     `json:"of,omitempty"`
		List     string              `json:"list,omitempty"`
		Naming   []string            `json:"naming,omitempty"`
		Group    []string            `json:"group,omitempty"`
		Sort     []string            `json:"sort,omitempty"`
		Personal bool                `json:"personal,omitempty"`
		Was      []string            `json:"was,omitempty"`
		Print    string              `json:"print,omitempty"`
		Show     json.RawMessage     `json:"show,omitempty"`
		Rows     []catalogueRow      `json:"rows,omitempty"`
		Columns  []catalogueQuestion `json:"columns"`
		// Columns that rows are named, grouped or sorted by, and that are not among those shown.
		Unshown []catalogueQuestion `json:"unshown,omitempty"`
	}
	catalogueRow struct {
		ID    string          `json:"id"`
		Label string          `json:"label"`
		Group string          `json:"group,omitempty"`
		Was   []string        `json:"was,omitempty"`
		Show  json.RawMessage `json:"show,omitempty"`
	}
	catalogueOutcome struct {
		Is    string            `json:"is"`
		First bool              `json:"first,omitempty"`
		Print string            `json:"print,omitempty"`
		Show  json.RawMessage   `json:"show,omitempty"`
		Rules []catalogueAdvice `json:"rules"`
	}
	catalogueAdvice struct {
		When json.RawMessage `json:"when,omitempty"`
		Say  json.RawMessage `json:"say"`
		Next string          `json:"next,omitempty"`
	}
	catalogueFigure struct {
		Is      string          `json:"is"`
		Title   string          `json:"title"`
		Print   string          `json:"print,omitempty"`
		Show    json.RawMessage `json:"show,omitempty"`
		Heads   []string        `json:"heads"`
		Key     []catalogueKey  `json:"key,omitempty"`
		Names   bool            `json:"names,omitempty"`
		Drawing string          `json:"drawing"`
		Data    json.RawMessage `json:"data"`
	}
	catalogueKey struct {
		Number string `json:"number,omitempty"`
		Label  string `json:"label"`
		Colour string `json:"colour,omitempty"`
		Shape  string `json:"shape,omitempty"`
	}
	catalogueClock struct {
		Is    string          `json:"is"`
		Label string          `json:"label"`
		Print string          `json:"print,omitempty"`
		Show  json.RawMessage `json:"show,omitempty"`
		Data  json.RawMessage `json:"data"`
	}
)

// catalogue makes the script; nil for a site without sheets. Addresses in it begin at the
// root of the site, since one file serves pages of all depths.
func (s *Site) catalogue() []byte {
	pages := inBoardOrder(s.tree.Pages, s.tree.Site.Steps, s.sheetsPage)
	if len(pages) == 0 {
		return nil
	}
	root := resolver{site: s}
	if s.cfg.Offline {
		root.index = "index.html"
	}
	m := cataloguer{blockMaker: blockMaker{model: s.tree.Model, link: func(string) *Link { return nil }}, sets: map[string][]catalogueWord{}}
	c := catalogue{Site: s.tree.Site.ID, Steps: []catalogueStep{}, Lists: []catalogueList{}, Sets: m.sets}
	number := 0
	for _, st := range s.tree.Site.Steps {
		step := catalogueStep{ID: st.ID, Title: st.Title}
		if !st.Side {
			number++
			step.Number = number
		}
		c.Steps = append(c.Steps, step)
	}
	var sheets []*worksheet.Sheet
	for _, p := range pages {
		sheets = append(sheets, p.Sheet)
		c.Sheets = append(c.Sheets, m.sheetOf(p, root.page(p.Path)))
	}
	for _, l := range lists(s.tree) {
		of := catalogueList{ID: l.ID, Label: l.Label, Row: l.RowName, Name: l.Name, Key: l.Key, Personal: l.Personal}
		for _, f := range l.Columns {
			of.Columns = append(of.Columns, m.question("", f))
		}
		c.Lists = append(c.Lists, of)
	}
	c.Program = json.RawMessage(s.tree.Model.Whole(sheets))
	var b bytes.Buffer
	b.WriteString("(()=>{const s=document.currentScript,c=")
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is a file of its own, so nothing in it ends a script
	if err := e.Encode(c); err != nil {
		panic("site: a catalogue that is no JSON: " + err.Error()) // it holds texts and finished JSON
	}
	b.Truncate(b.Len() - 1) // the encoder's newline
	b.WriteString(`;s.offered=c;s.dispatchEvent(new CustomEvent("part",{detail:c}))})()`)
	return b.Bytes()
}

// inBoardOrder gives the sheets that readers find, as the list of sheets has them: those of
// no step first, then by step, and within a step those of the list before those elsewhere.
func inBoardOrder(all []*content.Page, steps []content.Step, list *content.Page) []*content.Page {
	place := map[string]int{"": -1}
	for i, st := range steps {
		place[st.ID] = i
		if st.Side {
			place[st.ID] += len(steps)
		}
	}
	var pages []*content.Page
	for _, p := range all {
		if p.Listed() {
			pages = append(pages, p)
		}
	}
	elsewhere := func(p *content.Page) int {
		if p.Parent == list {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(pages, func(a, b *content.Page) int {
		return cmp.Or(cmp.Compare(place[a.Sheet.Step], place[b.Sheet.Step]), cmp.Compare(elsewhere(a), elsewhere(b)))
	})
	return pages
}

// A cataloguer writes down what sheets ask, and gathers the options of their questions.
type cataloguer struct {
	blockMaker
	sets map[string][]catalogueWord
}

func (m cataloguer) sheetOf(p *content.Page, url string) catalogueSheet {
	sheet := p.Sheet
	out := catalogueSheet{ID: sheet.ID, Title: p.Title, URL: url, Step: sheet.Step, Edition: sheet.Edition, Personal: sheet.Personal, Respond: sheet.Respond, Parts: []any{}}
	if r := sheet.Repeat; r != nil {
		out.Repeat = &catalogueRepeat{Label: r.Label, Of: rawJSON(m.model.JSON(r.Of)), Where: rawJSON(m.model.JSON(r.Where)), Name: m.model.CopyName(sheet)}
	}
	for _, w := range sheet.Papers {
		out.Papers = append(out.Papers, cataloguePaper{As: w.As, Label: w.Label, Help: w.Help, Fields: w.Fields, Table: w.Table, Columns: w.Columns, Tick: w.Tick, Write: w.Write})
	}
	headings := p.Doc.Headings
	for i, b := range sheet.Blocks {
		// Of the headings before a block those count that it stands under.
		var over []catalogueHeading
		for len(headings) > 0 && headings[0].Pos.Line < b.Pos.Line {
			h := catalogueHeading{Is: "heading", Level: headings[0].Level, Text: headings[0].Text}
			over = append(slices.DeleteFunc(over, func(o catalogueHeading) bool { return o.Level >= h.Level }), h)
			headings = headings[1:]
		}
		for _, h := range over {
			if h.Level > 1 {
				out.Parts = append(out.Parts, h)
			}
		}
		out.Parts = append(out.Parts, m.parts(b, i)...)
	}
	return out
}

func (m cataloguer) parts(b worksheet.Block, i int) (parts []any) {
	switch {
	case b.Table != nil:
		return []any{m.tableOf(b.Table)}
	case b.Value != nil:
		return []any{m.question("value", b.Value)}
	case b.Outcome != nil:
		return []any{m.outcomeOf(b.Outcome)}
	case b.Figure != nil:
		v := m.figure(b.Figure, i)
		f := catalogueFigure{Is: "figure", Title: v.Title, Print: v.Print, Show: rawJSON(v.Show), Heads: v.Columns, Names: v.Names, Drawing: string(v.Blank), Data: rawJSON(v.Data)}
		for _, k := range v.Key {
			f.Key = append(f.Key, catalogueKey(k))
		}
		return []any{f}
	case b.Clock != nil:
		v := m.clock(b.Clock, i)
		return []any{catalogueClock{Is: "clock", Label: v.Label, Print: v.Print, Show: rawJSON(v.Show), Data: rawJSON(v.Data)}}
	}
	for _, f := range b.Fields {
		parts = append(parts, m.question("question", f))
	}
	return parts
}

// question writes down a question of a sheet, a column, or a value.
func (m cataloguer) question(is string, f *worksheet.Field) catalogueQuestion {
	q := catalogueQuestion{
		Is: is, ID: f.ID, Label: f.Label, Kind: f.Kind, Set: m.model.SetID(f), Unit: f.Unit, Required: f.Required, Personal: f.Personal, Given: f.Given, Derived: f.Derived,
		Override: f.Override, Was: f.Was, Print: f.Print, Show: rawJSON(m.model.JSON(f.Show)),
	}
	if low, high, ok := m.model.Range(f); ok {
		q.Range = []float64{low, high}
	}
	if q.Set != "" && m.sets[q.Set] == nil {
		for _, o := range f.Options {
			m.sets[q.Set] = append(m.sets[q.Set], catalogueWord{ID: o.ID, Label: o.Label, Colour: o.Colour, Shape: o.Shape, Aside: o.Aside, Retired: o.Retired, Was: o.Was})
		}
	}
	return q
}

func (m cataloguer) tableOf(t *worksheet.Table) catalogueTable {
	out := catalogueTable{
		Is: "table", ID: t.ID, Label: t.Label, As: t.As, Open: t.Open, Add: t.Add, Of: rawJSON(m.model.ViewJSON(t)), Group: t.Group, Sort: t.Sort, Personal: t.Personal, Was: t.Was, Print: t.Print,
		Show: rawJSON(m.model.JSON(t.Show)), Columns: []catalogueQuestion{},
	}
	if t.View == nil {
		out.Of = nil
	} else {
		out.Naming = m.model.Naming(t)
	}
	if l := m.model.ListOf(t); l != nil {
		out.List = l.ID
	}
	for _, r := range t.Rows {
		out.Rows = append(out.Rows, catalogueRow{ID: r.ID, Label: r.Label, Group: r.Group, Was: r.Was, Show: rawJSON(m.model.JSON(r.Show))})
	}
	column := func(c worksheet.Column) catalogueQuestion {
		if slices.Contains(t.Columns, c.Field) {
			return m.question("", c.Field)
		}
		return catalogueQuestion{ID: c.ID, Cell: c.CellID, Shown: c.Shown}
	}
	has := map[string]bool{}
	for _, c := range m.model.Columns(t) {
		has[c.ID] = true
		if repeatsLabels(t, c.Field) {
			continue
		}
		out.Columns = append(out.Columns, column(c))
	}
	for _, ids := range [][]string{out.Naming, t.Group, t.Sort} {
		for _, id := range ids {
			c, ok := m.model.Column(t, strings.TrimPrefix(id, "-"))
			if ok && !has[c.ID] {
				has[c.ID] = true
				out.Unshown = append(out.Unshown, column(c))
			}
		}
	}
	return out
}

func (m cataloguer) outcomeOf(o *worksheet.Outcome) catalogueOutcome {
	out := catalogueOutcome{Is: "outcome", First: o.First, Print: o.Print, Show: rawJSON(m.model.JSON(o.Show))}
	for _, rule := range o.Rules {
		words, say := m.model.Text(rule.Say)
		if say == "" {
			text, err := json.Marshal([]string{words})
			if err != nil {
				panic("site: words that are no JSON: " + err.Error()) // they are a text
			}
			say = string(text)
		}
		out.Rules = append(out.Rules, catalogueAdvice{When: rawJSON(m.model.JSON(rule.When)), Say: rawJSON(say), Next: rule.Next})
	}
	return out
}

// rawJSON takes over finished JSON, "" for none.
func rawJSON(text string) json.RawMessage {
	if text == "" {
		return nil
	}
	return json.RawMessage(text)
}
