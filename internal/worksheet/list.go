package worksheet

import (
	"encoding/json"
	"path"
	"slices"
	"strings"

	"redskab/internal/meta"
	"redskab/internal/source"
)

// A List is rows that several sheets share: what one of them is told, all of them know.
type List struct {
	ID         string
	Label      string
	RowName    string   // what one of its rows is called
	Name       string   // id of the column that stands for a row
	Key        []string // ids of the columns that are people's own number: imports and files meet there
	Columns    []*Field
	Start      []StartRow // rows that come with the site
	Offer      *Offer
	Import     []Import
	Personal   bool // about identifiable colleagues
	Retired    []string
	RetiredPos []source.Position
	Pos        source.Position
}

// A StartRow is a row that a list begins with.
type StartRow struct {
	ID    string            // its key, as it stands in paths: [S4] of SPEC.md
	Cells map[string]string // column id → answer, in the form of Field.Start
	Pos   source.Position
}

// An Offer is rows that readers may take when they have none of their own.
type Offer struct {
	Label string // what the button says
	Help  string
	Rows  []StartRow
}

// JSON gives the rows as the script reads them: for each its answers, by column, as they
// are stored.
func (o *Offer) JSON(l *List) string {
	rows := make([]map[string]any, len(o.Rows))
	for i, row := range o.Rows {
		rows[i] = map[string]any{}
		for _, c := range l.Columns {
			if answer := row.Cells[c.ID]; answer != "" {
				rows[i][c.ID] = c.stored(answer)
			}
		}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		panic("worksheet: rows that are no JSON: " + err.Error()) // they are texts and numbers
	}
	return string(text)
}

// An Import says which headers of other people's tables mean a column.
type Import struct {
	Column  string
	Headers []string
}

// Headers gives what a column is called in other people's tables.
func (l *List) Headers(column string) []string {
	for _, in := range l.Import {
		if in.Column == column {
			return in.Headers
		}
	}
	return nil
}

var listKeys = []string{"id", "label", "row", "name", "key", "columns", "start", "offer", "import", "personal", "retired"}

const maxStart = 1000 // rows that come with a site, or are offered; more belong in a file to import

// ParseList reads a file of content/lists/. The List is never nil.
func ParseList(file string, v *meta.Value, sets Options) (*List, source.Problems) {
	var r reader
	l := &List{Pos: source.Position{File: file, Line: 1, Column: 1}}
	if v == nil || v.Kind == meta.Null {
		r.add("list-empty", l.Pos, "write id, label, row and columns", "the list says nothing")
		return l, r.ps
	}
	l.Pos = v.Pos
	k, ok := r.keysOf(v, "a list", listKeys)
	if !ok {
		return l, r.ps
	}
	l.ID = k.id("list")
	if stem := strings.TrimSuffix(path.Base(file), path.Ext(file)); l.ID != "" && stem != l.ID {
		r.add("list-file-name", k.at("id"), "rename the file to "+l.ID+".yaml", "list %q stands in a file of another name", l.ID)
	}
	l.Label = k.label()
	if l.RowName = k.str("row"); k.get("row") == nil {
		r.add("row-name-missing", k.pos, "write row: and the word, such as anbefaling", "%s does not say what one of its rows is called", k.what)
	}
	l.Personal = k.flag("personal")
	l.Columns = k.columnList(sets, "list column")
	k.keyColumns(l)
	k.nameColumn(l)
	first := map[string]source.Position{}
	l.Start = k.keyedRows(l, k.get("start"), "starts with", first)
	k.offer(l, first)
	k.imports(l)
	k.retired(l.ID, &l.Retired, &l.RetiredPos)
	return l, r.ps
}

// column gives the column of an id, nil when there is none.
func column(columns []*Field, id string) *Field {
	for _, c := range columns {
		if c.ID == id && id != "" {
			return c
		}
	}
	return nil
}

func columnIDs(columns []*Field) []string {
	ids := make([]string, 0, len(columns))
	for _, c := range columns {
		ids = append(ids, c.ID)
	}
	return ids
}

// keyColumns reads key: the columns by which rows of different people meet.
func (k keys) keyColumns(l *List) {
	ids, pos := k.list("key")
	for i, id := range ids {
		switch c := column(l.Columns, id); {
		case c == nil:
			k.r.add("unknown-column", pos[i], source.DidYouMean(id, columnIDs(l.Columns)), "%s has no column %q", k.what, id)
		case c.Kind != "text" && c.Kind != "number":
			k.r.add("key-kind", pos[i], "take a column of kind text or number", "column %q is a %s, which is no key: people do not write it alike", id, c.Kind)
		case slices.Contains(l.Key, id):
			k.r.add("key-twice", pos[i], "leave it out", "column %q is named twice in key", id)
		default:
			l.Key = append(l.Key, id)
		}
	}
}

// nameColumn reads name: without it the first text that is no key stands for a row, or the
// first text.
func (k keys) nameColumn(l *List) {
	if v := k.get("name"); v != nil {
		switch c := column(l.Columns, v.Text); {
		case c == nil:
			k.r.add("unknown-column", v.Pos, source.DidYouMean(v.Text, columnIDs(l.Columns)), "%s has no column %q", k.what, v.Text)
		case c.Kind != "text":
			k.r.add("name-kind", v.Pos, "take a column of kind text", "column %q is a %s, which is no name for a row", c.ID, c.Kind)
		default:
			l.Name = c.ID
		}
		return
	}
	l.Name = nameOf(l.Columns, l.Key)
	if l.Name == "" && len(l.Columns) > 0 {
		k.r.add("name-missing", k.pos, "write a column of kind text", "nothing in %s stands for a row: none of its columns is a text", k.what)
	}
}

// nameOf gives the column that stands for a row where nobody says: the first text that is
// no key, else the first text.
func nameOf(columns []*Field, key []string) string {
	for _, but := range [][]string{key, nil} {
		for _, c := range columns {
			if c.Kind == "text" && !slices.Contains(but, c.ID) {
				return c.ID
			}
		}
	}
	return ""
}

// offer reads offer: rows that are there to be taken. None may have the key of a row that
// is there anyway.
func (k keys) offer(l *List, first map[string]source.Position) {
	v := k.get("offer")
	if v == nil {
		return
	}
	o, ok := k.r.keysOf(v, "offer:", []string{"label", "help", "rows"})
	if !ok {
		return
	}
	o.what = "the offer of " + k.what
	l.Offer = &Offer{Label: o.label(), Help: o.str("help")}
	if o.get("rows") == nil {
		k.r.add("offer-empty", o.pos, "write rows: and the rows that readers may take", "%s has no rows", o.what)
	}
	l.Offer.Rows = k.keyedRows(l, o.get("rows"), "offers", first)
}

// keyedRows reads rows that an author writes into a list: those it starts with, those it
// offers. They need a key, for their ids are to be the same in every browser.
func (k keys) keyedRows(l *List, v *meta.Value, does string, first map[string]source.Position) []StartRow {
	switch {
	case v == nil:
		return nil
	case v.Kind != meta.List || len(v.Items) == 0:
		k.r.add("start-shape", v.Pos, "begin each row with a hyphen, and write its columns", "the rows that %s %s are a list, not %s", k.what, does, shown(v))
		return nil
	case len(v.Items) > maxStart:
		k.r.add("start-long", v.Pos, "keep them in a file to import", "%s %s %d rows, and %d is the most", k.what, does, len(v.Items), maxStart)
		return nil
	case len(l.Key) == 0:
		k.r.add("start-without-key", v.Pos, "write key: and the column that tells rows apart", "%s %s rows and has no key, so they would have no ids", k.what, does)
		return nil
	}
	var rows []StartRow
	for _, item := range v.Items {
		row := StartRow{Pos: item.Pos, Cells: map[string]string{}}
		cells, ok := k.r.keysOf(item, "a row", columnIDs(l.Columns))
		if !ok {
			continue
		}
		for _, c := range l.Columns {
			if given := cells.get(c.ID); c.ID != "" && given != nil {
				row.Cells[c.ID] = k.r.answer(c, given, c.ID)
			}
		}
		var parts []string
		for _, id := range l.Key {
			if row.Cells[id] == "" {
				k.r.add("row-without-key", item.Pos, "write "+id+": and what tells it from the others", "a row that %s %s has no %q", k.what, does, id)
			}
			parts = append(parts, rowKey(row.Cells[id]))
		}
		row.ID = strings.Join(parts, rowKey("/"))
		if at, twice := first[row.ID]; twice {
			k.r.add("row-key-twice", item.Pos, "", "two rows that %s %s have the same key, the first on line %d", k.what, does, at.Line)
		}
		first[row.ID] = item.Pos
		rows = append(rows, row)
	}
	return rows
}

// rowKey writes a key as it stands in a path: [L1] of SPEC.md.
func rowKey(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

// imports reads import: the headers by which columns are known in other people's tables.
func (k keys) imports(l *List) {
	v := k.get("import")
	if v == nil {
		return
	}
	columns, ok := k.r.keysOf(v, "import:", columnIDs(l.Columns))
	if !ok {
		return
	}
	first := map[string]string{}
	for _, c := range l.Columns {
		headers, pos := columns.list(c.ID)
		for i, h := range headers {
			folded := strings.ToLower(h)
			if other, taken := first[folded]; taken {
				k.r.add("header-twice", pos[i], "leave one of them out", "the header %q means column %q already", h, other)
				continue
			}
			first[folded] = c.ID
		}
		if len(headers) > 0 {
			l.Import = append(l.Import, Import{c.ID, headers})
		}
	}
}
