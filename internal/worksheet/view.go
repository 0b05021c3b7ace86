package worksheet

import (
	"slices"
	"strings"

	"redskab/internal/expression"
	"redskab/internal/meta"
	"redskab/internal/source"
)

// A View is rows that stand elsewhere, in a list or in another table, seen through some of
// their columns.
type View struct {
	Of       *Written
	Where    *Written // nil shows all of them
	Columns  []ViewColumn
	Write    []string // ids of columns that may be answered here
	WritePos []source.Position
}

// A ViewColumn is one of the columns shown: of the rows, by id, or the view's own.
type ViewColumn struct {
	ID  string
	Own *Field // stored with this sheet, by row; nil for a column of the rows
	Pos source.Position
}

// Arrange says how rows are shown. Columns are ids.
type Arrange struct {
	Group  []string // the first is the default
	Filter []string
	Sort   []string // a hyphen before it: the highest first
	Top    int      // only the first so many; 0 shows all
	Send   string   // the column by whose answers rows are sent to those who fill them; "" where they are not
	pos    map[string][]source.Position
}

// view reads the rows and columns of a view.
func (k keys) view(t *Table, sets Options) {
	rows, _ := k.r.keysOf(k.get("rows"), "the rows of "+k.what, []string{"from", "where"})
	t.View = &View{Of: rows.written("from"), Where: rows.written("where")}
	if rows.get("from") == nil {
		k.r.add("rows-without-from", rows.pos, "write from: and the list or table", "the rows of %s are of nothing", k.what)
	}
	v := k.get("columns")
	if v == nil || v.Kind != meta.List || len(v.Items) == 0 {
		k.r.add("columns-missing", k.at("columns"), "write columns: and ids of the rows' columns", "%s has no columns", k.what)
		return
	}
	first := map[string]source.Position{}
	for _, item := range v.Items {
		c := ViewColumn{ID: item.Text, Pos: item.Pos}
		if item.Kind == meta.Map {
			c.Own = k.r.field(item, sets, "column")
			c.ID = c.Own.ID
			t.Columns = append(t.Columns, c.Own)
			if c.Own.Given {
				k.r.add("given-in-open", c.Pos, "leave given: true out", "column %q is given, but the rows of a view are given nothing here", c.ID)
			}
		}
		if at, taken := first[c.ID]; taken && c.ID != "" {
			k.r.add("id-twice", c.Pos, "", "the column id %q stands twice in %s, first on line %d", c.ID, k.what, at.Line)
			continue
		}
		first[c.ID] = c.Pos
		t.View.Columns = append(t.View.Columns, c)
	}
	t.View.Write, t.View.WritePos = k.list("write")
	t.Add = k.flag("add")
	if t.Add {
		t.Blank = openBlank
	}
	if n := k.number("blank", 1, maxBlank); n > 0 {
		t.Blank = n
	}
}

// arrange reads group, filter, sort, top and send.
func (k keys) arrange(t *Table) {
	a := Arrange{pos: map[string][]source.Position{}}
	a.Group, a.pos["group"] = k.list("group")
	a.Filter, a.pos["filter"] = k.list("filter")
	a.Sort, a.pos["sort"] = k.list("sort")
	a.Top = k.number("top", 1, maxStart)
	a.Send = k.str("send")
	a.pos["send"] = []source.Position{k.at("send")}
	if a.Top > 0 && len(a.Sort) == 0 {
		k.r.add("top-without-sort", k.at("top"), "write sort: and what puts them in order", "%s shows the first %d rows, in no order", k.what, a.Top)
	}
	t.Arrange = a
}

// views finds the rows that the views of a sheet show. It comes before all other
// expressions: they may name a view's columns.
func (l *linker) views(s *Sheet) {
	env := l.env(s)
	for _, b := range s.Blocks {
		t := b.Table
		if t == nil || t.View == nil || t.View.Of == nil {
			continue
		}
		e, ps := expression.RowsOf(*t.View.Of, env)
		if l.keep(t.View.Of, e, ps) == nil {
			continue
		}
		rows := l.m.rows[t]
		own, of := rows.Columns.(*names), e.Type.Rows.Columns.(*names)
		if of.leadsTo(own) {
			l.add("view-circle", t.View.Of.Pos, "name a list, or a table with rows of its own", "the rows of table %q are its own", t.ID)
			continue
		}
		rows.View, own.around = e, of
	}
}

// leadsTo reports whether looking on from n would come to another.
func (n *names) leadsTo(other *names) bool {
	for ; n != nil; n = n.around {
		if n == other {
			return true
		}
	}
	return false
}

// view reads the condition of a view and checks its columns.
func (l *linker) view(t *Table, env expression.Env) {
	rows := l.m.rows[t]
	if env.Row != nil { // the answers in them would have to stand by copy and by row
		for _, c := range t.Columns {
			l.add("own-column-in-copies", c.Pos, "put it into a list, or in a sheet that does not repeat", "column %q is a view's own, in a sheet that repeats", c.ID)
		}
	}
	if rows.View == nil {
		return
	}
	of := rows.View.Type.Rows
	if t.View.Where != nil {
		e, ps := expression.Where(*t.View.Where, env, of)
		rows.Where = l.keep(t.View.Where, e, ps)
	}
	shown := map[string]bool{}
	for _, c := range t.View.Columns {
		named, ok := of.Columns.Find(c.ID)
		shown[c.ID] = true
		switch {
		case c.ID == "":
		case c.Own != nil && ok:
			l.add("column-of-rows", c.Pos, "name it alone, or call yours something else", "%q has a column %q already", t.View.Of.Text, c.ID)
		case c.Own != nil:
		case !ok || named.Cell == nil:
			l.add("unknown-column", c.Pos, source.DidYouMean(c.ID, of.Columns.Names()), "%q has no column %q", t.View.Of.Text, c.ID)
		}
	}
	for i, id := range t.View.Write {
		pos := t.View.WritePos[i]
		named, ok := of.Columns.Find(id)
		f := l.m.asked[named.Cell]
		switch {
		case !ok || f == nil:
			l.add("unknown-column", pos, source.DidYouMean(id, of.Columns.Names()), "%q has no column %q", t.View.Of.Text, id)
		case f.computed() || f.Given:
			l.add("write-not-asked", pos, "leave it out", "column %q is worked out or given, so nobody can write it", id)
		case !shown[id]:
			l.add("write-not-shown", pos, "name it in columns: too", "column %q may be written in table %q, which does not show it", id, t.ID)
		case slices.Contains(t.View.Write[:i], id):
			l.add("column-twice", pos, "leave it out", "column %q is named twice in write", id)
		}
	}
}

// arrange checks the columns by which a table is grouped, filtered, sorted and sent.
func (l *linker) arrange(t *Table) {
	columns := l.m.rows[t].Columns
	var send []string
	if t.Send != "" {
		send = []string{t.Send}
	}
	for _, key := range []string{"group", "filter", "sort", "send"} {
		ids := map[string][]string{"group": t.Group, "filter": t.Filter, "sort": t.Sort, "send": send}[key]
		for i, id := range ids {
			pos := t.pos[key][i]
			named := key == "sort" && strings.HasPrefix(id, "-")
			if named {
				id = id[1:]
			}
			found, ok := columns.Find(id)
			f := l.m.asked[found.Cell]
			switch {
			case !ok || f == nil:
				if t.View == nil || l.m.rows[t].View != nil {
					l.add("unknown-column", pos, source.DidYouMean(id, columns.Names()), "table %q has no column %q", t.ID, id)
				}
			case key == "filter" && !f.Chosen():
				l.add("filter-kind", pos, "take a choice, choices or scale", "column %q is a %s, which has no options to filter by", id, f.Kind)
			case key == "send" && !f.Chosen() && f.Kind != "text":
				l.add("send-kind", pos, "take a choice, choices or text", "column %q is a %s, which says nobody that rows are sent to", id, f.Kind)
			case key != "sort" && f.Kind == "longtext":
				l.add("group-kind", pos, "take a choice or a short text", "column %q is a longtext, which nothing is grouped by", id)
			case slices.Contains(ids[:i], ids[i]):
				l.add("column-twice", pos, "leave it out", "column %q is named twice in %s", id, key)
			}
		}
	}
}

// A Column is a column of a table as it is shown.
type Column struct {
	*Field
	CellID string // of a view: the cell whose answers it shows, as a Program names it; "" elsewhere
	Shown  bool   // shown, and not to be answered here
}

// Columns gives the columns of a table as they are shown.
func (m *Model) Columns(t *Table) []Column {
	var out []Column
	if t.View == nil {
		for _, c := range t.Columns {
			out = append(out, Column{Field: c})
		}
		return out
	}
	if m == nil || m.rows[t] == nil {
		return nil
	}
	for _, c := range t.View.Columns {
		named, _ := m.rows[t].Columns.Find(c.ID)
		if f := m.asked[named.Cell]; f != nil {
			out = append(out, Column{f, named.Cell.ID, c.Own == nil && !slices.Contains(t.View.Write, c.ID)})
		}
	}
	return out
}

// Column gives a column of a table's rows by its id, whether the table shows it or not.
func (m *Model) Column(t *Table, id string) (Column, bool) {
	if m == nil || m.rows[t] == nil {
		return Column{}, false
	}
	named, _ := m.rows[t].Columns.Find(id)
	f := m.asked[named.Cell]
	if f == nil {
		return Column{}, false
	}
	return Column{Field: f, CellID: named.Cell.ID}, true
}

// Naming gives the columns whose answers are the name of a view's row: a list's key and
// name, another table's first text.
func (m *Model) Naming(t *Table) []string {
	if list := m.ListOf(t); list != nil {
		if slices.Contains(list.Key, list.Name) {
			return list.Key
		}
		return append(slices.Clone(list.Key), list.Name)
	}
	if m == nil || m.rows[t] == nil || m.rows[t].View == nil {
		return nil
	}
	// A column of the view's own says something about the row; it is not what the row is called.
	for _, id := range m.rows[t].View.Type.Rows.Columns.Names() {
		if c, ok := m.Column(t, id); ok && c.Kind == "text" {
			return []string{id}
		}
	}
	return nil
}

// ListOf gives the list whose rows a view shows, nil when it shows a table's.
func (m *Model) ListOf(t *Table) *List {
	if m == nil || t.View == nil {
		return nil
	}
	e := m.Tree(t.View.Of)
	for e != nil && e.Type.Rows != nil {
		if list := m.lists[e.Type.Rows.ID]; list != nil {
			return list
		}
		e = e.Type.Rows.View
	}
	return nil
}
