package expression

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Answers are what readers have answered. Addresses and paths are as SPEC.md has them.
type Answers interface {
	// Value is what is stored at a path, as encoding/json reads it; ok is false where
	// nothing ever was.
	Value(path string) (value any, ok bool)
	// Rows gives the addresses of the rows that count, in their order: [E3]. at is what their addresses have before the key: "ark.bud/", "interview#".
	Rows(at string) []string
}

// Evaluate works the expression out: a bool, float64, string or []string, or nil when it
// is empty. A chosen row is its address. today is the reader's day; row is the address of
// the row that the expression belongs to, "" for none.
func (e *Expression) Evaluate(a Answers, today, row string) any {
	return (&evaluation{a, today}).run(e.Tree, []string{row})
}

// Value works out what a cell is, answered or derived, in the row with that address.
func (c *Cell) Value(a Answers, today, row string) any {
	return (&evaluation{a, today}).cell(c, row)
}

type evaluation struct {
	answers Answers
	today   string
}

// run works out a node. rows[level] is the row at that level.
func (e *evaluation) run(n *Node, rows []string) any {
	switch n.Op {
	case "":
		return n.Value
	case "list":
		return texts(n.Args)
	case "today":
		return e.today
	case "this-month":
		return e.today[:len("2026-11")]
	case "this":
		if len(n.Args) > 0 {
			return n.Args[0].Value.(string) + key(rows[0])
		}
		return rows[0]
	case "copy":
		return copyOf(rows[n.Level])
	case "same":
		return n.Args[0].Value.(string) + key(copyOf(rows[0]))
	case "get":
		if n.Level == nowhere {
			return e.cell(n.Cell, "")
		}
		return e.cell(n.Cell, rows[n.Level])
	case "via":
		if row, ok := e.run(n.Args[0], rows).(string); ok && isAddress(row) {
			return e.cell(n.Cell, row)
		}
		return nil
	case "row":
		return e.address(n, rows) + n.Args[0].Value.(string)
	case "not":
		return !e.holds(n.Args[0], rows)
	case "and":
		return !slices.ContainsFunc(n.Args, func(arg *Node) bool { return !e.holds(arg, rows) })
	case "or":
		return slices.ContainsFunc(n.Args, func(arg *Node) bool { return e.holds(arg, rows) })
	case "answered":
		return e.run(n.Args[0], rows) != nil
	case "count", "sum", "mean", "median", "min", "max", "spread", "last":
		return aggregate(n.Op, e.gather(n.Args, rows))
	case "share":
		return e.share(n, rows)
	}
	x := e.run(n.Args[0], rows)
	switch n.Op {
	case "in":
		return slices.ContainsFunc(n.Args[1:], func(arg *Node) bool { return equal(x, e.run(arg, rows)) })
	case "but":
		return without(x, texts(n.Args[1:]))
	case "number":
		return toNumber(x)
	case "day":
		if month, ok := x.(string); ok {
			return month + "-01"
		}
		return nil
	}
	return binary(n.Op, x, e.run(n.Args[1], rows))
}

func (e *evaluation) holds(n *Node, rows []string) bool { return e.run(n, rows) == true }

func texts(nodes []*Node) []string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = n.Value.(string)
	}
	return list
}

// key is the part of an address that tells a row from its neighbours.
func key(address string) string { return address[strings.LastIndexAny(address, "/#")+1:] }

// copyOf is the copy that a row of one of its tables stands in. Other rows are themselves.
func copyOf(address string) string {
	copied, _, _ := strings.Cut(address, ".")
	return copied
}

// isAddress tells a chosen row from an option beside the rows.
func isAddress(s string) bool { return strings.ContainsAny(s, "/#") }

// address is what the addresses of rows have before the key, around the given rows.
func (e *evaluation) address(n *Node, rows []string) string {
	if n.Level != nowhere && n.Rows.root().In != nil {
		return copyOf(rows[n.Level]) + n.Rows.root().At
	}
	return n.Rows.root().At
}

// list gives the addresses of rows.
func (e *evaluation) list(n *Node, rows []string) []string {
	switch n.Op {
	case "only":
		return []string{e.run(n.Args[0], rows).(string)}
	case "rows-of":
		var all []string
		for _, copied := range e.list(n.Args[0], rows) {
			all = append(all, e.list(&Node{Op: "rows", Rows: n.Rows, Level: 0}, []string{copied})...)
		}
		return all
	}
	if n.Rows.View == nil {
		return e.answers.Rows(e.address(n, rows))
	}
	around := []string{""}
	if n.Level != nowhere {
		around[0] = copyOf(rows[n.Level])
	}
	shown := e.list(n.Rows.View.Tree, around)
	if n.Rows.Where == nil {
		return shown
	}
	var held []string
	for _, row := range shown {
		if e.holds(n.Rows.Where.Tree, []string{around[0], row}) {
			held = append(held, row)
		}
	}
	return held
}

// cell is what a question or value is in a row: the answer, or what its rules say.
func (e *evaluation) cell(c *Cell, row string) any {
	path := c.ID
	if row != "" {
		own := c.ID[strings.LastIndexByte(c.ID, '.'):]
		if path = row + own; c.At != "" {
			path = c.At + key(row) + own
		}
	}
	if v, ok := e.answers.Value(path); ok && (!c.Derived || c.Override) {
		if v = e.answer(c.Type, v, row); v != nil || !c.Derived {
			return v
		}
	}
	if v, ok := c.Given[key(row)]; ok && row != "" {
		return e.answer(c.Type, v, row)
	}
	for _, rule := range c.Rules {
		if rule.When == nil || e.holds(rule.When.Tree, []string{row}) {
			return e.run(rule.Is.Tree, []string{row})
		}
	}
	return nil
}

// answer is what is stored in a row, when it has the form of its kind; chosen rows as
// addresses. In a copy, a row of the same copy is chosen by its key alone: [S17] of SPEC.md.
func (e *evaluation) answer(t Type, v any, row string) any {
	if v = t.fits(v); v == nil || t.Rows == nil {
		return v
	}
	at, rows := t.choices()
	there := e.list(rows, nil)
	chosen, several := v.([]string)
	if !several {
		chosen = []string{v.(string)}
	}
	var kept []string
	for _, id := range chosen {
		if t.Set.has(id) {
			kept = append(kept, id)
		} else if slices.Contains(there, at+id) {
			kept = append(kept, at+id)
		} else if strings.HasSuffix(at, "#") {
			beside := func(a string) bool { return strings.HasPrefix(a, copyOf(row)+".") && key(a) == id }
			if i := slices.IndexFunc(there, beside); i >= 0 {
				kept = append(kept, there[i])
			}
		}
	}
	switch {
	case len(kept) == 0:
		return nil
	case several:
		return kept
	}
	return kept[0]
}

// fits gives a stored value that has the form of its kind, else nil: rules [S10] to [S16]
// of SPEC.md.
func (t Type) fits(v any) any {
	switch v := v.(type) {
	case float64:
		if t.Kind == Number && !math.IsInf(v, 0) && !math.IsNaN(v) {
			return v
		}
	case string:
		fine := v != ""
		switch t.Kind {
		case Text:
		case Choice, Scale:
			fine = fine && (t.Rows != nil || t.Set.has(v))
		case Date:
			fine = isTime("2006-01-02", v)
		case Month:
			fine = isTime("2006-01", v)
		case Time:
			fine = isTime("15:04", v)
		default:
			fine = false
		}
		if fine {
			return v
		}
	case []any:
		ids := make([]string, len(v))
		for i := range v {
			ids[i], _ = v[i].(string)
		}
		return t.fits(ids)
	case []string:
		if t.Kind == Choices && len(v) > 0 && (t.Rows != nil || t.Set.inOrder(v)) {
			return v
		}
	}
	return nil
}

// inOrder reports whether the ids are options in their order, each once.
func (s *Set) inOrder(ids []string) bool {
	i := 0
	if s != nil {
		for _, o := range s.Options {
			if i < len(ids) && o.ID == ids[i] {
				i++
			}
		}
	}
	return i == len(ids)
}

func isTime(layout, s string) bool {
	t, err := time.Parse(layout, s)
	return err == nil && t.Format(layout) == s
}

// without is a value, or empty when it is one of the asides.
func without(x any, asides []string) any {
	switch x := x.(type) {
	case string:
		if slices.Contains(asides, x) {
			return nil
		}
	case []string:
		var kept []string
		for _, id := range x {
			if !slices.Contains(asides, id) {
				kept = append(kept, id)
			}
		}
		if kept == nil {
			return nil
		}
		return kept
	}
	return x
}

func toNumber(x any) any {
	if s, ok := x.(string); ok {
		if v, err := strconv.ParseFloat(s, 64); err == nil {
			return v
		}
	}
	return nil
}
