package site

import (
	"io"
	"strconv"
	"strings"

	"redskab/internal/content"
	"redskab/internal/source"
	"redskab/internal/worksheet"
)

// The word that stands for a row's id in the row that scripts copy.
const templateRow = "ROW"

func (s *Site) sheetView(p *content.Page, r resolver) *SheetView {
	v := &SheetView{Sheet: p.Sheet, TimeText: timeText(p.Sheet.Time), Site: s.tree.Site.ID}
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

// sheetGroups lists the sheets below a page by step, in the order of the board; sheets of
// no step stand first.
func (s *Site) sheetGroups(p *content.Page, r resolver, l *level) []SheetGroup {
	groups := []SheetGroup{{}}
	index := map[string]int{"": 0}
	for _, st := range append(append([]StepView(nil), l.board...), l.tracks...) {
		index[st.ID] = len(groups)
		groups = append(groups, SheetGroup{Step: st})
	}
	for _, c := range p.Children {
		if c.Sheet != nil {
			g := &groups[index[c.Sheet.Step]]
			g.Sheets = append(g.Sheets, s.card(c, r, l))
		}
	}
	filled := groups[:0]
	for _, g := range groups {
		if len(g.Sheets) > 0 {
			filled = append(filled, g)
		}
	}
	return filled
}

// block writes the i-th block of a sheet by the layouts in layouts/sheet/.
func (s *Site) block(w io.Writer, p *content.Page, i int) source.Problems {
	b := p.Sheet.Blocks[i]
	if b.Table != nil {
		v := tableView(b.Table)
		v.Level = levelAt(p, b)
		v.Below = min(v.Level+1, 6)
		return s.layouts.Part(w, "sheet/table.html", v, p.File)
	}
	var ps source.Problems
	for _, f := range b.Fields {
		ps = append(ps, s.layouts.Part(w, "sheet/field.html", fieldView(f, f.ID), p.File)...)
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

func fieldView(f *worksheet.Field, name string) FieldView {
	return FieldView{Field: f, Name: name, DOMID: strings.NewReplacer("/", "-", ".", "-").Replace(name)}
}

func tableView(t *worksheet.Table) TableView {
	v := TableView{Table: t, Level: 3, Below: 4}
	if t.Open || t.Add {
		v.Template = rowView(t, worksheet.Row{ID: templateRow}, 0)
		for n := range t.Blank {
			v.BlankRows = append(v.BlankRows, rowView(t, worksheet.Row{}, n+1))
		}
	}
	for n, row := range t.Rows {
		if n == 0 || row.Group != t.Rows[n-1].Group {
			v.Groups = append(v.Groups, RowGroup{Title: row.Group})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Rows = append(g.Rows, rowView(t, row, n+1))
	}
	return v
}

func rowView(t *worksheet.Table, row worksheet.Row, number int) RowView {
	v := RowView{ID: row.ID, Number: number, Label: row.Label, Help: row.Help, Was: row.Was}
	id := row.ID
	if id == "" {
		// A blank row is for paper and for readers without script; its controls need
		// names that differ from each other and from every real row's.
		id = "~" + strconv.Itoa(number)
	}
	for _, c := range t.Columns {
		cell := fieldView(c, t.ID+"/"+id+"."+c.ID)
		cell.DOMID = strings.ReplaceAll(cell.DOMID, "~", "blank-")
		cell.Cell, cell.Text = true, row.Given[c.ID]
		v.Cells = append(v.Cells, cell)
	}
	return v
}
