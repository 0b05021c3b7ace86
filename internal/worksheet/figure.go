package worksheet

import (
	"slices"
	"strconv"
	"strings"

	"redskab/internal/meta"
	"redskab/internal/source"
)

// A Figure is a drawing of what has been answered: of values, or of rows through some of
// their columns. It comes with the same facts as a table.
type Figure struct {
	Kind     string
	Title    string
	Help     string
	HelpText *Written // Help, when it holds expressions in braces
	Values   []*Written
	Of       *Written // rows X, where there are no Values
	Where    *Written
	Columns  []FigureColumn
	Mark     *Written // a question of the sheet whose answer is marked in the drawing
	Sort     *Written // a column, with a hyphen before it for the highest first
	Mid      float64  // where the axes of a quadrant cross; 0 is their middle
	Corners  []Option // the four fields of a quadrant: top left, top right, bottom left, bottom right
	Condition
	Print string
	Pos   source.Position
}

// A FigureColumn is a column of the rows and the part it plays.
type FigureColumn struct {
	Part string // x y group label …; of several that play one part the later ones have a number behind: compare-2
	Name *Written
}

// A figureKind says what a kind of figure is drawn of.
type figureKind struct {
	least, most int      // how many values; 0 when it is drawn of rows alone
	need, may   []string // columns of rows; none when it is drawn of values alone
	keys        []string // what else it may have
}

var figureKinds = map[string]figureKind{
	"radar":     {least: 3, most: 12},
	"bars":      {least: 1, most: 30, need: []string{"label", "x"}, may: []string{"group", "compare"}, keys: []string{"sort"}},
	"stacked":   {need: []string{"group"}, may: []string{"x", "size"}},
	"staircase": {need: []string{"y"}, may: []string{"label"}, keys: []string{"mark"}},
	"quadrant":  {need: []string{"x", "y", "label"}, may: []string{"group", "size"}, keys: []string{"mid", "corners"}},
	"timeline":  {need: []string{"start", "label"}, may: []string{"end", "lane", "status", "mark", "after"}},
	"wheel":     {need: []string{"month", "label"}, may: []string{"status"}},
	"heat":      {need: []string{"x", "y"}, may: []string{"size"}},
	"ladder":    {least: 2, most: 2, need: []string{"label", "from", "to"}, may: []string{"low", "high"}},
	"network":   {need: []string{"from", "to"}, may: []string{"mark", "label"}},
	"star":      {least: 3, most: 8, keys: []string{"mark"}},
	"compass":   {least: 4, most: 4, need: []string{"group"}, keys: []string{"mark"}},
	"balance":   {least: 2, most: 2},
	"funnel":    {least: 2, most: 8},
}

// partKinds are the kinds of questions that may play a part; a part that is not here may be
// played by any. The kind of figure before a slash goes before the part alone.
var partKinds = map[string][]string{
	"x": {"choice", "choices", "scale"}, "y": {"choice", "choices", "scale", "text"}, "bars/x": {"number", "scale"}, "compare": {"number", "scale"}, "compass/group": {"choice"},
	"quadrant/x": {"number", "scale"}, "quadrant/y": {"number", "scale"}, "staircase/y": {"scale"},
	"group": {"choice", "scale"}, "size": {"number", "scale"}, "start": {"date", "month"}, "end": {"date", "month"},
	"month": {"date", "month", "choice"}, "status": {"choice"}, "mark": {"choice"}, "lane": {"choice", "text"}, "after": {"choice", "choices"},
	"from": {"scale"}, "to": {"scale"}, "low": {"scale"}, "high": {"scale"}, "network/from": {"choice", "text"}, "network/to": {"choice", "choices", "text"},
}

// FigureKinds gives the kinds of figures, by name.
func FigureKinds() []string {
	var kinds []string
	for kind := range figureKinds {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}

// figure reads a figure block.
func (r *reader) figure(v *meta.Value, sets Options) *Figure {
	f := &Figure{Pos: v.Pos}
	known := []string{"kind", "title", "help", "of", "where", "show", "if", "print"}
	kind, ok := figureKinds[f.kindOf(r, v)]
	for _, part := range slices.Concat(kind.need, kind.may, kind.keys) {
		if !slices.Contains(known, part) {
			known = append(known, part)
		}
	}
	if !ok {
		return f
	}
	k, ok := r.keysOf(v, "a figure", known)
	if !ok {
		return f
	}
	k.what = "the figure " + strconv.Quote(f.Kind)
	if f.Title = k.str("title"); k.get("title") == nil {
		r.add("label-missing", k.pos, "write title: and what it shows", "%s has no title", k.what)
	}
	f.Help, f.HelpText = k.help()
	f.Condition = k.condition()
	f.Print = k.word("print", "print-wrong", prints)
	k.drawn(f, kind)
	if slices.Contains(kind.keys, "mark") {
		f.Mark = k.written("mark")
	}
	f.Sort = k.written("sort")
	f.Mid = k.mid()
	if v := k.get("corners"); v != nil {
		k.corners(f, v, sets)
	}
	return f
}

func (f *Figure) kindOf(r *reader, v *meta.Value) string {
	if v.Kind != meta.Map {
		r.keysOf(v, "a figure", nil) // says what is wrong
		return ""
	}
	if v.Get("kind") == nil {
		r.add("figure-kind-missing", v.Pos, "one of "+strings.Join(FigureKinds(), ", "), "the figure has no kind")
		return ""
	}
	// Its keys depend on it, so it is looked at first.
	k := keys{r: r, what: "a figure", pos: v.Pos, pairs: v.Pairs}
	f.Kind = k.word("kind", "unknown-kind", FigureKinds())
	return f.Kind
}

// drawn reads what the figure is of: values, or rows and their columns.
func (k keys) drawn(f *Figure, kind figureKind) {
	of := k.get("of")
	isList := of != nil && of.Kind == meta.List
	switch {
	case of == nil && kind.need == nil:
		k.r.add("figure-of-missing", k.pos, "write of: and a list of values", "%s shows nothing", k.what)
	case of == nil:
		k.r.add("figure-of-missing", k.pos, "write of: and the list, table or view whose rows it shows", "%s shows nothing", k.what)
	case isList && kind.least == 0:
		k.r.add("figure-of-values", of.Pos, "write the list, table or view whose rows it shows", "%s is drawn of rows, not of values", k.what)
	case !isList && kind.need == nil:
		k.r.add("figure-of-rows", of.Pos, "write a list of values", "%s is drawn of values, not of rows", k.what)
	case isList:
		for _, item := range of.Items {
			if w := k.r.written(item, "of"); w != nil {
				f.Values = append(f.Values, w)
			}
		}
		if n := len(of.Items); n < kind.least || n > kind.most {
			k.r.add("figure-values", of.Pos, "", "%s is drawn of %s values, not %d", k.what, between(kind.least, kind.most), n)
		}
	default:
		f.Of, f.Where = k.written("of"), k.written("where")
		k.parts(f, kind)
		return
	}
	for _, key := range slices.Concat([]string{"where"}, kind.need, kind.may) {
		if k.get(key) != nil && isList {
			k.r.add("figure-key-of-rows", k.at(key), "leave the line out", "%q is about rows, and %s is drawn of values", key, k.what)
		}
	}
}

func (k keys) parts(f *Figure, kind figureKind) {
	for _, part := range slices.Concat(kind.need, kind.may) {
		if part == "compare" {
			k.compared(f)
			continue
		}
		w := k.written(part)
		if w == nil {
			if slices.Contains(kind.need, part) && k.get(part) == nil {
				k.r.add("figure-needs", k.pos, "write "+part+": and one of the rows' columns", "%s has no %s", k.what, part)
			}
			continue
		}
		f.Columns = append(f.Columns, FigureColumn{Part: part, Name: w})
	}
}

// compared reads what the bars are compared with: one column, or a few.
func (k keys) compared(f *Figure) {
	v := k.get("compare")
	if v == nil {
		return
	}
	items := []*meta.Value{v}
	if v.Kind == meta.List {
		items = v.Items
	}
	if len(items) == 0 || len(items) > mostCompared {
		k.r.add("figure-compare", v.Pos, "name one to three columns", "%s is compared with %d columns", k.what, len(items))
		return
	}
	for i, item := range items {
		if w := k.r.written(item, "compare"); w != nil {
			f.Columns = append(f.Columns, FigureColumn{Part: ComparePart(i), Name: w})
		}
	}
}

const mostCompared = 3

// ComparePart names the part of the i-th column that bars are compared with.
func ComparePart(i int) string {
	if i == 0 {
		return "compare"
	}
	return "compare-" + strconv.Itoa(i+1)
}

// mid reads where the axes of a quadrant cross: a number, also one between two steps.
func (k keys) mid() float64 {
	v := k.get("mid")
	if v == nil {
		return 0
	}
	n, err := strconv.ParseFloat(v.Text, 64)
	switch {
	case v.Kind != meta.Number || err != nil:
		k.r.ps = append(k.r.ps, meta.WrongType(v, "mid", "a number"))
		return 0
	case n <= 0 || n > maxNumber:
		k.r.add("number-range", v.Pos, "", "%q is above 0 and %d at most, not %s", "mid", maxNumber, v.Text)
		return 0
	}
	return n
}

func (k keys) corners(f *Figure, v *meta.Value, sets Options) {
	f.Corners = sets.sets[v.Text]
	if v.Kind == meta.Map {
		f.Corners = k.r.options(v, k.what)
	}
	if len(f.Corners) != 4 {
		k.r.add("figure-corners", v.Pos, "name a set of four options, or write four: top left, top right, bottom left, bottom right", "%s has four corners", k.what)
	}
}

func between(least, most int) string {
	if least == most {
		return strconv.Itoa(least)
	}
	return strconv.Itoa(least) + " to " + strconv.Itoa(most)
}
