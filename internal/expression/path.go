package expression

import (
	"slices"
	"strconv"
	"strings"

	"redskab/internal/source"
)

// A place is where the names of a path have led so far. Exactly one of sheet, list and
// node is there, except that cells of rows have list and node both.
type place struct {
	sheet Scope
	list  *Node // rows: all of rows, or those whose cells node is
	rows  *Rows
	node  *Node // a value; of rows, the value in the row at level
	row   *Node // one row, which has no value
	level int
	Type
}

// value is the one answer or the rows that a path names.
func (c *checker) value(s *syntax) operand {
	p, ok := c.resolve(s, 0)
	switch {
	case !ok:
		return operand{}
	case p.sheet != nil:
		c.problem("expression-sheet", s.at, "write a dot and the id of a question after it", "%q is a sheet, and no answer", s.text)
		return operand{}
	case p.list != nil && p.node != nil:
		c.problem("expression-column", s.at, "a function makes one value of them, such as count("+s.text+")", "%q are the answers of a whole column", s.text)
		return operand{}
	case p.list != nil:
		return operand{Type: Type{Kind: Table, Rows: p.rows}, node: p.list}
	}
	return p.operand()
}

// operand is the value of a place that has one.
func (p place) operand() operand {
	o := number(p.node)
	o.Type = p.Type
	if p.Kind == Scale {
		o.lo, o.hi = p.Set.Ends()
	}
	return o
}

// resolve follows a path. level is that of the row that varies, when the path leads to
// the cells of rows.
func (c *checker) resolve(s *syntax, level int) (p place, ok bool) {
	names, row, hasRow := strings.Cut(s.text, "/")
	at := s.at
	for i, id := range strings.Split(names, ".") {
		if i == 0 {
			p, ok = c.first(s, id)
		} else {
			p, ok = c.member(p, id, s, at, level)
		}
		if !ok {
			return p, false
		}
		at += len(id) + 1
	}
	if !hasRow {
		return p, true
	}
	id, column, _ := strings.Cut(row, ".")
	if p, ok = c.fixedRow(p, id, s, at); !ok {
		return p, false
	}
	return c.member(p, column, s, at+len(id)+1, level)
}

// first looks for the first id of a path: among the columns of the rows around, the
// innermost first, then in the sheet, which also knows lists and other sheets.
func (c *checker) first(s *syntax, id string) (place, bool) {
	for level := len(c.rows) - 1; level >= 0; level-- {
		if c.rows[level] == nil {
			continue
		}
		if n, ok := c.rows[level].Columns.Find(id); ok {
			return c.named(n, s, s.at, level), true
		}
		if copies := c.rows[level].root().In; copies != nil && id == "copy" {
			return place{node: &Node{Op: "copy", Level: level}, Type: copies.choice()}, true
		}
	}
	if own := c.rows[0]; own != nil && own.In != nil { // the copy around a row of its table
		if n, ok := own.In.Columns.Find(id); ok {
			p := c.named(n, s, s.at, 0)
			if n.Cell != nil {
				p.node = via(&Node{Op: "copy", Level: 0}, n.Cell)
			}
			return p, true
		}
	}
	if n, ok := c.env.Sheet.Find(id); ok {
		return c.named(n, s, s.at, nowhere), true
	}
	c.unknownName(s, id)
	return place{}, false
}

// named is the place of what an id names, beside a row or in none.
func (c *checker) named(n Named, s *syntax, at, level int) place {
	switch {
	case n.Cell != nil:
		c.reads = append(c.reads, Read{Cell: n.Cell, Pos: c.src.at(at)})
		return place{node: &Node{Op: "get", Cell: n.Cell, Level: level}, Type: n.Cell.Type}
	case n.Rows != nil:
		c.reads = append(c.reads, Read{Rows: n.Rows, Pos: c.src.at(at)})
		return place{list: &Node{Op: "rows", Rows: n.Rows, Level: level}, rows: n.Rows, level: level}
	}
	return place{sheet: n.Sheet}
}

// member looks for an id after a dot.
func (c *checker) member(p place, id string, s *syntax, at, level int) (place, bool) {
	switch {
	case p.sheet != nil:
		n, ok := p.sheet.Find(id)
		if !ok {
			c.problem("expression-unknown-name", at, source.DidYouMean(id, p.sheet.Names()), "the sheet %q has no %q", s.text[:at-s.at-1], id)
			return p, false
		}
		return c.named(n, s, at, nowhere), true
	case p.row != nil:
		n, ok := c.cell(p.rows, id, at)
		if !ok {
			return p, false
		}
		return place{node: via(p.row, n.Cell), Type: n.Cell.Type}, true
	case p.node == nil: // rows
		return c.columnOf(p, id, at, level)
	case p.Kind == Choice && p.Rows != nil:
		n, ok := c.cell(p.Rows, id, at)
		if !ok {
			return p, false
		}
		c.reads = append(c.reads, Read{Rows: p.Rows, Pos: c.src.at(at)})
		p.node, p.Type = via(p.node, n.Cell), n.Cell.Type
		return p, true
	case p.Kind == Choices && p.Rows != nil:
		c.problem("expression-several-rows", at, "ask about the rows: a function and where", "%q can be several rows, each with its own %q", s.text[:at-s.at-1], id)
	default:
		c.problem("expression-no-columns", at, "only tables, lists, sheets and chosen rows have something after a dot", "%q is %s, which has no %q", s.text[:at-s.at-1], p.named(), id)
	}
	return p, false
}

// columnOf is a column of rows: its cells in all of them, in a sheet that repeats over the
// same rows as this one the answer in the copy of the same row, or in a copy that stands
// for one of the rows, outside functions, the cell of that row.
func (c *checker) columnOf(p place, id string, at, level int) (place, bool) {
	copies := p.rows.root().In
	if _, ok := p.rows.Columns.Find(id); !ok && copies != nil && id == "copy" {
		p.node, p.Type = &Node{Op: "copy", Level: level}, copies.choice()
		return p, true
	}
	n, ok := c.column(p.rows, id, at)
	if !ok {
		return p, false
	}
	same := node("same", literal(p.rows.At))
	if n.Cell != nil && c.beside(p.rows) {
		return place{node: via(same, n.Cell), Type: n.Cell.Type}, true
	}
	if n.Cell != nil && level == 0 && c.standsFor(p.rows) {
		return place{node: via(node("same", literal(p.rows.root().At)), n.Cell), Type: n.Cell.Type}, true
	}
	if n.Cell != nil {
		p.node, p.Type, p.level = &Node{Op: "get", Cell: n.Cell, Level: level}, n.Cell.Type, level
		return p, true
	}
	of := p.list // the same table in every copy
	if c.beside(p.rows) {
		of = node("only", same)
	}
	return place{list: &Node{Op: "rows-of", Args: []*Node{of}, Rows: n.Rows, Level: nowhere}, rows: n.Rows}, true
}

// beside reports whether rows are copies over the same rows as the copies around.
func (c *checker) beside(rows *Rows) bool {
	own := c.copies()
	return own != nil && own != rows && own.Same != nil && rows.Same.root() == own.Same.root()
}

// standsFor reports whether the copies around stand for these rows.
func (c *checker) standsFor(rows *Rows) bool {
	own := c.copies()
	return own != nil && own.Same != nil && rows.root() == own.Same.root() && rows.root().In == nil
}

// copies are those around the expression, nil when there are none.
func (c *checker) copies() *Rows {
	own := c.rows[0]
	if own != nil && own.In != nil {
		return own.In
	}
	return own
}

// choice is the type of what is one of the rows.
func (r *Rows) choice() Type { return Type{Kind: Choice, Rows: r, Label: r.Name} }

func via(row *Node, cell *Cell) *Node {
	return &Node{Op: "via", Args: []*Node{row}, Cell: cell, Level: nowhere}
}

// column finds a column of rows, and reads it.
func (c *checker) column(rows *Rows, id string, at int) (Named, bool) {
	n, ok := rows.Columns.Find(id)
	if !ok || n.Cell == nil && n.Rows == nil {
		c.problem("expression-unknown-column", at, source.DidYouMean(id, rows.Columns.Names()), "%q has no column %q", rows.ID, id)
		return n, false
	}
	c.reads = append(c.reads, Read{Cell: n.Cell, Rows: n.Rows, Pos: c.src.at(at)})
	return n, true
}

// cell is column where only one answer will do.
func (c *checker) cell(rows *Rows, id string, at int) (Named, bool) {
	n, ok := c.column(rows, id, at)
	if ok && n.Cell == nil {
		c.problem("expression-copy-rows", at, "ask about the rows of all copies, with where", "the table %q of one copy has no path", id)
		return n, false
	}
	return n, ok
}

// fixedRow finds a row that the author wrote.
func (c *checker) fixedRow(p place, id string, s *syntax, at int) (place, bool) {
	names := s.text[:at-s.at-1]
	switch {
	case p.list == nil || p.node != nil:
		c.problem("expression-no-table", s.at, "/ between two values stands between spaces", "%q is no table with rows of its own", names)
	case p.list.Op != "rows":
		c.problem("expression-no-table", s.at, "a row of one copy has no name", "%q are the rows of many copies", names)
	case len(p.rows.Fixed) == 0:
		c.problem("expression-no-table", s.at, "use a function and where", "the rows of %q have no names", names)
	case !slices.Contains(p.rows.Fixed, id):
		c.problem("expression-unknown-row", at, source.DidYouMean(id, p.rows.Fixed), "%q has no row %q", names, id)
	default:
		return place{row: rowNode(p.rows.root(), id, p.level), rows: p.rows}, true
	}
	return p, false
}

// unknownName complains about the first id of a path, with the nearest name, or what else
// was perhaps meant.
func (c *checker) unknownName(s *syntax, id string) {
	names := c.env.Sheet.Names()
	for _, rows := range c.rows {
		if rows != nil {
			names = append(rows.Columns.Names(), names...)
		}
	}
	hint := source.DidYouMean(id, names)
	for i := 1; hint == "" && i < len(id)-1; i++ {
		if id[i] == '-' && slices.Contains(names, id[:i]) && (digit(id[i+1]) || slices.Contains(names, id[i+1:])) {
			hint = "write " + id[:i] + " - " + id[i+1:] + " to subtract"
		}
	}
	c.problem("expression-unknown-name", s.at, hint, "nothing is called %q here", clip(id))
}

// Ends are the lowest and highest number of a scale; zeros where its options are not known.
func (s *Set) Ends() (lo, hi float64) {
	if s == nil {
		return 0, 0
	}
	first := true
	for _, o := range s.Options {
		v, ok := step(o)
		if !ok {
			continue
		}
		if first || v < lo {
			lo = v
		}
		if first || v > hi {
			hi = v
		}
		first = false
	}
	return lo, hi
}

// step is the number of an option of a scale; ok is false for one that is none.
func step(o Option) (v float64, ok bool) {
	v, err := strconv.ParseFloat(o.ID, 64)
	return v, err == nil && !o.Aside
}
