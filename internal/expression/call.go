package expression

import (
	"math"
	"slices"
)

// An argument is a checked path in the brackets of a function: one value, or rows, or the
// cells of rows.
type argument struct {
	operand
	list *Node
	rows *Rows
}

// call checks a function. The rows that vary are at the next level.
func (c *checker) call(s *syntax) operand {
	c.counts = true
	level := len(c.rows)
	args := make([]argument, 0, len(s.args))
	good := true
	for _, path := range s.args {
		p, ok := c.resolve(path, level)
		if ok && p.sheet != nil {
			c.value(path) // which complains
			ok = false
		}
		if !ok {
			good = false
			continue
		}
		a := argument{list: p.list, rows: p.rows}
		if p.node != nil {
			a.operand = p.operand()
		} else {
			a.Type = Type{Kind: Table, Rows: p.rows}
		}
		a.says = path
		args = append(args, a)
	}
	where, ok := c.where(s, args, level)
	if !good || !ok || !c.takes(s, args) {
		return operand{}
	}
	return c.result(s, args, where, level)
}

// where checks the condition of a function, about the rows of its first argument.
func (c *checker) where(s *syntax, args []argument, level int) (*Node, bool) {
	switch {
	case s.where == nil && s.op == "share":
		c.problem("expression-share", s.at, "write which of them: share(a where b = c)", "share has no where")
		return nil, false
	case s.where == nil:
		return nil, true
	case len(args) == 0:
		return nil, false // the complaint is made, and whose names would stand here is not known
	}
	for _, a := range args {
		if a.list == nil {
			c.problem("expression-where-rows", a.says.at, "write where after a table, a list, or a column of one", "%q is one answer, and where asks about rows", a.says.text)
			return nil, false
		}
		if a.list.key() != args[0].list.key() {
			c.problem("expression-where-rows", a.says.at, "write one function for each", "%q and %q are not of the same rows, and where asks about one kind", args[0].says.text, a.says.text)
			return nil, false
		}
	}
	around := c.rows
	c.rows = append(slices.Clone(c.rows), args[0].rows)
	o := c.condition(s.where)
	c.rows = around
	return o.node, o.Kind == Truth
}

// takes complains about arguments that the function cannot work with.
func (c *checker) takes(s *syntax, args []argument) bool {
	if (s.op == "share" || s.op == "last") && len(args) > 1 {
		c.problem("expression-one-path", args[1].says.at, "leave the others out", "%s takes one path", s.op)
		return false
	}
	for _, a := range args {
		rows := a.Kind == Table
		switch {
		case rows && s.op != "count" && s.op != "share":
			c.problem("expression-rows-bare", a.says.at, "write a dot and a column after it", "%q are rows, and %s takes answers", a.says.text, s.op)
		case rows != (args[0].Kind == Table):
			c.problem("expression-mixed", a.says.at, "write one function for each", "%q and %q are rows and answers, which are not counted together", args[0].says.text, a.says.text)
		case (s.op == "share" || s.op == "last") && a.list == nil:
			c.problem("expression-needs-rows", a.says.at, "name a column, such as table.column", "%q is one answer, and %s asks about rows", a.says.text, s.op)
		case s.op != "count" && s.op != "share" && s.op != "last" && !c.takesKind(s, args[0], a):
		default:
			continue
		}
		return false
	}
	return true
}

// takesKind complains about an argument whose kind the function has no use for.
func (c *checker) takesKind(s *syntax, first, a argument) bool {
	kind := a.Kind
	fine := kind == Number || kind == Scale
	switch s.op {
	case "min", "max":
		fine = fine || kind == Date || kind == Month || kind == Time
	case "spread":
		fine = fine || kind == Date || kind == Time
	}
	switch {
	case !fine:
		c.problem("expression-function-kind", a.says.at, "", "%s, which %s cannot work with", a.told(), s.op)
	case first.numeric() != a.numeric() || !a.numeric() && first.Kind != kind:
		c.problem("expression-unlike", a.says.at, "", "%s and %s: they cannot go into one function", first.told(), a.told())
		fine = false
	}
	return fine
}

// result is the value that a function gives.
func (c *checker) result(s *syntax, args []argument, where *Node, level int) operand {
	n := node(s.op)
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, a := range args {
		cell := a.node
		if cell != nil {
			cell = a.plain()
			if a.Kind == Scale && s.op != "count" && s.op != "share" && s.op != "last" {
				cell = a.number()
			}
		}
		if a.list != nil {
			cell = &Node{Op: "each", Level: level, Args: []*Node{a.list, where, cell}}
		}
		n.Args = append(n.Args, cell)
		lo, hi = min(lo, a.lo), max(hi, a.hi)
	}
	o := number(n)
	switch s.op {
	case "count":
		o.lo = 0
	case "share":
		n.Args[0].Op, o.node = "share", n.Args[0]
		o.lo, o.hi = 0, 1
	case "last":
		o.Type, o.function, o.lo, o.hi = args[0].Type, true, lo, hi
		if o.Kind == Choices {
			o.Kind = Choice // the last one chosen
		}
	case "spread":
		if args[0].Kind == Scale {
			o.lo, o.hi = 0, hi-lo
		} else {
			o.lo = 0
		}
	case "mean", "median", "min", "max":
		o.lo, o.hi = lo, hi
		if !args[0].numeric() {
			o.Type = args[0].Type
		}
	}
	return o
}
