package worksheet

import (
	"encoding/json"
	"slices"
	"strings"

	"redskab/internal/expression"
)

// Program gives, as JSON, what the expressions of a sheet need to be worked out in its
// page: the cells and rows they look at, wherever those stand; "" when it has none. Its
// form is package expression's.
func (m *Model) Program(s *Sheet) string {
	if m == nil {
		return ""
	}
	p := programmer{m: m}
	p.sheet(s)
	if !p.any {
		return ""
	}
	return jsonOf(&p.program)
}

// Whole gives the program of many sheets and of all lists, with every question of theirs,
// for a page that holds none of them. It has no options: see SetID.
func (m *Model) Whole(sheets []*Sheet) string {
	p := programmer{m: m}
	p.program.Bare = true
	for _, s := range sheets {
		p.sheet(s)
		p.program.AddRows(m.copies[s])
		for i := range s.Blocks {
			b := &s.Blocks[i]
			for _, f := range b.questions() {
				p.program.AddCell(m.cells[f])
			}
			if b.Table != nil {
				p.program.AddRows(m.rows[b.Table])
				p.columns(b.Table.Columns)
			}
		}
	}
	for _, l := range m.Lists {
		p.columns(l.Columns)
	}
	return jsonOf(&p.program)
}

type programmer struct {
	m       *Model
	program expression.Program
	any     bool
}

func (p *programmer) columns(columns []*Field) {
	for _, c := range columns {
		p.program.AddCell(p.m.cells[c])
	}
}

// sheet takes in what the expressions of a sheet need.
func (p *programmer) sheet(s *Sheet) {
	m := p.m
	if copies := m.copies[s]; copies != nil && s.Repeat.Of != nil {
		p.any = true
		p.program.AddRows(copies)
		p.tree(s.Repeat.Of)
		p.tree(s.Repeat.Where)
		p.program.AddCell(m.named[s])
	}
	for i := range s.Blocks {
		b := &s.Blocks[i]
		for _, f := range b.questions() {
			p.question(f)
		}
		if t := b.Table; t != nil {
			p.tree(t.Show)
			p.text(t.HelpText)
			for _, c := range m.Columns(t) {
				p.question(c.Field)
			}
			p.view(t)
			for i := range t.Rows {
				p.tree(t.Rows[i].Show)
			}
		}
		if o := b.Outcome; o != nil {
			p.tree(o.Show)
			p.text(o.HelpText)
			for _, rule := range o.Rules {
				p.tree(rule.When)
				p.text(rule.Say)
			}
		}
		if b.Figure != nil {
			p.figure(b.Figure)
		}
		if b.Clock != nil {
			p.clock(b.Clock)
		}
	}
}

// question takes in a question whose answer does not only come from its own control.
func (p *programmer) question(f *Field) {
	p.tree(f.Show)
	p.text(f.HelpText)
	if f.From != nil || f.Derived || f.Rows != nil {
		p.any = true
		p.program.AddCell(p.m.cells[f])
	}
	if f.Rows != nil {
		p.tree(f.Rows.Of)
		p.tree(f.Rows.Where)
	}
}

// view takes in what the rows of a view are, and the columns it shows, is arranged by and
// calls its rows by.
func (p *programmer) view(t *Table) {
	rows := p.m.rows[t]
	if rows == nil {
		return
	}
	if t.View != nil {
		p.any = true
		p.program.AddRows(rows)
		for _, c := range t.View.Columns {
			named, _ := rows.Columns.Find(c.ID)
			p.program.AddCell(named.Cell)
		}
		// Rows that are brought in answer all that their list asks.
		if list := p.m.ListOf(t); t.Add && list != nil {
			for _, c := range list.Columns {
				if !c.Derived {
					p.program.AddCell(p.m.cells[c])
				}
			}
		}
	}
	var naming []string
	if t.View != nil {
		naming = p.m.Naming(t)
	}
	for _, ids := range [][]string{t.Group, t.Filter, t.Sort, naming, {t.Send}} {
		for _, id := range ids {
			if named, ok := rows.Columns.Find(strings.TrimPrefix(id, "-")); ok {
				p.any = true
				p.program.AddCell(named.Cell)
			}
		}
	}
}

// figure takes in what a figure is drawn of.
func (p *programmer) figure(f *Figure) {
	p.tree(f.Show)
	p.text(f.HelpText)
	d := p.m.Drawing(f)
	if d == nil {
		return
	}
	p.any = true
	p.tree(f.Of)
	p.tree(f.Where)
	for _, v := range d.Values {
		p.program.AddCell(v.Cell)
	}
	for _, v := range d.Parts {
		p.program.AddCell(v.Cell)
	}
	if d.Mark != nil {
		p.program.AddCell(d.Mark.Cell)
	}
	if f.Sort != nil {
		named, _ := d.Rows.Type.Rows.Columns.Find(strings.TrimPrefix(f.Sort.Text, "-"))
		p.program.AddCell(named.Cell)
	}
}

// clock takes in what a clock looks at.
func (p *programmer) clock(c *Clock) {
	p.tree(c.Show)
	p.text(c.HelpText)
	t := p.m.timings[c]
	if t == nil || t.Rows == nil {
		return
	}
	p.any = true
	p.program.Add(t.Rows)
	for _, cell := range []*expression.Cell{t.Label, t.Minutes, t.Start, t.Length} {
		p.program.AddCell(cell)
	}
}

func (p *programmer) tree(w *Written) {
	if e := p.m.Tree(w); e != nil {
		p.any = true
		p.program.Add(e)
	}
}

func (p *programmer) text(w *Written) {
	if t := p.m.texts[w]; t != nil && !plain(t) {
		p.any = true
		p.program.AddSentence(t)
	}
}

// plain reports whether a text is words alone.
func plain(t *expression.Sentence) bool {
	for _, part := range t.Parts {
		if part.Expression != nil {
			return false
		}
	}
	return true
}

// Sentence gives a text that may hold expressions with what they mean; nil where there is
// no text, or it has a problem.
func (m *Model) Sentence(w *Written) *expression.Sentence {
	if m == nil || w == nil {
		return nil
	}
	return m.texts[w]
}

// Text gives a text that may hold expressions: as it reads before anybody has answered,
// and, where it holds any, as JSON for the script.
func (m *Model) Text(w *Written) (words, data string) {
	if w == nil {
		return "", ""
	}
	t := m.Sentence(w)
	if t == nil {
		return w.Text, ""
	}
	for _, part := range t.Parts {
		if part.Expression != nil {
			words += "–"
		} else {
			words += part.Words
		}
	}
	if plain(t) {
		return words, ""
	}
	return words, jsonOf(t)
}

// StartOptions gives those of a field's rows that come with the site, as options. Its own
// options are not among them.
func (m *Model) StartOptions(f *Field) []Option {
	cell := m.cell(f)
	e := m.Tree(f.Rows.Of)
	if cell == nil || e == nil || cell.Type.Label == nil {
		return nil
	}
	list := m.lists[e.Type.Rows.ID]
	if list == nil {
		return nil
	}
	label := m.asked[cell.Type.Label]
	out := make([]Option, 0, len(list.Start))
	for _, row := range list.Start {
		out = append(out, Option{ID: row.ID, Label: label.Words(row.Cells[label.ID])})
	}
	return out
}

// Fetched says where a question's answer is fetched from: the label of the other question,
// and the id of the sheet or list it stands in.
func (m *Model) Fetched(f *Field) (label, owner string, ok bool) {
	e := m.Tree(f.From)
	if e == nil || len(e.Reads) == 0 {
		return "", "", false
	}
	cell := e.Reads[len(e.Reads)-1].Cell
	if cell == nil || m.asked[cell] == nil {
		return "", "", false
	}
	return m.asked[cell].Label, sheetOf(cell.ID), true
}

// CellID gives the cell of a question as a Program names it, "" where it has none.
func (m *Model) CellID(f *Field) string {
	if c := m.cell(f); c != nil {
		return c.ID
	}
	return ""
}

// SetID gives the name by which a Program knows the options of a question, "" where it has
// none but rows.
func (m *Model) SetID(f *Field) string {
	if c := m.cell(f); c != nil && c.Type.Set != nil {
		return c.Type.Set.ID
	}
	return ""
}

func (m *Model) cell(f *Field) *expression.Cell {
	if m == nil {
		return nil
	}
	return m.cells[f]
}

// ViewJSON gives the rows of a view as the script reads them.
func (m *Model) ViewJSON(t *Table) string {
	if m == nil || m.rows[t] == nil {
		return ""
	}
	return jsonOf(&expression.Node{Op: "rows", Rows: m.rows[t], Level: -1})
}

// CopyName gives the cell that names the copies of a sheet that stand for rows; "" where
// readers make and name them.
func (m *Model) CopyName(s *Sheet) string {
	if m == nil || m.named[s] == nil {
		return ""
	}
	return m.named[s].ID
}

// Beside gives, with spaces between, the other sheets that share the reader's own copies
// with this one: those over the same rows to which he may add.
func (m *Model) Beside(s *Sheet) string {
	var ids []string
	for other, copies := range m.copies {
		if other != s && other.Repeat.Add && copies.Same != nil && copies.Same == m.copies[s].Same {
			ids = append(ids, other.ID)
		}
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// JSON gives an expression as the script reads it, "" where there is none.
func (m *Model) JSON(w *Written) string {
	e := m.Tree(w)
	if e == nil {
		return ""
	}
	return jsonOf(e.Tree)
}

func jsonOf(v json.Marshaler) string {
	text, err := v.MarshalJSON()
	if err != nil {
		panic("worksheet: an expression that is no JSON: " + err.Error()) // they are texts and numbers
	}
	return string(text)
}
