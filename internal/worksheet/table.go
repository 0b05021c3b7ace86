package worksheet

import (
	"slices"

	"redskab/internal/meta"
	"redskab/internal/source"
)

var (
	tableKeys = []string{"id", "label", "help", "rows", "add", "columns", "blank", "write", "group", "filter", "sort", "top", "send", "as", "show", "if", "personal", "was", "print"}
	rowKeys   = []string{"id", "group", "label", "help", "show", "if", "was"}
	shapesAs  = []string{"grid", "cards"}
)

const (
	openBlank = 5 // blank rows of an open table that does not say
	addBlank  = 2 // and of one with fixed rows and add
	maxBlank  = 100
)

// table reads a table block.
func (r *reader) table(v *meta.Value, sets Options) *Table {
	t := &Table{Pos: v.Pos, As: "grid"}
	if v.Kind == meta.List {
		r.add("table-list", v.Pos, "give each its own block", "a block holds one table, not a list of them")
		return t
	}
	k, ok := r.keysOf(v, "a table", tableKeys)
	if !ok {
		return t
	}
	t.ID = k.id("table")
	t.Label = k.label()
	t.Help, t.HelpText = k.help()
	t.Personal = k.flag("personal")
	t.Was = k.was(t.ID, false)
	t.Condition = k.condition()
	t.Print = k.word("print", "print-wrong", prints)
	if as := k.word("as", "as-wrong", shapesAs); as != "" {
		t.As = as
	}
	k.arrange(t)
	if v := k.get("rows"); v != nil && v.Kind == meta.Map {
		k.view(t, sets)
		return t
	}
	if k.get("write") != nil {
		k.r.add("write-misplaced", k.at("write"), "leave the line out", "%s has rows of its own, where every question is asked", k.what)
	}
	k.columns(t, sets)
	k.rows(t)
	k.own(t)
	return t
}

// columns reads a table's columns.
func (k keys) columns(t *Table, sets Options) {
	t.Columns = k.columnList(sets, "column")
	for _, c := range t.Columns {
		if c.Given && slices.Contains(rowKeys, c.ID) {
			k.r.add("column-id-taken", c.Pos, "call it something else", "a given column cannot be called %q: rows have a key of that name", c.ID)
		}
	}
	if len(t.Columns) > 0 && !t.asks() && !k.overview(t) {
		k.r.add("table-asks-nothing", k.at("columns"), "let one of them be asked, or be worked out for fixed rows", "all columns of %s are given or worked out, so it asks nothing", k.what)
	}
}

// overview reports whether the table shows what is worked out for each of its fixed rows:
// red, yellow and green of each topic. Rows of the user's own would stay empty.
func (k keys) overview(t *Table) bool {
	rows := k.get("rows")
	return rows != nil && rows.Kind == meta.List && slices.ContainsFunc(t.Columns, func(c *Field) bool { return c.Derived })
}

// asks reports whether one of the columns is a question.
func (t *Table) asks() bool {
	return slices.ContainsFunc(t.Columns, func(c *Field) bool { return !c.Given && !c.computed() })
}

// columnsOf takes the columns of a table that stands before.
func (k keys) columnsOf(v *meta.Value) []*Field {
	var ids []string
	for _, t := range k.r.tables {
		if t.View != nil {
			continue
		}
		if t.ID == v.Text {
			columns := make([]*Field, len(t.Columns))
			for i, c := range t.Columns {
				own := *c // another question, whose answers stand elsewhere
				columns[i] = &own
			}
			return columns
		}
		ids = append(ids, t.ID)
	}
	hint := source.DidYouMean(v.Text, ids)
	if hint == "" {
		hint = "name a table with rows of its own that stands before, or write a list of fields"
	}
	k.r.add("columns-unknown-table", v.Pos, hint, "there is no table %q to take the columns of", v.Text)
	return nil
}

// columnList reads the columns of a table or list.
func (k keys) columnList(sets Options, role string) []*Field {
	v := k.get("columns")
	if v == nil || v.Kind == meta.Null || v.Kind == meta.List && len(v.Items) == 0 {
		k.r.add("columns-missing", k.at("columns"), "write columns: and a list of fields", "%s has no columns", k.what)
		return nil
	}
	if v.Kind == meta.Text && role == "column" {
		return k.columnsOf(v)
	}
	if v.Kind != meta.List {
		k.r.add("columns-shape", v.Pos, "begin each column with a hyphen", "the columns of %s are a list of fields, not %s", k.what, shown(v))
		return nil
	}
	var columns []*Field
	first := map[string]source.Position{}
	for _, item := range v.Items {
		c := k.r.field(item, sets, role)
		columns = append(columns, c)
		if c.ID == "" {
			continue
		}
		if at, taken := first[c.ID]; taken {
			k.r.add("id-twice", c.Pos, "", "the column id %q stands twice in %s, first on line %d", c.ID, k.what, at.Line)
			continue
		}
		first[c.ID] = c.Pos
	}
	return columns
}

// rows reads a table's rows: the word open, or a list of fixed ones.
func (k keys) rows(t *Table) {
	const hint = "write rows: open, or a list of rows with id and label"
	v := k.get("rows")
	switch {
	case v == nil || v.Kind == meta.Null || v.Kind == meta.List && len(v.Items) == 0:
		k.r.add("rows-missing", k.at("rows"), hint, "%s has no rows", k.what)
		return
	case v.Kind == meta.Text && v.Text == "open":
		t.Open = true
		for _, c := range t.Columns {
			if c.Given {
				k.r.add("given-in-open", c.Pos, "leave given: true out", "column %q is given, but rows that the user makes are given nothing", c.ID)
			}
		}
		return
	case v.Kind != meta.List:
		k.r.add("rows-shape", v.Pos, hint, "the rows of %s are the word open, or a list, not %s", k.what, shown(v))
		return
	}
	known := slices.Clone(rowKeys)
	for _, c := range t.Columns {
		if c.Given && c.ID != "" {
			known = append(known, c.ID)
		}
	}
	first := map[string]source.Position{}
	for _, item := range v.Items {
		row := k.r.row(item, t, known)
		t.Rows = append(t.Rows, row)
		if row.ID == "" {
			continue
		}
		if at, taken := first[row.ID]; taken {
			k.r.add("id-twice", row.Pos, "", "the row id %q stands twice in %s, first on line %d", row.ID, k.what, at.Line)
			continue
		}
		first[row.ID] = row.Pos
	}
	k.r.groups(t)
}

// row reads a fixed row. Known are the keys it may have: rowKeys and the given columns.
func (r *reader) row(v *meta.Value, t *Table, known []string) Row {
	row := Row{Pos: v.Pos}
	if v.Kind != meta.Map {
		r.keysOf(v, "a row", known) // says what is wrong
		return row
	}
	for _, c := range t.Columns { // a mistake of its own, so not an unknown key
		if v.Get(c.ID) != nil && !slices.Contains(known, c.ID) {
			r.add("row-fills-question", v.Get(c.ID).Pos, "say given: true on the column, or leave the line out", "column %q is asked, so a row cannot fill it", c.ID)
			known = append(known[:len(known):len(known)], c.ID)
		}
	}
	k, _ := r.keysOf(v, "a row", known)
	row.ID = k.id("row")
	row.Label = k.label()
	row.Group = k.str("group")
	row.Help = k.str("help")
	row.Condition = k.condition()
	row.Was = k.was(row.ID, false)
	for _, c := range t.Columns {
		if !c.Given || c.ID == "" || slices.Contains(rowKeys, c.ID) {
			continue
		}
		text := k.get(c.ID)
		if text == nil || text.Kind == meta.Null {
			r.add("row-given-missing", k.pos, `write `+c.ID+`: and what stands there, or ""`, "%s fills nothing into the given column %q", k.what, c.ID)
			continue
		}
		if row.Given == nil {
			row.Given = map[string]string{}
		}
		if text.Quoted && text.Text == "" {
			continue
		}
		row.Given[c.ID] = r.answer(c, text, c.ID)
	}
	return row
}

// groups complains about a heading that would stand in the page twice, and about rows that
// seem to stand under one they do not belong to.
func (r *reader) groups(t *Table) {
	line := map[string]int{}
	last := ""
	for _, row := range t.Rows {
		at, seen := line[row.Group]
		switch {
		case row.Group == last:
		case row.Group == "":
			r.add("group-missing", row.Pos, "give it a group, or put it first", "row %q has no group, but would stand under %q", row.ID, last)
		case seen:
			r.add("group-split", row.Pos, "put the rows of a group next to each other", "the group %q begins again, first on line %d", row.Group, at)
		}
		if !seen {
			line[row.Group] = row.Pos.Line
		}
		last = row.Group
	}
}

// own reads what concerns the rows that the user makes: add and blank.
func (k keys) own(t *Table) {
	t.Add = k.flag("add")
	if t.Open && k.get("add") != nil {
		k.r.add("add-to-open", k.at("add"), "leave the line out", "the rows of %s are open: the user adds his own anyway", k.what)
		t.Add = false
	}
	switch {
	case t.Open:
		t.Blank = openBlank
	case t.Add:
		t.Blank = addBlank
	}
	if k.get("blank") == nil {
		return
	}
	if !t.Open && !t.Add {
		if v := k.get("rows"); v != nil && v.Kind == meta.List {
			k.r.add("blank-misplaced", k.at("blank"), "say add: true, or leave the line out", "the rows of %s are fixed, so there are no blank ones", k.what)
		}
		return
	}
	if n := k.number("blank", 1, maxBlank); n > 0 {
		t.Blank = n
	}
}
