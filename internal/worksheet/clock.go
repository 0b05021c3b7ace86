package worksheet

import (
	"encoding/json"
	"strconv"
	"strings"

	"redskab/internal/expression"
	"redskab/internal/meta"
	"redskab/internal/source"
)

// A Clock keeps the time of a meeting: a countdown, an agenda that adds up, or roles that
// go round. On paper it is the minutes, the times, or who does what when.
type Clock struct {
	Kind     string // countdown agenda rotation
	Label    string
	Help     string
	HelpText *Written // Help, when it holds expressions in braces
	Minutes  int      // of a countdown, or of each round
	Rows     *Written // of an agenda: the table of its points
	Column   *Written // the column that has their minutes
	Start    *Written // the field that says when the meeting begins
	Length   *Written // the field that says how many minutes it has; nil for any
	People   *Written // of a rotation: the column that has the people, table.column
	Roles    []string // the first person's first; where there are more people, they share the last
	Condition
	Print string
	Pos   source.Position
}

var clockKeys = map[string][]string{
	"countdown": {"kind", "label", "help", "minutes", "show", "if", "print"},
	"agenda":    {"kind", "label", "help", "rows", "minutes", "start", "length", "show", "if", "print"},
	"rotation":  {"kind", "label", "help", "people", "roles", "minutes", "show", "if", "print"},
}

var clockKinds = []string{"countdown", "agenda", "rotation"}

const longestClock = 600 // minutes: a working day

// clock reads a clock block.
func (r *reader) clock(v *meta.Value) *Clock {
	c := &Clock{Pos: v.Pos}
	if v.Kind != meta.Map {
		r.keysOf(v, "a clock", nil) // says what is wrong
		return c
	}
	if v.Get("kind") == nil {
		r.add("clock-kind-missing", v.Pos, "one of "+strings.Join(clockKinds, ", "), "the clock has no kind")
		return c
	}
	// Its keys depend on it, so it is looked at first.
	if c.Kind = (keys{r: r, what: "a clock", pos: v.Pos, pairs: v.Pairs}).word("kind", "unknown-kind", clockKinds); c.Kind == "" {
		return c
	}
	k, _ := r.keysOf(v, "a clock", clockKeys[c.Kind])
	k.what = "the clock " + strconv.Quote(c.Kind)
	c.Label = k.label()
	c.Help, c.HelpText = k.help()
	c.Condition = k.condition()
	c.Print = k.word("print", "print-wrong", prints)
	need := func(key, hint string) {
		if k.get(key) == nil {
			r.add("clock-needs", k.pos, hint, "%s has no %s", k.what, key)
		}
	}
	if c.Kind == "agenda" {
		c.Rows, c.Column, c.Start, c.Length = k.written("rows"), k.written("minutes"), k.written("start"), k.written("length")
		need("rows", "write rows: and the table of its points")
		need("minutes", "write minutes: and the column that has them")
		need("start", "write start: and the field that says when it begins")
		return c
	}
	c.Minutes = k.number("minutes", 1, longestClock)
	need("minutes", "write minutes: and how many")
	if c.Kind == "rotation" {
		c.People = k.written("people")
		need("people", "write people: and the table and column that has them, such as deltagere.funktion")
		c.Roles, _ = k.list("roles")
		if len(c.Roles) < 2 {
			r.add("clock-needs", k.at("roles"), "write roles: and a list", "%s goes round between two roles at least", k.what)
		}
	}
	return c
}

// A Timing is what a Clock shows, every name known.
type Timing struct {
	Rows          *expression.Expression // of an agenda or a rotation
	Label         *expression.Cell       // what stands for a row: the point, or the person
	Minutes       *expression.Cell
	Start, Length *expression.Cell
}

// clock finds what a clock shows.
func (l *linker) clock(c *Clock, env expression.Env) {
	l.condition(&c.Condition, env)
	l.text(c.HelpText, env)
	t := &Timing{}
	ok := c.Kind != ""
	switch {
	case c.Kind == "agenda" && c.Rows != nil && c.Column != nil && c.Start != nil:
		ok = l.timingRows(t, c.Rows, env)
		if ok {
			t.Label = l.nameOf(t.Rows.Type.Rows)
			t.Minutes, ok = l.timingColumn(t, c.Column, "number")
		}
		t.Start = l.timingField(c.Start, env, "time")
		if c.Length != nil {
			t.Length = l.timingField(c.Length, env, "number")
		}
		ok = ok && t.Start != nil
	case c.Kind == "rotation" && c.People != nil:
		table, column, dotted := cutLast(c.People)
		if !dotted {
			l.add("clock-people", c.People.Pos, "write the table and the column, such as deltagere.funktion", "%q is no column of a table", c.People.Text)
			return
		}
		if ok = l.timingRows(t, table, env); ok {
			t.Label, ok = l.timingColumn(t, column, "")
		}
	case c.Kind != "countdown":
		ok = false
	}
	if ok {
		l.m.timings[c] = t
	}
}

// cutLast divides table.column at its last dot.
func cutLast(w *Written) (table, column *Written, dotted bool) {
	i := strings.LastIndex(w.Text, ".")
	if i < 0 {
		return nil, nil, false
	}
	after := w.Pos
	after.Column += i + 1
	return &Written{Text: w.Text[:i], Pos: w.Pos}, &Written{Text: w.Text[i+1:], Pos: after}, true
}

func (l *linker) timingRows(t *Timing, w *Written, env expression.Env) bool {
	e, ps := expression.RowsOf(*w, env)
	t.Rows = l.keep(w, e, ps)
	return t.Rows != nil
}

// timingColumn finds a column of the rows, of a kind; "" takes any.
func (l *linker) timingColumn(t *Timing, w *Written, kind string) (*expression.Cell, bool) {
	columns := t.Rows.Type.Rows.Columns
	named, ok := columns.Find(w.Text)
	f := l.m.asked[named.Cell]
	switch {
	case !ok || f == nil:
		l.add("unknown-column", w.Pos, source.DidYouMean(w.Text, columns.Names()), "the rows have no column %q", w.Text)
	case kind != "" && f.Kind != kind:
		l.add("clock-kind", w.Pos, "name a column of kind "+kind, "column %q is a %s, where a %s is wanted", w.Text, f.Kind, kind)
	default:
		return named.Cell, true
	}
	return nil, false
}

func (l *linker) timingField(w *Written, env expression.Env, kind string) *expression.Cell {
	named, ok := env.Sheet.Find(w.Text)
	f := l.m.asked[named.Cell]
	switch {
	case !ok || f == nil:
		l.add("unknown-value", w.Pos, source.DidYouMean(w.Text, env.Sheet.Names()), "there is no value or field %q", w.Text)
	case f.Kind != kind:
		l.add("clock-kind", w.Pos, "name a field of kind "+kind, "%q is a %s, where a %s is wanted", w.Text, f.Kind, kind)
	default:
		return named.Cell
	}
	return nil
}

// ClockJSON gives what the script keeps the time of: the cells and rows are those of the
// sheet's Program. "" when the clock has problems.
func (m *Model) ClockJSON(c *Clock) string {
	t := m.timings[c]
	if t == nil {
		return ""
	}
	out := struct {
		Kind    string           `json:"kind"`
		Rows    *expression.Node `json:"rows,omitempty"`
		Label   string           `json:"label,omitempty"`
		Minutes any              `json:"minutes"` // how many, or the cell that says so
		Start   string           `json:"start,omitempty"`
		Length  string           `json:"length,omitempty"`
		Roles   []string         `json:"roles,omitempty"`
	}{Kind: c.Kind, Minutes: c.Minutes, Roles: c.Roles, Label: idOf(t.Label), Start: idOf(t.Start), Length: idOf(t.Length)}
	if t.Rows != nil {
		out.Rows = t.Rows.Tree
	}
	if t.Minutes != nil {
		out.Minutes = t.Minutes.ID
	}
	text, err := json.Marshal(out)
	if err != nil {
		panic("worksheet: a clock that is no JSON: " + err.Error()) // it is texts and numbers
	}
	return string(text)
}

func idOf(c *expression.Cell) string {
	if c == nil {
		return ""
	}
	return c.ID
}
