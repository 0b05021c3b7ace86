package worksheet

import (
	"slices"
	"strconv"
	"strings"

	"redskab/internal/expression"
	"redskab/internal/source"
)

// A Model is what the sheets and lists of a site mean together: every expression read,
// every name known. It keeps nothing that a page has of itself, so that parsed pages stay
// as they are.
type Model struct {
	Lists []*List // by id

	trees  map[*Written]*expression.Expression
	cells  map[*Field]*expression.Cell
	asked  map[*expression.Cell]*Field
	rows   map[*Table]*expression.Rows
	lists  map[string]*List
	copies map[*Sheet]*expression.Rows
	named  map[*Sheet]*expression.Cell // the column that names the rows its copies stand for
	words  map[*Written]string
	texts  map[*Written]*expression.Sentence

	drawings map[*Figure]*Drawing
	timings  map[*Clock]*Timing
}

// Tree gives what an expression means; nil where there is none, or it has a problem.
func (m *Model) Tree(w *Written) *expression.Expression {
	if m == nil || w == nil {
		return nil
	}
	return m.trees[w]
}

// List gives the list of an id, nil when there is none.
func (m *Model) List(id string) *List {
	if m == nil {
		return nil
	}
	return m.lists[id]
}

// A linker makes a Model.
type linker struct {
	reader
	m      *Model
	site   *names            // lists and sheets
	apart  *names            // lists and sheets for practice: what those know
	own    map[string]*names // of each sheet: its fields, values and tables
	sheets []*Sheet
	order  []*expression.Cell // as they were made
	all    []*expression.Rows // likewise
}

func newLinker() *linker {
	return &linker{m: &Model{
		trees: map[*Written]*expression.Expression{}, cells: map[*Field]*expression.Cell{}, asked: map[*expression.Cell]*Field{},
		rows: map[*Table]*expression.Rows{}, lists: map[string]*List{}, copies: map[*Sheet]*expression.Rows{}, named: map[*Sheet]*expression.Cell{}, words: map[*Written]string{}, texts: map[*Written]*expression.Sentence{},
		drawings: map[*Figure]*Drawing{}, timings: map[*Clock]*Timing{},
	}}
}

// link reads every expression of the sheets and lists. First there is a Cell for each
// question, so that expressions may name what comes after them.
func (l *linker) link(sheets []*Sheet, lists []*List) {
	all := newNames(nil)
	l.site, l.apart, l.own, l.sheets = newNames(all), newNames(all), map[string]*names{}, sheets
	for _, list := range lists {
		rows := l.newRows(list.ID, list.ID+"/", list.Columns)
		for _, row := range list.Start {
			rows.Fixed = append(rows.Fixed, row.ID)
		}
		all.put(list.ID, expression.Named{Rows: rows})
	}
	for _, s := range sheets {
		l.declare(s)
	}
	for _, s := range sheets {
		l.repeats(s)
	}
	for _, s := range sheets {
		l.views(s)
	}
	// What a question's answers are comes before all that asks about them.
	for _, list := range lists {
		named, _ := l.site.Find(list.ID)
		l.choices(list.Columns, expression.Env{Sheet: l.site, Row: named.Rows})
	}
	for _, s := range sheets {
		env := l.env(s)
		for _, b := range s.Blocks {
			l.choices(b.questions(), env)
			if b.Table != nil {
				l.choices(b.Table.Columns, expression.Env{Sheet: env.Sheet, Row: l.m.rows[b.Table]})
			}
		}
	}
	for _, list := range lists {
		l.list(list)
	}
	for _, s := range sheets {
		l.sheet(s)
	}
	l.ps = append(l.ps, expression.Circles(l.order, l.all)...)
}

// declare makes the names of a sheet.
func (l *linker) declare(s *Sheet) {
	own := newNames(nil)
	var copies *expression.Rows
	if s.Repeat != nil {
		copies = &expression.Rows{ID: s.ID, At: s.ID + "#", Columns: own}
		copies.Name = &expression.Cell{ID: s.ID + "._name", Type: expression.Type{Kind: expression.Text}}
		l.m.copies[s] = copies
		l.all = append(l.all, copies)
	}
	if l.own[s.ID] == nil {
		l.own[s.ID] = own
		if copies != nil {
			l.around(s).put(s.ID, expression.Named{Rows: copies})
		} else {
			l.around(s).put(s.ID, expression.Named{Sheet: own})
		}
	}
	for _, b := range s.Blocks {
		for _, f := range b.questions() {
			own.put(f.ID, expression.Named{Cell: l.newCell(s.ID+"."+f.ID, f)})
		}
		if t := b.Table; t != nil {
			id := s.ID + "." + t.ID
			rows := l.newRows(id, id+"/", t.Columns)
			for _, row := range t.Rows {
				rows.Fixed = append(rows.Fixed, row.ID)
			}
			if copies != nil {
				rows.At, rows.In = "."+t.ID+"/", copies
			}
			if t.View != nil {
				rows.At, rows.In = "", nil
				for _, c := range t.Columns {
					l.m.cells[c].At = id + "/"
				}
			}
			l.m.rows[t] = rows
			own.put(t.ID, expression.Named{Rows: rows})
		}
	}
}

// questions gives the fields of a block, and its value.
func (b *Block) questions() []*Field {
	if b.Value != nil {
		return []*Field{b.Value}
	}
	return b.Fields
}

func (l *linker) newRows(id, at string, columns []*Field) *expression.Rows {
	scope := newNames(nil)
	for _, c := range columns {
		scope.put(c.ID, expression.Named{Cell: l.newCell(id+"."+c.ID, c)})
	}
	rows := &expression.Rows{ID: id, At: at, Columns: scope}
	l.all = append(l.all, rows)
	return rows
}

func (l *linker) newCell(id string, f *Field) *expression.Cell {
	c := &expression.Cell{ID: id, Derived: f.Derived || f.Given, Override: f.Override != "", Type: expression.Type{Kind: expression.KindOf(f.Kind)}}
	if f.Chosen() && f.Options == nil {
		c.Type.Kind = expression.Unknown // which is said, unless its options are rows: see optionRows
	}
	if f.Chosen() && f.Options != nil {
		c.Type.Set = &expression.Set{ID: f.Set}
		if f.Set == "" {
			c.Type.Set.ID = id
		}
		for _, o := range f.Options {
			c.Type.Set.Options = append(c.Type.Set.Options, expression.Option{ID: o.ID, Label: o.Label, Aside: o.Aside})
		}
	}
	l.m.cells[f], l.m.asked[c] = c, f
	l.order = append(l.order, c)
	return c
}

// keep enters what an expression means in the Model, and passes its problems on.
func (l *linker) keep(w *Written, e *expression.Expression, ps source.Problems) *expression.Expression {
	l.ps = append(l.ps, ps...)
	if e != nil {
		l.m.trees[w] = e
	}
	return e
}

// list reads the expressions of a list.
func (l *linker) list(list *List) {
	named, _ := l.site.Find(list.ID)
	if named.Rows == nil {
		return
	}
	env := expression.Env{Sheet: l.site, Row: named.Rows}
	for _, c := range list.Columns {
		l.question(c, env, list.Columns)
	}
	for _, row := range list.Start {
		for _, c := range list.Columns {
			if answer := row.Cells[c.ID]; answer != "" {
				l.given(c, row.ID, answer)
			}
		}
	}
}

// around gives what a sheet knows besides its own.
func (l *linker) around(s *Sheet) *names {
	if s.Practice {
		return l.apart
	}
	return l.site
}

// env is where the expressions of a sheet stand.
func (l *linker) env(s *Sheet) expression.Env {
	own := l.own[s.ID]
	return expression.Env{Sheet: &names{ids: own.ids, named: own.named, around: l.around(s)}, Row: l.m.copies[s]}
}

// repeats finds the rows that the copies of a sheet stand for.
func (l *linker) repeats(s *Sheet) {
	if s.Repeat == nil || s.Repeat.Of == nil {
		return
	}
	env := expression.Env{Sheet: l.around(s)}
	e, ps := expression.RowsOf(*s.Repeat.Of, env)
	if l.keep(s.Repeat.Of, e, ps) == nil {
		return
	}
	rows, copies := e.Type.Rows, l.m.copies[s]
	copies.Same = rows
	l.m.named[s] = l.nameOf(rows)
	if name := l.m.named[s]; name != nil && l.m.asked[name] != nil {
		path := Written{Text: s.Repeat.Of.Text + "." + l.m.asked[name].ID, Pos: s.Repeat.Of.Pos}
		if is, ps := expression.Path(path, l.env(s), copies.Name.Type); len(ps) == 0 {
			copies.Name.Rules = []expression.Rule{{Is: is}}
		}
	}
	if s.Repeat.Where != nil {
		e, ps := expression.Where(*s.Repeat.Where, env, rows)
		l.keep(s.Repeat.Where, e, ps)
	}
}

// sheet reads the expressions of a sheet.
func (l *linker) sheet(s *Sheet) {
	env := l.env(s)
	for i := range s.Blocks {
		b := &s.Blocks[i]
		for _, f := range b.questions() {
			l.question(f, env, nil)
		}
		if b.Table != nil {
			l.table(b.Table, env)
		}
		if b.Outcome != nil {
			l.outcome(b.Outcome, s, env)
		}
		if b.Figure != nil {
			l.figure(b.Figure, env)
		}
		if b.Clock != nil {
			l.clock(b.Clock, env)
		}
	}
	l.papers(s)
}

func (l *linker) table(t *Table, env expression.Env) {
	l.condition(&t.Condition, env)
	l.text(t.HelpText, env)
	rows := l.m.rows[t]
	if t.View != nil {
		l.view(t, env)
	}
	l.arrange(t)
	inRow := expression.Env{Sheet: env.Sheet, Row: rows}
	for _, c := range t.Columns {
		l.question(c, inRow, t.Columns)
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		l.condition(&row.Condition, env)
		for _, c := range t.Columns {
			if answer := row.Given[c.ID]; answer != "" {
				l.given(c, row.ID, answer)
			}
		}
	}
}

// question reads the expressions of a field, column or value. Beside are the columns of
// the same row.
func (l *linker) question(f *Field, env expression.Env, beside []*Field) {
	cell := l.m.cells[f]
	if cell == nil || f.Kind == "" {
		return
	}
	l.condition(&f.Condition, env)
	l.text(f.HelpText, env)
	if f.Rows != nil && f.Rows.Where != nil {
		if rows := l.m.Tree(f.Rows.Of); rows != nil {
			e, ps := expression.Where(*f.Rows.Where, env, rows.Type.Rows)
			l.keep(f.Rows.Where, e, ps)
		}
	}
	if f.Start != "" {
		cell.Rules = append(cell.Rules, expression.Rule{Is: expression.Answer(f.stored(f.Start), cell.Type)})
	}
	if f.From != nil {
		e, ps := expression.Path(*f.From, env, cell.Type)
		if l.keep(f.From, e, ps) != nil {
			cell.Rules = append(cell.Rules, expression.Rule{Is: e})
		}
	}
	for _, rule := range f.Rules {
		var when, is *expression.Expression
		var ps source.Problems
		if rule.When != nil {
			when, ps = expression.Condition(*rule.When, env)
			l.keep(rule.When, when, ps)
		}
		if rule.Is != nil {
			is, ps = expression.Value(*rule.Is, env, cell.Type)
			l.keep(rule.Is, is, ps)
		}
		if is != nil && (when != nil || rule.When == nil) {
			cell.Rules = append(cell.Rules, expression.Rule{When: when, Is: is})
		}
	}
	if f.Override != "" {
		switch c := column(beside, f.Override); {
		case c == nil:
			l.add("unknown-column", f.OverridePos, source.DidYouMean(f.Override, columnIDs(beside)), "there is no column %q to say why", f.Override)
		case !written(c.Kind) || c.Derived || c.Given:
			l.add("override-kind", f.OverridePos, "take a column of kind text", "column %q cannot say why: it is no text that is asked", f.Override)
		}
	}
}

// stored gives an answer of an author as SPEC.md stores it.
func (f *Field) stored(answer string) any {
	switch f.Kind {
	case "number":
		if n, err := strconv.ParseFloat(answer, 64); err == nil {
			return n
		}
	case "choices":
		return strings.Fields(answer)
	}
	return answer
}

// given notes the answer that a row of the author's comes with.
func (l *linker) given(c *Field, row, answer string) {
	cell := l.m.cells[c]
	if cell == nil {
		return
	}
	if cell.Given == nil {
		cell.Given = map[string]any{}
	}
	cell.Given[row] = c.stored(answer)
}

// choices finds the rows that are options of some of the questions.
func (l *linker) choices(fields []*Field, env expression.Env) {
	for _, f := range fields {
		if cell := l.m.cells[f]; f.Rows != nil && f.Kind != "" && cell != nil {
			l.optionRows(f, cell, env)
		}
	}
}

// optionRows finds the rows that are options.
func (l *linker) optionRows(f *Field, cell *expression.Cell, env expression.Env) {
	if f.Rows.Of == nil {
		return
	}
	e, ps := expression.RowsOf(*f.Rows.Of, env)
	if l.keep(f.Rows.Of, e, ps) == nil {
		return
	}
	rows := e.Type.Rows
	if f.Kind == "choice" || f.Kind == "choices" {
		cell.Type.Kind, cell.Type.Rows = expression.KindOf(f.Kind), rows
	}
	label := l.nameOf(rows)
	if f.Rows.Label != nil {
		label = nil
		named, ok := rows.Columns.Find(f.Rows.Label.Text)
		switch {
		case !ok:
			l.add("unknown-column", f.Rows.Label.Pos, source.DidYouMean(f.Rows.Label.Text, rows.Columns.Names()), "%q has no column %q", f.Rows.Of.Text, f.Rows.Label.Text)
		case named.Cell != nil:
			label = named.Cell
		}
	} else if label == nil {
		l.add("options-no-label", f.Rows.Of.Pos, "write label: and the column that readers see", "nothing stands for a row of %q: none of its columns is a text", f.Rows.Of.Text)
	}
	cell.Type.Label = label
}

// nameOf gives the column that stands for a row, nil when there is none.
func (l *linker) nameOf(rows *expression.Rows) *expression.Cell {
	if rows.Name != nil {
		return rows.Name
	}
	if list := l.m.lists[rows.ID]; list != nil {
		named, _ := rows.Columns.Find(list.Name)
		return named.Cell
	}
	for _, id := range rows.Columns.Names() {
		if named, _ := rows.Columns.Find(id); named.Cell != nil && named.Cell.Type.Kind == expression.Text {
			return named.Cell
		}
	}
	return nil
}

// condition reads a show, and says it in words where the author does not.
func (l *linker) condition(c *Condition, env expression.Env) {
	if c.Show == nil {
		return
	}
	e, ps := expression.Condition(*c.Show, env)
	if l.keep(c.Show, e, ps) != nil {
		l.say(c.Show, c.If, e)
	}
}

// say settles the words of a condition.
func (l *linker) say(w *Written, written string, e *expression.Expression) {
	words, ok := written, written != ""
	if !ok {
		words, ok = l.m.inWords(e.Tree)
	}
	if !ok {
		l.ps.Warn("condition-without-words", w.Pos, "write if: and what a reader of paper should ask himself", "nobody can read %q on paper", w.Text)
		return
	}
	l.m.words[w] = words
}

// text reads the expressions in the braces of a text.
func (l *linker) text(w *Written, env expression.Env) {
	if w == nil {
		return
	}
	t, ps := expression.Say(*w, env)
	if l.ps = append(l.ps, ps...); t != nil {
		l.m.texts[w] = t
	}
}

func (l *linker) outcome(o *Outcome, s *Sheet, env expression.Env) {
	l.condition(&o.Condition, env)
	l.text(o.HelpText, env)
	ids := make([]string, 0, len(l.sheets))
	for _, s := range l.sheets {
		if !s.Practice {
			ids = append(ids, s.ID)
		}
	}
	for i := range o.Rules {
		rule := &o.Rules[i]
		if rule.When != nil {
			e, ps := expression.Condition(*rule.When, env)
			if l.keep(rule.When, e, ps) != nil {
				l.say(rule.When, rule.If, e)
			}
		}
		l.text(rule.Say, env)
		switch {
		case rule.Next == "":
		case rule.Next == s.ID:
			l.add("sheet-names-itself", rule.NextPos, "", "sheet %q names itself in next", rule.Next)
		case !slices.Contains(ids, rule.Next):
			l.add("unknown-sheet", rule.NextPos, source.DidYouMean(rule.Next, ids), "there is no sheet %q", rule.Next)
		}
	}
}
