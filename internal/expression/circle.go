package expression

import (
	"strings"

	"redskab/internal/source"
)

// Circles complains about cells and views that are worked out from themselves, each circle
// once, where it closes. Give it all cells and rows that exist, in the order in which
// circles are to be told.
func Circles(cells []*Cell, rows []*Rows) source.Problems {
	w := walk{state: map[any]int{}}
	for _, c := range cells {
		w.cell(c)
	}
	for _, r := range rows {
		w.rows(r)
	}
	return w.ps
}

const (
	entered = 1
	left    = 2
)

type walk struct {
	state map[any]int
	trail []string
	ps    source.Problems
}

func (w *walk) cell(c *Cell) {
	if w.state[c] != 0 {
		return
	}
	w.state[c] = entered
	w.trail = append(w.trail, c.ID)
	for _, rule := range c.Rules {
		w.reads(rule.When)
		w.reads(rule.Is)
	}
	w.trail = w.trail[:len(w.trail)-1]
	w.state[c] = left
}

func (w *walk) rows(r *Rows) {
	if w.state[r] != 0 {
		return
	}
	w.state[r] = entered
	w.trail = append(w.trail, r.ID)
	w.reads(r.View)
	w.reads(r.Where)
	w.trail = w.trail[:len(w.trail)-1]
	w.state[r] = left
}

func (w *walk) reads(e *Expression) {
	if e == nil {
		return
	}
	for _, read := range e.Reads {
		var thing any = read.Cell
		id := ""
		if read.Cell != nil {
			id = read.Cell.ID
		} else {
			thing, id = read.Rows, read.Rows.ID
		}
		switch {
		case w.state[thing] == entered:
			w.circle(id, read.Pos)
		case read.Cell != nil:
			w.cell(read.Cell)
		default:
			w.rows(read.Rows)
		}
	}
}

func (w *walk) circle(id string, pos source.Position) {
	from := 0
	for i, t := range w.trail {
		if t == id {
			from = i
		}
	}
	around := append(append([]string{}, w.trail[from:]...), id)
	w.ps.Add("expression-circle", pos, "", "%q is worked out from itself: %s", id, strings.Join(around, " → "))
}
