package site

import (
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"redskab/internal/content"
	"redskab/internal/markdown"
	"redskab/internal/source"
	"redskab/internal/worksheet"
)

// The word that stands for a row's id in the row that scripts copy.
const templateRow = "ROW"

// A heading that is a tab, {.tab}: sheets that have some load a script for them.
var tabHeading = regexp.MustCompile(`<h2[^>]* class="(?:[^"]* )?tab[ "]`)

func (s *Site) sheetView(p *content.Page, r resolver) *SheetView {
	v := &SheetView{Sheet: p.Sheet, TimeText: timeText(p.Sheet.Time), Site: s.tree.Site.ID, Program: s.tree.Model.Program(p.Sheet)}
	if p.Sheet.Practice {
		v.Site += ".practice" // no site's id has a full stop
	}
	if rep := p.Sheet.Repeat; rep != nil {
		v.RepeatOf, v.RepeatWhere = s.tree.Model.JSON(rep.Of), s.tree.Model.JSON(rep.Where)
		v.RepeatName, v.Beside = s.tree.Model.CopyName(p.Sheet), s.tree.Model.Beside(p.Sheet)
	}
	v.Tabs = slices.ContainsFunc(p.Doc.Parts, func(part markdown.Part) bool { return tabHeading.MatchString(part.HTML) })
	v.BeforeLinks = s.sheetLinks(p.Sheet.Before, r)
	v.AfterLinks = s.sheetLinks(p.Sheet.After, r)
	return v
}

func (s *Site) sheetLinks(ids []string, r resolver) []Link {
	var links []Link
	for _, id := range ids {
		if p := s.sheets[id]; p != nil {
			links = append(links, *link(p, r))
		}
	}
	return links
}

// sheetGroups lists the sheets of the site by step, in the order of the board; sheets of no
// step stand first, and within a step those that stand elsewhere than in the list last.
func (s *Site) sheetGroups(r resolver, l *level) []SheetGroup {
	groups := []SheetGroup{{}}
	index := map[string]int{"": 0}
	for _, st := range append(append([]StepView(nil), l.board...), l.tracks...) {
		index[st.ID] = len(groups)
		groups = append(groups, SheetGroup{Step: st})
	}
	add := func(pages []*content.Page, among bool) {
		for _, c := range pages {
			if c.Listed() && (c.Parent == s.sheetsPage) == among {
				g := &groups[index[c.Sheet.Step]]
				g.Sheets = append(g.Sheets, s.card(c, r, l))
			}
		}
	}
	add(s.sheetsPage.Children, true)
	add(s.tree.Pages, false)
	filled := groups[:0]
	for _, g := range groups {
		if len(g.Sheets) > 0 {
			filled = append(filled, g)
		}
	}
	return filled
}

// block writes the i-th block of a sheet by the layouts in layouts/sheet/.
func (s *Site) block(w io.Writer, p *content.Page, i int, r resolver) source.Problems {
	b := p.Sheet.Blocks[i]
	m := blockMaker{model: s.tree.Model, link: func(sheet string) *Link { return link(s.sheets[sheet], r) }, sheet: p.Sheet.ID}
	switch {
	case b.Table != nil:
		v := m.table(b.Table)
		v.Level = levelAt(p, b)
		v.Below = min(v.Level+1, 6)
		return s.layouts.Part(w, "sheet/table.html", v, p.File)
	case b.Value != nil:
		return s.layouts.Part(w, "sheet/value.html", m.field(b.Value, b.Value.ID), p.File)
	case b.Outcome != nil:
		return s.layouts.Part(w, "sheet/outcome.html", m.outcome(b.Outcome), p.File)
	case b.Clock != nil:
		v := m.clock(b.Clock, i)
		v.Level = levelAt(p, b)
		v.Part, _ = r.assetURL("js/clock.js")
		return s.layouts.Part(w, "sheet/clock.html", v, p.File)
	case b.Figure != nil:
		v := m.figure(b.Figure, i)
		v.Part, _ = r.assetURL("js/figure-" + b.Figure.Kind + ".js") // every kind that is drawn has its part
		return s.layouts.Part(w, "sheet/figure.html", v, p.File)
	}
	var ps source.Problems
	for _, f := range b.Fields {
		ps = append(ps, s.layouts.Part(w, "sheet/field.html", m.field(f, f.ID), p.File)...)
	}
	return ps
}

// levelAt gives the level of a heading that stands where a block does: one below the last
// heading before it, so that no level is skipped.
func levelAt(p *content.Page, b worksheet.Block) int {
	level := 1
	for _, h := range p.Doc.Headings {
		if h.Pos.Line > b.Pos.Line {
			break
		}
		level = h.Level
	}
	return min(level+1, 6)
}

// A blockMaker makes what the layouts of blocks see.
type blockMaker struct {
	model *worksheet.Model
	sheet string                   // id of the sheet
	link  func(sheet string) *Link // to a sheet, nil when there is none
}

func (m blockMaker) when(c worksheet.Condition) When {
	return When{Show: m.model.JSON(c.Show), If: m.model.Words(c.Show)}
}

// help gives a help text as it is read without script, and its JSON when answers stand in it.
func (m blockMaker) help(text string, w *worksheet.Written) (words, say string) {
	if w == nil {
		return text, ""
	}
	return m.model.Text(w)
}

func (m blockMaker) field(f *worksheet.Field, name string) FieldView {
	v := FieldView{Field: f, When: m.when(f.Condition), Name: name, DOMID: strings.NewReplacer("/", "-", ".", "-").Replace(name)}
	v.Help, v.HelpSay = m.help(f.Help, f.HelpText)
	if f.Rows != nil {
		v.OptionsFrom, v.OptionsWhere = m.model.JSON(f.Rows.Of), m.model.JSON(f.Rows.Where)
		v.RowOptions = m.model.StartOptions(f)
	}
	if label, sheet, ok := m.model.Fetched(f); ok {
		v.Fetched = &Fetched{Label: label}
		if sheet != m.sheet {
			v.Fetched.Sheet = m.link(sheet)
		}
	}
	return v
}

func (m blockMaker) table(t *worksheet.Table) TableView {
	v := TableView{Table: t, When: m.when(t.Condition), Level: 3, Below: 4}
	v.Help, v.HelpSay = m.help(t.Help, t.HelpText)
	v.Columns = m.columns(t)
	m.arrange(&v)
	v.Personal = t.Personal
	if t.View != nil {
		v.Of, v.Naming = m.model.ViewJSON(t), m.model.Naming(t)
		m.list(&v, m.model.ListOf(t))
	}
	v.Notice = v.Personal || slices.ContainsFunc(v.Columns, func(c FieldView) bool { return c.Field.Personal })
	if list := m.model.ListOf(t); t.Add && list != nil {
		v.More = m.elsewhere(v, list)
	}
	if t.Open || t.Add || t.View != nil {
		v.Template = m.row(v, worksheet.Row{ID: templateRow}, 0)
		// Rows are moved where their order is the reader's own.
		v.Template.Moves, v.Template.Removes = t.View == nil && len(t.Group)+len(t.Sort) == 0, t.Open || t.Add
		for n := range t.Blank {
			v.BlankRows = append(v.BlankRows, m.row(v, worksheet.Row{}, n+1))
		}
	}
	for n, row := range t.Rows {
		if n == 0 || row.Group != t.Rows[n-1].Group {
			v.Groups = append(v.Groups, RowGroup{Title: row.Group})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Rows = append(g.Rows, m.row(v, row, n+1))
	}
	return v
}

// asks reports whether columns are answered in a table. Without a list's key rows that are
// brought in could not meet those that are there.
func (v *TableView) asks(ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool {
		return !slices.ContainsFunc(v.Columns, func(c FieldView) bool {
			return c.ID == id && !c.Shown && !c.Given || c.Reason != nil && c.Reason.ID == id
		})
	})
}

// elsewhere gives the columns of a list that a view of it does not ask, and other sheets do:
// people's rows answer them too.
func (m blockMaker) elsewhere(v TableView, list *worksheet.List) (columns []FieldView) {
	for _, c := range list.Columns {
		f := m.field(c, "")
		f.CellID, f.Headers, f.Also = list.ID+"."+c.ID, list.Headers(c.ID), otherNames(c.Options)
		if !f.Read() && !v.asks([]string{c.ID}) {
			columns = append(columns, f)
		}
	}
	return columns
}

// repeatsLabels reports whether a given column says in each row what its label says: then
// it is there for the rules alone, and for views, whose rows have no label.
func repeatsLabels(t *worksheet.Table, c *worksheet.Field) bool {
	return t.View == nil && c.Given && !slices.ContainsFunc(t.Rows, func(r worksheet.Row) bool { return c.Words(r.Given[c.ID]) != r.Label })
}

// columns gives the columns of a table. The one that asks why another was set by hand
// stands with that, shown or not.
func (m blockMaker) columns(t *worksheet.Table) []FieldView {
	var all []FieldView
	reasons := map[string]bool{}
	for _, c := range m.model.Columns(t) {
		if repeatsLabels(t, c.Field) {
			continue
		}
		f := m.column(c)
		if reason, ok := m.model.Column(t, c.Override); ok && !c.Shown {
			reason.CellID = map[bool]string{true: reason.CellID}[t.View != nil]
			v := m.column(reason)
			f.Reason, reasons[v.ID] = &v, true
		}
		all = append(all, f)
	}
	return slices.DeleteFunc(all, func(f FieldView) bool { return reasons[f.ID] })
}

func (m blockMaker) column(c worksheet.Column) FieldView {
	f := m.field(c.Field, "")
	f.CellID, f.Shown, f.InTable = c.CellID, c.Shown, true
	return f
}

// arrange finds the columns that rows are grouped, filtered and sorted by.
func (m blockMaker) arrange(v *TableView) {
	find := func(ids []string) (found []FieldView) {
		for _, id := range ids {
			if c, ok := m.model.Column(v.Table, strings.TrimPrefix(id, "-")); ok {
				found = append(found, m.column(c))
			}
		}
		return found
	}
	v.GroupBy, v.FilterBy = find(v.Group), find(v.Filter)
	for i, f := range find(v.Sort) {
		v.SortBy = append(v.SortBy, SortView{f, strings.HasPrefix(v.Sort[i], "-")})
	}
}

// list says what a view shows of the list its rows are in.
func (m blockMaker) list(v *TableView, list *worksheet.List) {
	if list == nil {
		return
	}
	v.RowName, v.Key = list.RowName, list.Key
	v.Personal = v.Personal || list.Personal
	if o := list.Offer; o != nil {
		v.Offer = &OfferView{Label: o.Label, Help: o.Help, Rows: o.JSON(list)}
	}
	for i := range v.Columns {
		if c := &v.Columns[i]; c.CellID == list.ID+"."+c.ID {
			c.Headers = list.Headers(c.ID)
		}
	}
}

func (m blockMaker) row(t TableView, row worksheet.Row, number int) RowView {
	v := RowView{ID: row.ID, Number: number, Label: row.Label, Help: row.Help, Was: row.Was, When: m.when(row.Condition)}
	id := row.ID
	if id == "" {
		// A blank row is for paper and for readers without script; its controls need
		// names that differ from each other and from every real row's.
		id = "~" + strconv.Itoa(number)
	}
	place := func(cell FieldView) FieldView {
		cell.Name = t.ID + "/" + id + "." + cell.ID
		cell.DOMID = strings.NewReplacer("/", "-", ".", "-", "~", "blank-").Replace(cell.Name)
		cell.Cell, cell.Text = true, row.Given[cell.ID]
		if id == templateRow {
			cell.Also = otherNames(cell.Options)
		}
		return cell
	}
	for _, cell := range t.Columns {
		cell = place(cell)
		if cell.Reason != nil {
			reason := place(*cell.Reason)
			cell.Reason = &reason
		}
		v.Cells = append(v.Cells, cell)
	}
	return v
}

// otherNames gives what options are called elsewhere as JSON, "" where nobody says.
func otherNames(options []worksheet.Option) string {
	names := map[string][]string{}
	for _, o := range options {
		if len(o.Also) > 0 {
			names[o.ID] = o.Also
		}
	}
	if len(names) == 0 {
		return ""
	}
	text, err := json.Marshal(names)
	if err != nil {
		panic("site: names that are no JSON: " + err.Error()) // they are texts
	}
	return string(text)
}

func (m blockMaker) outcome(o *worksheet.Outcome) OutcomeView {
	v := OutcomeView{Outcome: o, When: m.when(o.Condition)}
	v.Help, v.HelpSay = m.help(o.Help, o.HelpText)
	for _, rule := range o.Rules {
		a := AdviceView{When: m.model.JSON(rule.When), If: m.model.Words(rule.When), Next: m.link(rule.Next)}
		a.Text, a.Say = m.model.Text(rule.Say)
		v.Rules = append(v.Rules, a)
	}
	return v
}
