package worksheet

import (
	"encoding/json"
	"slices"
	"strings"

	"redskab/internal/expression"
	"redskab/internal/source"
)

// A Drawing is what a Figure shows, every name known.
type Drawing struct {
	Values []Drawn
	Rows   *expression.Expression // nil when it is drawn of values
	Where  *expression.Expression
	Parts  map[string]Drawn // columns of the rows, by the part they play
	Mark   *Drawn
	Names  []string // what the author's own rows are called, when the figure is of all of them
}

// Drawn is an answer or value that is drawn. Low and High are the ends of its range, both 0
// when it has none.
type Drawn struct {
	Cell      *expression.Cell
	Field     *Field
	Low, High float64
}

// Drawing gives what a figure shows; nil when it has problems.
func (m *Model) Drawing(f *Figure) *Drawing {
	if m == nil {
		return nil
	}
	return m.drawings[f]
}

// figure finds what a figure shows.
func (l *linker) figure(f *Figure, env expression.Env) {
	l.condition(&f.Condition, env)
	l.text(f.HelpText, env)
	d := &Drawing{Parts: map[string]Drawn{}}
	ok := f.Kind != ""
	for _, w := range f.Values {
		drawn, found := l.drawn(w, env, f)
		d.Values = append(d.Values, drawn)
		ok = ok && found
	}
	if f.Mark != nil {
		drawn, found := l.drawn(f.Mark, env, nil)
		d.Mark = &drawn
		ok = ok && found
	}
	if f.Of != nil {
		ok = l.figureRows(f, d, env) && ok
	}
	switch {
	case !ok:
	case f.Kind == "radar":
		l.sameRange(f, d)
	case f.Kind == "ladder" && f.Of == nil:
		l.sameScale(f, d)
	case f.Kind == "compass" && f.Of != nil:
		l.fourWays(f, d)
	}
	if ok {
		l.m.drawings[f] = d
	}
}

// drawn finds a value or field of the sheet, or sheet.field. Of a figure that needs numbers
// (of is not nil), it is one.
func (l *linker) drawn(w *Written, env expression.Env, of *Figure) (Drawn, bool) {
	scope := env.Sheet
	id := w.Text
	if before, after, dotted := strings.Cut(id, "."); dotted {
		if named, ok := scope.Find(before); ok && named.Sheet != nil {
			scope, id = named.Sheet, after
		}
	}
	named, ok := scope.Find(id)
	f := l.m.asked[named.Cell]
	if !ok || f == nil {
		l.add("unknown-value", w.Pos, source.DidYouMean(id, scope.Names()), "there is no value or field %q", w.Text)
		return Drawn{}, false
	}
	drawn := drawnCell(named.Cell, f)
	if of != nil && of.Kind != "star" && of.Kind != "compass" && f.Kind != "number" && f.Kind != "scale" {
		l.add("figure-not-number", w.Pos, "name a number, a scale or a value", "%q is a %s, and %q is drawn of numbers", w.Text, f.Kind, of.Kind)
		return drawn, false
	}
	return drawn, true
}

// figureRows finds the rows of a figure, and their columns.
func (l *linker) figureRows(f *Figure, d *Drawing, env expression.Env) bool {
	e, ps := expression.RowsOf(*f.Of, env)
	if d.Rows = l.keep(f.Of, e, ps); d.Rows == nil {
		return false
	}
	rows := e.Type.Rows
	ok := true
	if f.Where != nil {
		e, ps := expression.Where(*f.Where, env, rows)
		d.Where = l.keep(f.Where, e, ps)
		ok = d.Where != nil
	}
	for _, c := range f.Columns {
		drawn, found := l.figureColumn(f, c.Name, c.Part, rows)
		d.Parts[c.Part] = drawn
		ok = ok && found
	}
	if label, named := d.Parts["label"]; named && f.Where == nil {
		d.Names = l.namesOf(rows, label)
	}
	if f.Sort != nil {
		_, found := l.figureColumn(f, &Written{Text: strings.TrimPrefix(f.Sort.Text, "-"), Pos: f.Sort.Pos}, "", rows)
		ok = ok && found
	}
	return ok
}

func (l *linker) figureColumn(f *Figure, w *Written, part string, rows *expression.Rows) (Drawn, bool) {
	named, ok := rows.Columns.Find(w.Text)
	asked := l.m.asked[named.Cell]
	if own, is := l.ownWords(rows, w.Text); !ok && is {
		named.Cell, asked, ok = own.Cell, own.Field, true
	}
	if !ok || asked == nil {
		l.add("unknown-column", w.Pos, source.DidYouMean(w.Text, rows.Columns.Names()), "%q has no column %q", f.Of.Text, w.Text)
		return Drawn{}, false
	}
	part = strings.TrimRight(part, "-0123456789") // compare-2 is another compare
	kinds, only := partKinds[f.Kind+"/"+part]
	if !only {
		kinds, only = partKinds[part]
	}
	if only && !slices.Contains(kinds, asked.Kind) {
		l.add("figure-part-kind", w.Pos, "name a column that is "+orList(kinds), "column %q is a %s, which cannot be the %s of a %s", w.Text, asked.Kind, part, f.Kind)
		return Drawn{}, false
	}
	return drawnCell(named.Cell, asked), true
}

// drawnCell gives a cell with its range: the ends of a scale, what a value says, or what
// follows from the scales it is worked out of.
func drawnCell(cell *expression.Cell, f *Field) Drawn {
	d := Drawn{Cell: cell, Field: f}
	switch {
	case f.Range != nil:
		d.Low, d.High = f.Range[0], f.Range[1]
	case f.Kind == "scale":
		d.Low, d.High = cell.Type.Set.Ends()
	case f.Unit == "%":
		d.High = 100
	case len(cell.Rules) == 1 && cell.Rules[0].Is != nil:
		d.Low, d.High = rangeOf(cell.Rules[0].Is.Tree)
	}
	return d
}

// Range gives the ends between which a number that is worked out lies, where that is known.
func (m *Model) Range(f *Field) (low, high float64, ok bool) {
	if !f.Derived || m.cells[f] == nil {
		return 0, 0, false
	}
	d := drawnCell(m.cells[f], f)
	return d.Low, d.High, d.Low < d.High
}

// rangeOf gives the range of a mean, median, min or max of scales; zeros of anything else.
func rangeOf(n *expression.Node) (low, high float64) {
	if n == nil || !slices.Contains([]string{"mean", "median", "min", "max"}, n.Op) {
		return 0, 0
	}
	for i, arg := range n.Args {
		for arg != nil && (arg.Op == "each" || arg.Op == "number" || arg.Op == "but") {
			next := 0
			if arg.Op == "each" {
				next = len(arg.Args) - 1
			}
			arg = arg.Args[next]
		}
		if arg == nil || arg.Cell == nil || arg.Cell.Type.Kind != expression.Scale {
			return 0, 0
		}
		l, h := arg.Cell.Type.Set.Ends()
		if i > 0 && (l != low || h != high) {
			return 0, 0
		}
		low, high = l, h
	}
	return low, high
}

// sameRange says when the values of a radar cannot be compared.
func (l *linker) sameRange(f *Figure, d *Drawing) {
	for i, v := range d.Values {
		switch {
		case v.Low == v.High:
			l.add("figure-no-range", f.Values[i].Pos, "write range: [1, 5] on the value", "%q has no range, so a radar does not know where it ends", f.Values[i].Text)
		case v.Low != d.Values[0].Low || v.High != d.Values[0].High:
			l.add("figure-ranges", f.Values[i].Pos, "draw values of one range", "%q has another range than %q, so a radar would compare what is not alike", f.Values[i].Text, f.Values[0].Text)
		}
	}
}

// sameScale says when the two answers of a ladder are not steps of one scale.
func (l *linker) sameScale(f *Figure, d *Drawing) {
	for i, v := range d.Values {
		if v.Field.Kind != "scale" || v.Low != d.Values[0].Low || v.High != d.Values[0].High {
			l.add("figure-no-steps", f.Values[i].Pos, "name two questions that have one scale", "a ladder goes from one step of a scale to another, and %q is no answer on that scale", f.Values[i].Text)
		}
	}
}

// fourWays says when what a compass counts by has not four options.
func (l *linker) fourWays(f *Figure, d *Drawing) {
	n := 0
	for _, o := range d.Parts["group"].Field.Options {
		if !o.Aside && !o.Retired {
			n++
		}
	}
	if n != 4 {
		l.add("figure-directions", f.Columns[0].Name.Pos, "name a choice of four options: up, right, down, left", "a compass has four directions, and %q has %d", f.Columns[0].Name.Text, n)
	}
}

func orList(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

type (
	drawnJSON struct {
		Cell    string       `json:"cell"`
		Label   string       `json:"label"`
		Kind    string       `json:"kind"`
		Low     float64      `json:"low,omitempty"`
		High    float64      `json:"high,omitempty"`
		Unit    string       `json:"unit,omitempty"`
		Options []optionJSON `json:"options,omitempty"`
	}
	optionJSON struct {
		ID     string `json:"id"`
		Label  string `json:"label"`
		Colour string `json:"colour,omitempty"`
		Shape  string `json:"shape,omitempty"`
		Aside  bool   `json:"aside,omitempty"`
	}
	figureJSON struct {
		Kind    string               `json:"kind"`
		Values  []drawnJSON          `json:"values,omitempty"`
		Rows    *expression.Node     `json:"rows,omitempty"`
		Where   *expression.Node     `json:"where,omitempty"`
		Parts   map[string]drawnJSON `json:"parts,omitempty"`
		Mark    *drawnJSON           `json:"mark,omitempty"`
		Sort    string               `json:"sort,omitempty"` // a part, or a cell, with a hyphen for the highest first
		Mid     float64              `json:"mid,omitempty"`
		Corners []optionJSON         `json:"corners,omitempty"`
	}
)

// FigureJSON gives what the script draws a figure of: the cells and rows are those of the
// sheet's Program. "" when the figure has problems.
func (m *Model) FigureJSON(f *Figure) string {
	d := m.Drawing(f)
	if d == nil {
		return ""
	}
	out := figureJSON{Kind: f.Kind, Mid: f.Mid, Corners: optionsJSON(f.Corners)}
	for _, v := range d.Values {
		out.Values = append(out.Values, v.json())
	}
	if d.Rows != nil {
		out.Rows = d.Rows.Tree
	}
	if d.Where != nil {
		out.Where = d.Where.Tree
	}
	for part, v := range d.Parts {
		if out.Parts == nil {
			out.Parts = map[string]drawnJSON{}
		}
		out.Parts[part] = v.json()
	}
	if d.Mark != nil {
		mark := d.Mark.json()
		out.Mark = &mark
	}
	if f.Sort != nil {
		named, _ := d.Rows.Type.Rows.Columns.Find(strings.TrimPrefix(f.Sort.Text, "-"))
		out.Sort = f.Sort.Text[:len(f.Sort.Text)-len(strings.TrimPrefix(f.Sort.Text, "-"))] + named.Cell.ID
	}
	text, err := json.Marshal(out)
	if err != nil {
		panic("worksheet: a figure that is no JSON: " + err.Error()) // it is texts and numbers
	}
	return string(text)
}

func (d Drawn) json() drawnJSON {
	return drawnJSON{Cell: d.Cell.ID, Label: d.Field.Label, Kind: d.Field.Kind, Low: d.Low, High: d.High, Unit: d.Field.Unit, Options: optionsJSON(d.Field.Options)}
}

func optionsJSON(options []Option) []optionJSON {
	var out []optionJSON
	for i, o := range options {
		out = append(out, optionJSON{ID: o.ID, Label: o.Label, Colour: o.Colour, Shape: ShapeOf(o, i), Aside: o.Aside})
	}
	return out
}

// ShapeOf gives the shape by which a drawing tells an option from the others: its own, or
// where the author gave it none, one by its place.
func ShapeOf(o Option, place int) string {
	if o.Shape != "" {
		return o.Shape
	}
	return shapes[place%len(shapes)]
}
