package expression

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"redskab/internal/source"
)

// equal is = and !=. A word to the right is an option of what stands to the left; where it
// is none, it is a path.
func (c *checker) equal(s *syntax) operand {
	l, r := s.args[0], s.args[1]
	if bare(l) && c.look(l).Kind == Unknown && slices.Contains(c.look(r).ids(), l.text) {
		c.problem("expression-option-left", l.at, fmt.Sprintf("write %s %s %s", r, s.op, l), "the option %q stands to the left", l.text)
		return operand{}
	}
	left := c.check(l)
	if left.Kind == Unknown {
		if !bare(r) { // else it may be an option, of nobody knows what
			c.check(r)
		}
		return left
	}
	if left.optional() {
		if c.optionOf(left, r) {
			return c.sense(s, c.among(left, []word{{r.text, r.at}}))
		}
		if c.wrongOption(left, r) {
			return operand{}
		}
	}
	if left.Kind == Text && bare(r) && c.look(r).Kind == Unknown {
		c.problem("expression-text-word", r.at, "ask whether it is answered, or make the kind choice", "%q is free text, which has no option %q", clip(l.String()), r.text)
		return operand{}
	}
	right := c.check(r)
	if right.Kind == Unknown {
		return right
	}
	n, f := c.same(s, left, right)
	if n == nil {
		return operand{}
	}
	return c.sense(s, truth(n, f))
}

// sense turns a test for equality into one for its opposite when the author wrote !=.
func (c *checker) sense(s *syntax, o operand) operand {
	if o.Kind == Truth && s.op == "!=" {
		return truth(node("not", o.node), o.fact.not())
	}
	return o
}

// same is the node for the equality of two operands, or nil after a problem.
func (c *checker) same(s *syntax, a, b operand) (*Node, *fact) {
	chosen := a.Kind == Choice || a.Kind == Choices
	switch {
	case a.Kind == Scale && b.Kind == Scale && a.Set.ID == b.Set.ID:
		return node("=", a.node, b.node), nil
	case a.numeric() && b.numeric():
		return c.within(s, "=", a, b, node("=", a.number(), b.number()))
	case a.Kind == b.Kind && (a.Kind == Date || a.Kind == Month || a.Kind == Time || a.Kind == Text):
		return node("=", a.node, b.node), nil
	case a.Kind == Date && b.Kind == Month, a.Kind == Month && b.Kind == Date:
		return node("=", beside(a, b), beside(b, a)), nil
	case a.Kind == Choices && b.Kind == Choices:
		c.problem("expression-unlike", s.at, "ask for the options one by one, with in", "%q and %q can both be several options, which = cannot compare", clip(s.args[0].String()), clip(s.args[1].String()))
		return nil, nil
	case chosen && (b.Kind == Choice || b.Kind == Choices) && a.Rows.root() == b.Rows.root() && a.Set.sameAs(b.Set):
		return node("=", a.node, b.node), nil
	case chosen && b.Kind == Row:
		return c.sameRow(s, a, b)
	case a.Kind == Row && (b.Kind == Choice || b.Kind == Choices):
		return c.sameRow(s, b, a)
	}
	c.unlike(s, a, b)
	return nil, nil
}

// sameRow compares a choice of rows with this. In copies of a sheet that stand for rows,
// this is such a row too.
func (c *checker) sameRow(s *syntax, ref, this operand) (*Node, *fact) {
	switch root := ref.Rows.root(); {
	case root != nil && root == this.Rows.root():
		return node("=", ref.node, this.node), nil
	case root != nil && root == this.Rows.root().Same.root():
		return node("=", ref.node, node("this", literal(root.At))), nil
	}
	c.unlike(s, ref, this)
	return nil, nil
}

func (s *Set) sameAs(t *Set) bool { return s == t || s != nil && t != nil && s.ID == t.ID }

// order is < <= > >=.
func (c *checker) order(s *syntax) operand {
	a, b := c.check(s.args[0]), c.check(s.args[1])
	if a.Kind == Unknown || b.Kind == Unknown {
		return operand{}
	}
	// Two operations are enough: a > b is b < a.
	x, y, op := a, b, s.op
	if op[0] == '>' {
		x, y, op = b, a, "<"+op[1:]
	}
	switch {
	case a.numeric() && b.numeric():
		n, f := c.within(s, op, x, y, node(op, x.number(), y.number()))
		if n == nil {
			return operand{}
		}
		return truth(n, f)
	case a.Kind == b.Kind && (a.Kind == Date || a.Kind == Month || a.Kind == Time),
		a.Kind == Date && b.Kind == Month, a.Kind == Month && b.Kind == Date:
		return truth(node(op, beside(x, y), beside(y, x)), nil)
	case a.Kind == b.Kind && (a.Kind == Text || a.Kind == Choice || a.Kind == Choices || a.Kind == Row):
		c.problem("expression-unordered", s.at, "", "%s, which has no order", a.told())
		return operand{}
	}
	c.unlike(s, a, b)
	return operand{}
}

// beside is an operand next to another: a month next to a date is its first day, today
// next to a month is this month.
func beside(o, other operand) *Node {
	switch {
	case o.today && other.Kind == Month:
		return node("this-month")
	case o.Kind == Month && other.Kind == Date && !other.today:
		return node("day", o.node)
	}
	return o.node
}

func (c *checker) unlike(s *syntax, a, b operand) {
	hint := ""
	switch {
	case a.Kind == Table || b.Kind == Table:
		hint = "count( ) is the number of rows"
	case a.Kind == Date && b.Kind == Number && !a.today:
		hint = fmt.Sprintf("%s - today is a number of days", s.args[0])
	}
	c.problem("expression-unlike", s.at, hint, "%s and %s: they cannot be compared", a.told(), b.told())
}

// in asks whether an answer is one of a list of options, or a number one of several.
func (c *checker) in(s *syntax) operand {
	o := c.check(s.args[0])
	switch {
	case o.Kind == Unknown:
		return o
	case o.optional():
		return c.among(o, s.words)
	case o.Kind != Number:
		c.problem("expression-in", s.at, "", "%s, and in asks about options", o.told())
		return operand{}
	}
	n := node("in", o.node)
	for i, w := range s.words {
		v, err := strconv.ParseFloat(w.text, 64)
		switch {
		case err != nil || letter(w.text[0]):
			c.problem("expression-unknown-option", w.at, "write a number", "%q is a number, and %q is none", clip(s.args[0].String()), w.text)
			return operand{}
		case c.twice(s.words, i):
			return operand{}
		case v < o.lo || v > o.hi:
			c.problem("expression-never", w.at, "", "%q is never %s", clip(o.says.String()), w.text)
			return operand{}
		}
		n.Args = append(n.Args, literal(v))
	}
	return truth(n, nil)
}

// optional reports whether a type's answers are options that words can name.
func (t Type) optional() bool {
	return t.Kind == Scale || (t.Kind == Choice || t.Kind == Choices) && (t.Set != nil || t.fixed() != nil)
}

// bare reports whether a part is a word: an id alone.
func bare(s *syntax) bool { return s.op == "path" && !strings.ContainsAny(s.text, "./") }

// optionOf reports whether a part is a word, and that the id of an option.
func (c *checker) optionOf(o operand, s *syntax) bool {
	if !bare(s) && s.op != "number" {
		return false
	}
	return slices.Contains(o.ids(), s.text)
}

// wrongOption complains about a word that is neither an option of o nor a path. It is
// false for everything else.
func (c *checker) wrongOption(o operand, s *syntax) bool {
	if s.op != "number" && !(bare(s) && c.look(s).Kind == Unknown) {
		return false
	}
	c.unknownOption(o, word{s.text, s.at})
	return true
}

func (c *checker) unknownOption(o operand, w word) {
	ids, hint := o.ids(), ""
	if letter(w.text[0]) {
		hint = source.DidYouMean(w.text, ids)
	}
	if hint == "" && len(ids) > 0 {
		hint = "it has " + strings.Join(ids[:min(len(ids), 8)], ", ")
	}
	who := "the value"
	if o.says != nil {
		who = strconv.Quote(clip(o.says.String()))
	}
	c.problem("expression-unknown-option", w.at, hint, "%s has no option %q", who, clip(w.text))
}

// ids are the words that name an option of the type.
func (t Type) ids() []string {
	var ids []string
	if t.Set != nil {
		for _, o := range t.Set.Options {
			ids = append(ids, o.ID)
		}
	}
	return append(ids, t.fixed()...)
}

// fixed are the ids of the rows that the author wrote, of those that can be chosen. In the
// copies of a sheet such an id names a row in each.
func (t Type) fixed() []string {
	if root := t.Rows.root(); root != nil && root.In == nil {
		return root.Fixed
	}
	return nil
}

// among asks whether o is one of the options that words name.
func (c *checker) among(o operand, list []word) operand {
	n, good := node("in", o.node), true
	for i, w := range list {
		option := o.Set.find(w.text)
		switch {
		case option == nil && !slices.Contains(o.fixed(), w.text):
			c.unknownOption(o, w)
			good = false
		case c.twice(list, i):
			good = false
		case option != nil && option.Aside && o.function:
			c.problem("expression-never", w.at, "", "%q is never %s: functions pass over options that are aside", clip(o.says.String()), w.text)
			good = false
		case option == nil:
			n.Args = append(n.Args, rowNode(o.Rows.root(), w.text, nowhere))
		default:
			n.Args = append(n.Args, literal(w.text))
		}
	}
	if !good {
		return operand{}
	}
	return truth(n, o.factAmong(list))
}

// rowNode is a row that the author wrote.
func rowNode(rows *Rows, id string, level int) *Node {
	return &Node{Op: "row", Args: []*Node{literal(id)}, Rows: rows, Level: level}
}

func (c *checker) twice(list []word, i int) bool {
	if !slices.ContainsFunc(list[:i], func(w word) bool { return w.text == list[i].text }) {
		return false
	}
	c.problem("expression-option-twice", list[i].at, "leave one out", "%q stands twice in the list", list[i].text)
	return true
}

// option reads a word as an option of a type that is wanted.
func (c *checker) option(want Type, s *syntax) (operand, bool) {
	o := operand{Type: want}
	if want.Kind == Choices || !o.optional() {
		return o, false
	}
	if c.optionOf(o, s) {
		o.node = literal(s.text)
		if !want.Set.has(s.text) {
			o.node = rowNode(want.Rows.root(), s.text, nowhere)
		}
		return o, true
	}
	if s.op == "number" || bare(s) && c.look(s).Kind == Unknown {
		c.unknownOption(o, word{s.text, s.at})
		return operand{}, true
	}
	return o, false
}

// within complains about a comparison of numbers that can never be true, and gives n and
// what it says otherwise. op is = < <=.
func (c *checker) within(s *syntax, op string, a, b operand, n *Node) (*Node, *fact) {
	possible := a.lo < b.hi
	switch op {
	case "=":
		possible = a.lo <= b.hi && b.lo <= a.hi
	case "<=":
		possible = a.lo <= b.hi
	}
	if possible {
		return n, factWithin(op, a, b)
	}
	hint := ""
	for _, o := range []operand{a, b} {
		switch {
		case o.written || math.IsInf(o.lo, -1):
		case math.IsInf(o.hi, 1):
			hint = fmt.Sprintf("%s is never below %s", o.says, plainNumber(o.lo))
		default:
			hint = fmt.Sprintf("%s lies between %s and %s", o.says, plainNumber(o.lo), plainNumber(o.hi))
		}
	}
	c.problem("expression-never", s.at, hint, "%q can never be true", clip(s.String()))
	return nil, nil
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
