package expression

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// binary is a comparison, + - * or /. Beside empty a comparison is false and arithmetic
// empty.
func binary(op string, a, b any) any {
	switch op {
	case "=":
		return equal(a, b)
	case "<":
		return a != nil && b != nil && less(a, b)
	case "<=":
		return a != nil && b != nil && (less(a, b) || equal(a, b))
	}
	if a == nil || b == nil {
		return nil
	}
	if s, ok := a.(string); ok {
		return calendar(op, s, b)
	}
	x, y := a.(float64), b.(float64)
	switch op {
	case "+":
		x += y
	case "-":
		x -= y
	case "*":
		x *= y
	case "/":
		x /= y
	}
	return finite(x)
}

func finite(x float64) any {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	return x
}

// equal compares answers. Where one is several options, it asks whether the other is among
// them.
func equal(a, b any) bool {
	switch x := a.(type) {
	case nil:
		return false
	case []string:
		s, ok := b.(string)
		return ok && slices.Contains(x, s)
	case float64:
		y, ok := b.(float64)
		return ok && close(x, y)
	}
	if list, ok := b.([]string); ok {
		return slices.Contains(list, a.(string))
	}
	return a == b
}

func less(a, b any) bool {
	if x, ok := a.(float64); ok {
		y := b.(float64)
		return x < y && !close(x, y)
	}
	return a.(string) < b.(string)
}

// close reports whether two numbers differ by no more than arithmetic with fractions of
// ten may be wrong: 0.7 + 0.1 is 0.8 to everyone but a computer.
func close(x, y float64) bool {
	return math.Abs(x-y) <= 1e-9*max(1, math.Abs(x), math.Abs(y))
}

const (
	dayForm  = "2006-01-02"
	timeForm = "15:04"
	farDays  = 4_000_000 // more days than the calendar of four digits has
)

// calendar is + and - with a day or a time: with whole days or minutes, or between two.
// What is no day of a year with four digits, or beyond midnight, is empty.
func calendar(op, a string, b any) any {
	form, unit := dayForm, 24*time.Hour
	if len(a) == len(timeForm) {
		form, unit = timeForm, time.Minute
	}
	from, err := time.Parse(form, a)
	if err != nil {
		return nil
	}
	if s, ok := b.(string); ok {
		to, err := time.Parse(form, s)
		if err != nil {
			return nil
		}
		// Days, not a Duration, which holds 292 years.
		return float64((from.Unix() - to.Unix()) / int64(unit/time.Second))
	}
	n := b.(float64)
	if op == "-" {
		n = -n
	}
	n = math.Floor(n + 0.5)
	if math.Abs(n) > farDays {
		return nil
	}
	var to time.Time
	if form == dayForm {
		to = from.AddDate(0, 0, int(n))
		if to.Year() < 0 || to.Year() > 9999 {
			return nil
		}
	} else if to = from.Add(time.Duration(n) * time.Minute); to.YearDay() != from.YearDay() || to.Year() != from.Year() {
		return nil
	}
	return to.Format(form)
}

// gather gives the answers and rows that a function works with, empty ones left out.
func (e *evaluation) gather(args []*Node, rows []string) []any {
	var all []any
	add := func(v any) {
		if list, ok := v.([]string); ok {
			for _, id := range list {
				all = append(all, id)
			}
		} else if v != nil {
			all = append(all, v)
		}
	}
	for _, arg := range args {
		if arg.Op != "each" {
			add(e.run(arg, rows))
			continue
		}
		e.each(arg, rows, func(around []string) {
			if cell := arg.Args[2]; cell != nil {
				add(e.run(cell, around))
			} else {
				add(around[arg.Level])
			}
		})
	}
	return all
}

// each calls f for the rows that an each or share goes through, for which its condition
// holds.
func (e *evaluation) each(n *Node, rows []string, f func(around []string)) {
	around := append(slices.Clone(rows), make([]string, n.Level+1)...)[:n.Level+1]
	for _, row := range e.list(n.Args[0], rows) {
		around[n.Level] = row
		if n.Args[1] == nil || e.holds(n.Args[1], around) {
			f(around)
		}
	}
}

// share is how large a part of the rows its condition holds for: of all rows, or of those
// that have a value in the column.
func (e *evaluation) share(n *Node, rows []string) any {
	all, held := 0.0, 0.0
	every := &Node{Op: "each", Level: n.Level, Args: []*Node{n.Args[0], nil, nil}}
	e.each(every, rows, func(around []string) {
		if n.Args[2] != nil && e.run(n.Args[2], around) == nil {
			return
		}
		all++
		if e.holds(n.Args[1], around) {
			held++
		}
	})
	if all == 0 {
		return nil
	}
	return held / all
}

// aggregate is the value of a function, empty when there is nothing to work with.
func aggregate(op string, all []any) any {
	switch {
	case op == "count":
		return float64(len(all))
	case op == "sum" || op == "mean":
		sum := 0.0
		for _, v := range all {
			sum += v.(float64)
		}
		if op == "sum" {
			return finite(sum)
		}
		return binary("/", sum, float64(len(all))) // of nothing: empty
	case len(all) == 0:
		return nil
	case op == "last":
		return all[len(all)-1]
	}
	slices.SortStableFunc(all, func(a, b any) int {
		if x, ok := a.(float64); ok {
			return cmp.Compare(x, b.(float64))
		}
		return cmp.Compare(a.(string), b.(string))
	})
	first, last := all[0], all[len(all)-1]
	switch op {
	case "min":
		return first
	case "max":
		return last
	case "spread":
		return binary("-", last, first)
	}
	middle := len(all) / 2
	if len(all)%2 == 1 {
		return all[middle]
	}
	return binary("/", binary("+", all[middle-1], all[middle]), 2.0)
}
