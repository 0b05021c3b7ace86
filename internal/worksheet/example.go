package worksheet

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"path"
	"slices"
	"strconv"
	"strings"

	"redskab/internal/expression"
	"redskab/internal/meta"
	"redskab/internal/source"
)

// An Example is a filled forløb that comes with the site, content/examples/ID.yaml. Readers
// open a copy of it, as they open a file. It is checked against the sheets and lists like
// everything else an author writes: [S64] of SPEC.md.
type Example struct {
	ID     string         // the file's name
	Name   string         // what the forløb is called
	Cells  map[string]any // answers by path, notes about rows and copies among them
	Sheets []string       // ids of the sheets that have answers of their own in it
	Pos    source.Position
}

// File gives the forløb as a file of answers, the same bytes each time: [L58] of SPEC.md.
func (e *Example) File(site, saved string) []byte {
	cells := make(map[string][2]any, len(e.Cells))
	for path, value := range e.Cells {
		cells[path] = [2]any{value, 1}
	}
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	w.SetIndent("", " ")
	type forloeb struct {
		ID    string            `json:"id"`
		Name  string            `json:"name"`
		Cells map[string][2]any `json:"cells"`
	}
	err := w.Encode(struct {
		Format  string    `json:"format"`
		Version int       `json:"version"`
		Site    string    `json:"site"`
		Saved   string    `json:"saved"`
		Forloeb []forloeb `json:"forloeb"`
	}{"redskab-answers", 1, site, saved, []forloeb{{e.ID, e.Name, cells}}})
	if err != nil {
		panic("worksheet: an example that is no JSON: " + err.Error()) // it holds texts and numbers
	}
	return b.Bytes()
}

const (
	nameOfCopy = "_name" // what a copy of a sheet is called
	rowIsGone  = "_gone" // a row of the site's that the example has removed
)

// An exampleReader goes through the answers twice: first for the rows that people made, so
// that an answer may be a row that stands further down, then for the answers.
type exampleReader struct {
	reader
	m       *Model
	e       *Example
	made    map[string][]string // rows that the example has, by rowsKey
	answers bool                // the second time
}

// ParseExample reads a file of content/examples/. The Example is never nil.
func (m *Model) ParseExample(file string, v *meta.Value, sheets []*Sheet) (*Example, source.Problems) {
	r := &exampleReader{m: m, made: map[string][]string{}}
	r.e = &Example{Cells: map[string]any{}, Pos: source.Position{File: file, Line: 1, Column: 1}}
	r.e.ID = strings.TrimSuffix(path.Base(file), path.Ext(file))
	r.checkID(r.e.ID, r.e.Pos, "example")
	if v == nil || v.Kind == meta.Null {
		r.add("example-empty", r.e.Pos, "write name: and answers:", "the example says nothing")
		return r.e, r.ps
	}
	k, ok := r.keysOf(v, "an example", []string{"name", "answers"})
	if !ok {
		return r.e, r.ps
	}
	if r.e.Name = k.str("name"); k.get("name") == nil {
		r.add("example-name-missing", k.pos, "write name: and what the forløb is called", "the example has no name")
	}
	all := k.get("answers")
	if all == nil || all.Kind != meta.Map {
		r.add("example-empty", k.at("answers"), "write answers: and below it the ids of sheets and lists", "the example answers nothing")
		return r.e, r.ps
	}
	known := map[string]*Sheet{}
	var ids []string
	for _, s := range sheets {
		if !s.Practice {
			known[s.ID], ids = s, append(ids, s.ID)
		}
	}
	for _, l := range m.Lists {
		ids = append(ids, l.ID)
	}
	for _, r.answers = range []bool{false, true} {
		for _, p := range all.Pairs {
			switch s, l := known[p.Key], m.lists[p.Key]; {
			case s != nil:
				r.sheet(s, p)
			case l != nil:
				r.list(l, p)
			case r.answers:
				r.add("example-unknown-sheet", p.KeyPos, source.DidYouMean(p.Key, ids), "there is no sheet or list %q", p.Key)
			}
		}
	}
	return r.e, r.ps
}

// say complains once, though everything is read twice.
func (r *exampleReader) say(code string, pos source.Position, hint, format string, args ...any) {
	if r.answers {
		r.add(code, pos, hint, format, args...)
	}
}

// mapOf gives the pairs of what should be keys and values.
func (r *exampleReader) mapOf(v *meta.Value, what string) []meta.Pair {
	if v.Kind != meta.Map {
		r.say("example-shape", v.Pos, "write keys and values below it", "%s is keys and values, not %s", what, shown(v))
		return nil
	}
	return v.Pairs
}

func (r *exampleReader) list(l *List, p meta.Pair) {
	var fixed []string
	for _, row := range l.Start {
		fixed = append(fixed, row.ID)
	}
	made := 0
	for _, row := range r.mapOf(p.Value, "list "+strconv.Quote(l.ID)) {
		key := rowKey(row.Key)
		id := key
		switch {
		case slices.Contains(fixed, key):
		case len(l.Key) == 0:
			id = madeID(l.ID, row.Key)
			made++
		default:
			made++
		}
		isFixed := slices.Contains(fixed, id)
		cells := r.row(l.ID+"/"+id, row, l.Columns, "", isFixed, l.ID, made)
		if len(l.Key) == 1 && !isFixed && cells != nil && !cells[l.Key[0]] {
			if c := column(l.Columns, l.Key[0]); r.answers {
				r.put(l.ID+"/"+id+"."+c.ID, c, &meta.Value{Pos: row.KeyPos, Kind: meta.Text, Text: row.Key}, "")
			}
			cells[l.Key[0]] = true
		}
		if !isFixed {
			r.required(cells, l.Columns, row.KeyPos, "row "+strconv.Quote(row.Key))
		}
	}
}

func (r *exampleReader) sheet(s *Sheet, p meta.Pair) {
	if r.answers {
		r.e.Sheets = append(r.e.Sheets, s.ID)
	}
	if s.Repeat == nil {
		r.body(s, s.ID+".", "", p)
		return
	}
	copies := r.m.copies[s]
	for i, c := range r.mapOf(p.Value, "sheet "+strconv.Quote(s.ID)) {
		id := madeID(s.ID, c.Key)
		named := c.Value.Get(nameOfCopy) != nil
		stands := copies.Same != nil && !(s.Repeat.Add && named) // for a row that is there
		if stands {
			var ok bool
			if id, ok = r.find(c.Key, c.KeyPos, copies.Same, ""); !ok && r.answers {
				continue
			}
		}
		r.made[s.ID] = append(r.made[s.ID], c.Key)
		head := s.ID + "#" + id
		if name := c.Value.Get(nameOfCopy); !stands && r.answers {
			if name == nil || name.Text == "" {
				r.add("example-copy-name", c.KeyPos, "write "+nameOfCopy+": and what it is called", "copy %q of sheet %q has no name", c.Key, s.ID)
			} else {
				r.e.Cells[head+"."+nameOfCopy] = name.Text
				r.e.Cells[head+"._pos"] = float64(i + 1)
			}
		}
		r.body(s, head+".", id, c)
	}
}

// body reads the answers of a sheet, or of a copy of it, whose id is copy.
func (r *exampleReader) body(s *Sheet, head, copy string, p meta.Pair) {
	fields, tables := map[string]*Field{}, map[string]*Table{}
	var ids []string
	for _, b := range s.Blocks {
		for _, f := range b.Fields {
			fields[f.ID], ids = f, append(ids, f.ID)
		}
		if b.Table != nil {
			tables[b.Table.ID], ids = b.Table, append(ids, b.Table.ID)
		}
	}
	given := map[string]bool{}
	for _, a := range r.mapOf(p.Value, "sheet "+strconv.Quote(s.ID)) {
		switch f, t := fields[a.Key], tables[a.Key]; {
		case f != nil:
			given[a.Key] = true
			if r.answers {
				r.put(head+f.ID, f, a.Value, copy)
			}
		case t != nil:
			r.table(s, t, head, copy, a)
		case a.Key == nameOfCopy && s.Repeat != nil:
		default:
			r.say("example-unknown-question", a.KeyPos, source.DidYouMean(a.Key, ids), "sheet %q asks no %q", s.ID, a.Key)
		}
	}
	for _, b := range s.Blocks {
		r.required(given, b.Fields, p.KeyPos, "sheet "+strconv.Quote(s.ID))
		if t := b.Table; t != nil && t.View == nil && t.Show == nil && !t.Open {
			r.fixed(s, t, p)
		}
	}
}

// fixed checks that the rows that the author wrote have what every row must have.
func (r *exampleReader) fixed(s *Sheet, t *Table, p meta.Pair) {
	for _, row := range t.Rows {
		if row.Show != nil {
			continue
		}
		given := map[string]bool{}
		v, pos := p.Value.Get(t.ID).Get(row.ID), p.KeyPos
		if v != nil {
			pos = v.Pos
			for _, c := range v.Pairs {
				given[c.Key] = true
			}
		}
		r.required(given, t.Columns, pos, "row "+strconv.Quote(row.ID)+" of table "+strconv.Quote(s.ID+"."+t.ID))
	}
}

func (r *exampleReader) table(s *Sheet, t *Table, head, copy string, p meta.Pair) {
	rows := r.m.rows[t]
	made := 0
	for _, row := range r.mapOf(p.Value, "table "+strconv.Quote(t.ID)) {
		at := head + t.ID + "/"
		switch {
		case t.View != nil:
			// The rows stand elsewhere: here are the view's own columns alone.
			if id, ok := r.find(row.Key, row.KeyPos, rows, copy); ok || !r.answers {
				r.row(at+id, row, t.Columns, copy, true, "", 0)
			}
		case slices.Contains(rows.Fixed, row.Key):
			r.row(at+row.Key, row, t.Columns, copy, true, "", 0)
		case t.Open || t.Add:
			made++
			cells := r.row(at+madeID(at, row.Key), row, t.Columns, copy, false, rowsKey(rows, copy), made)
			r.required(cells, t.Columns, row.KeyPos, "row "+strconv.Quote(row.Key))
		default:
			r.say("example-unknown-row", row.KeyPos, source.DidYouMean(row.Key, rows.Fixed), "table %q of sheet %q has no row %q", t.ID, s.ID, row.Key)
		}
	}
}

// row reads the answers in a row, and gives which columns have one; nil for a row that is
// said to be removed. A row of the reader's own is noted below own, at its place.
func (r *exampleReader) row(at string, p meta.Pair, columns []*Field, copy string, fixed bool, own string, place int) map[string]bool {
	if own != "" && !slices.Contains(r.made[own], p.Key) {
		r.made[own] = append(r.made[own], p.Key)
	}
	if !fixed && r.answers {
		r.e.Cells[at+"._pos"] = float64(place)
	}
	given := map[string]bool{}
	for _, a := range r.mapOf(p.Value, "row "+strconv.Quote(p.Key)) {
		c := column(columns, a.Key)
		switch {
		case a.Key == rowIsGone && a.Value.Text == "true":
			if r.answers {
				r.e.Cells[at+"."+rowIsGone] = float64(1)
			}
			return nil
		case c == nil:
			r.say("example-unknown-question", a.KeyPos, source.DidYouMean(a.Key, columnIDs(columns)), "no column %q is asked of row %q", a.Key, p.Key)
		default:
			given[a.Key] = true
			if r.answers {
				r.put(at+"."+c.ID, c, a.Value, copy)
			}
		}
	}
	return given
}

// required complains about questions without whose answers a sheet is not filled.
func (r *exampleReader) required(given map[string]bool, fields []*Field, pos source.Position, what string) {
	for _, f := range fields {
		if given != nil && f.Required && f.Show == nil && f.Start == "" && f.From == nil && !f.Given && !f.Derived && !given[f.ID] {
			r.say("example-answer-missing", pos, "write "+f.ID+": and an answer", "%s requires %q", what, f.ID)
		}
	}
}

// put checks an answer and stores it as SPEC.md says.
func (r *exampleReader) put(at string, f *Field, v *meta.Value, copy string) {
	switch {
	case f.computed() || f.Given:
		r.add("example-not-asked", v.Pos, "leave the line out", "%q is worked out or given, never asked", f.ID)
		return
	case f.Rows != nil && f.Chosen():
		r.putRows(at, f, v, copy)
		return
	case v.Kind == meta.Map || v.Kind == meta.List && f.Kind != "choices":
		r.add("example-shape", v.Pos, "write one answer", "the answer to %q is not %s", f.ID, shown(v))
		return
	case f.Kind == "longtext":
		r.putText(at, f, v, strings.TrimSpace(v.Text))
		return
	}
	before := len(r.ps)
	answer := r.answer(f, v, f.ID)
	if len(r.ps) > before || answer == "" {
		return
	}
	for _, o := range f.Options {
		if o.Retired && slices.Contains(strings.Fields(answer), o.ID) {
			r.add("example-retired", v.Pos, "choose another", "%q is not to be chosen any more", o.ID)
		}
	}
	if written(f.Kind) {
		r.putText(at, f, v, answer)
		return
	}
	r.e.Cells[at] = f.stored(answer)
}

func (r *exampleReader) putText(at string, f *Field, v *meta.Value, text string) {
	switch {
	case text == "":
		r.add("text-empty", v.Pos, "write the text, or leave the line out", "%q is empty", f.ID)
	case f.Max > 0 && len([]rune(text)) > f.Max:
		r.add("example-too-long", v.Pos, "write it shorter", "%q has %d characters, and %d is the most", f.ID, len([]rune(text)), f.Max)
	default:
		r.e.Cells[at] = text
	}
}

// putRows stores a choice of rows: the example says them by the names it gives them.
func (r *exampleReader) putRows(at string, f *Field, v *meta.Value, copy string) {
	cell := r.m.cells[f]
	items := []*meta.Value{v}
	if v.Kind == meta.List {
		items = v.Items
	}
	var ids []string
	places := map[string]int{} // choices stand in the order of the rows: [S17]
	for _, item := range items {
		id := item.Text
		if !slices.ContainsFunc(f.Options, func(o Option) bool { return o.ID == id }) {
			var ok bool
			if id, ok = r.find(item.Text, item.Pos, cell.Type.Rows, copy); !ok {
				continue
			}
			places[id] = 1 + r.place(item.Text, cell.Type.Rows, copy)
		}
		ids = append(ids, id)
	}
	slices.SortStableFunc(ids, func(a, b string) int { return places[a] - places[b] })
	ids = slices.Compact(ids)
	switch {
	case len(ids) == 0:
	case f.Kind == "choices":
		r.e.Cells[at] = ids
	default:
		r.e.Cells[at] = ids[0]
	}
}

// place gives where a row stands that find has found: the author's come first.
func (r *exampleReader) place(name string, rows *expression.Rows, copy string) int {
	rows = rowsShown(rows)
	for i, id := range rows.Fixed {
		if id == name || id == rowKey(name) {
			return i
		}
	}
	return len(rows.Fixed) + slices.Index(r.made[rowsKey(rows, copy)], name)
}

// rowsShown gives the table or list whose rows a view shows.
func rowsShown(rows *expression.Rows) *expression.Rows {
	for rows != nil && rows.View != nil && rows.View.Type.Rows != nil {
		rows = rows.View.Type.Rows
	}
	return rows
}

// find gives the id of a row by the name that the example, or the author, gives it.
func (r *exampleReader) find(name string, pos source.Position, rows *expression.Rows, copy string) (string, bool) {
	if rows = rowsShown(rows); rows == nil {
		return "", false // what is wrong is said already
	}
	key := rowsKey(rows, copy)
	list := r.m.lists[rows.ID]
	switch id := rowKey(name); {
	case slices.Contains(rows.Fixed, name):
		return name, true
	case slices.Contains(rows.Fixed, id):
		return id, true
	case !slices.Contains(r.made[key], name):
		r.say("example-unknown-row", pos, source.DidYouMean(name, append(slices.Clone(rows.Fixed), r.made[key]...)), "there is no row %q in %s", name, rows.ID)
		return "", false
	case list != nil && len(list.Key) > 0:
		return id, true
	case list != nil:
		return madeID(list.ID, name), true
	case strings.HasSuffix(rows.At, "#"):
		if rows.Same != nil {
			if of := rowsShown(rows.Same); slices.Contains(r.made[rowsKey(of, copy)], name) || slices.Contains(of.Fixed, id) {
				return r.find(name, pos, of, copy)
			}
		}
		return madeID(rows.ID, name), true
	case rows.In != nil:
		return madeID(rows.In.At+copy+rows.At, name), true
	}
	return madeID(rows.At, name), true
}

// rowsKey tells the rows of one copy from those of another.
func rowsKey(rows *expression.Rows, copy string) string {
	if rows.In != nil {
		return rows.ID + "#" + copy
	}
	return rows.ID
}

// madeID gives the id of a row or copy that a browser would have made at random: [S4] of
// SPEC.md. The same name at the same place gives the same one, so that two builds are alike.
func madeID(at, name string) string {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789"
	sum := sha256.Sum256([]byte(at + "\x00" + name))
	id := make([]byte, 10)
	for i := range id {
		id[i] = letters[int(sum[i])%len(letters)]
	}
	return string(id)
}
