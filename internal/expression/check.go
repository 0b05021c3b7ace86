package expression

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"redskab/internal/source"
)

// Condition reads an expression that is true or false: a `show`, a `when`.
func Condition(src Source, env Env) (*Expression, source.Problems) {
	return read(src, env, nil, func(c *checker, s *syntax) operand {
		return c.condition(s)
	})
}

// Where reads the condition of a view, or of options from rows: which of the rows are
// shown. The row asked about is at level 1; at level 0 is the row that env is in.
func Where(src Source, env Env, rows *Rows) (*Expression, source.Problems) {
	return read(src, env, rows, func(c *checker, s *syntax) operand {
		return c.condition(s)
	})
}

// Value reads an expression that gives a value of a type: an `is`. Where the type has
// options, the id of one of them is a value too.
func Value(src Source, env Env, want Type) (*Expression, source.Problems) {
	return read(src, env, nil, func(c *checker, s *syntax) operand {
		if o, ok := c.option(want, s); ok {
			return o
		}
		return c.fit(want, c.check(s))
	})
}

// Path reads a `from`: the path of one answer of the same type.
func Path(src Source, env Env, want Type) (*Expression, source.Problems) {
	return read(src, env, nil, func(c *checker, s *syntax) operand {
		if s.op != "path" {
			c.problem("expression-no-path", s.at, "make a value of it, and name that", "%q is no path", clip(s.String()))
			return operand{}
		}
		o := c.check(s)
		if o.Kind == Scale && want.Kind == Number {
			return c.unfit(want, o) // what is taken over is the answer, and a scale's has words
		}
		return c.fit(want, o)
	})
}

// RowsOf reads the name of rows X, as `rows`, `options`, `of` take it.
func RowsOf(src Source, env Env) (*Expression, source.Problems) {
	return read(src, env, nil, func(c *checker, s *syntax) operand {
		if s.op == "path" {
			p, ok := c.resolve(s, 0)
			if !ok {
				return operand{}
			}
			if p.list != nil && p.node == nil {
				return operand{Type: Type{Kind: Table, Rows: p.rows}, node: p.list}
			}
		}
		c.problem("expression-no-rows", s.at, "name a list, a table, or a sheet that repeats", "%q are no rows", clip(s.String()))
		return operand{}
	})
}

// Answer is an expression for an answer that an author gives, a `start`: a float64, a
// string or ids of options.
func Answer(value any, t Type) *Expression {
	tree := literal(value)
	if ids, ok := value.([]string); ok {
		tree = node("list", literals(ids)...)
	}
	return &Expression{Type: t, Tree: tree}
}

// read parses and checks. rows, unless nil, are those that a view's where asks about.
func read(src Source, env Env, rows *Rows, check func(*checker, *syntax) operand) (*Expression, source.Problems) {
	s, ps := parse(src)
	if s == nil {
		return nil, ps
	}
	c := &checker{src: src, env: env, rows: []*Rows{env.Row}}
	if rows != nil {
		c.rows = append(c.rows, rows)
	}
	o := check(c, s)
	if len(c.ps) > 0 {
		return nil, c.ps
	}
	return &Expression{Text: s.String(), Pos: src.at(s.at), Type: o.Type, Tree: o.node, Reads: c.reads, Counts: c.counts}, nil
}

type checker struct {
	src    Source
	env    Env
	rows   []*Rows // rows[level]: of which the row around is one; rows[0] may be nil
	reads  []Read
	counts bool
	quiet  bool // looking around for a hint: no complaints
	ps     source.Problems
}

func (c *checker) problem(code string, at int, hint, format string, args ...any) {
	if !c.quiet {
		c.ps.Add(code, c.src.at(at), hint, format, args...)
	}
}

// An operand is a checked part: its type, how it is worked out, and what is certain of it.
type operand struct {
	Type
	node     *Node
	lo, hi   float64 // a number is never below or above
	written  bool    // a number that stands there itself
	today    bool    // today itself, which beside a month is this month
	function bool    // a function gave it, and passed over options that are aside
	fact     *fact   // what a condition says of an answer; see never.go
	says     *syntax // as the author wrote it
}

func number(n *Node) operand {
	return operand{Type: Type{Kind: Number}, node: n, lo: math.Inf(-1), hi: math.Inf(1)}
}

func truth(n *Node, f *fact) operand {
	return operand{Type: Type{Kind: Truth}, node: n, fact: f}
}

// check gives a part of any type. After a problem it is Unknown.
func (c *checker) check(s *syntax) operand {
	o := c.part(s)
	o.says = s
	return o
}

func (c *checker) part(s *syntax) operand {
	switch s.op {
	case "number":
		v, _ := strconv.ParseFloat(s.text, 64)
		return operand{Type: Type{Kind: Number}, node: literal(v), lo: v, hi: v, written: true}
	case "today":
		return operand{Type: Type{Kind: Date}, node: node("today"), today: true}
	case "this":
		return c.this(s)
	case "path":
		return c.value(s)
	case "or", "and":
		return c.chain(s)
	case "not":
		o := c.condition(s.args[0])
		if o.Kind == Unknown {
			return o
		}
		return truth(node("not", o.node), o.fact.not())
	case "answered", "empty":
		return c.answered(s)
	case "in":
		return c.in(s)
	case "=", "!=":
		return c.equal(s)
	case "<", "<=", ">", ">=":
		return c.order(s)
	case "+", "-", "*", "/":
		return c.arithmetic(s)
	}
	return c.call(s)
}

// condition is check for what must be true or false.
func (c *checker) condition(s *syntax) operand {
	o := c.check(s)
	switch o.Kind {
	case Unknown, Truth:
		return o
	case Number, Scale:
		c.problem("expression-no-condition", s.at, "compare it, such as "+clip(s.String())+" > 0", "%q is %s, and no condition", clip(s.String()), o.named())
	case Table:
		c.problem("expression-no-condition", s.at, "write count("+s.String()+") > 0", "%q are rows, and no condition", clip(s.String()))
	default:
		c.problem("expression-no-condition", s.at, "compare it, or write is answered after it", "%q is %s, and no condition", clip(s.String()), o.named())
	}
	return operand{}
}

// this is the row that the expression belongs to.
func (c *checker) this(s *syntax) operand {
	if c.rows[0] == nil {
		c.problem("expression-no-row", s.at, "only columns, and sheets that repeat, belong to a row", "there is no row that this could be")
		return operand{}
	}
	return operand{Type: Type{Kind: Row, Rows: c.rows[0]}, node: node("this")}
}

func (c *checker) chain(s *syntax) operand {
	n := node(s.op)
	var facts []*fact
	good := true
	for i, arg := range s.args {
		if i > 0 && s.op == "or" && c.forgotten(s.args[i-1], arg) {
			good = false
			continue
		}
		o := c.condition(arg)
		good = good && o.Kind == Truth
		n.Args = append(n.Args, o.node)
		facts = append(facts, o.fact)
	}
	if !good {
		return operand{}
	}
	if s.op == "or" {
		return truth(n, nil)
	}
	return truth(n, c.together(s, facts))
}

// forgotten complains about `status = roed or gul`, where gul is an option.
func (c *checker) forgotten(before, s *syntax) bool {
	if s.op != "path" || before.op != "=" || before.args[0].op != "path" || before.args[1].op != "path" {
		return false
	}
	left := c.look(before.args[0])
	if left.Set.has(before.args[1].text) && left.Set.has(s.text) {
		list := "[" + before.args[1].text + ", " + s.text + "]"
		c.problem("expression-option-alone", s.at, fmt.Sprintf("write %s in %s", before.args[0], list), "the option %q stands alone", s.text)
		return true
	}
	return false
}

// look checks a part in silence and leaves no trace.
func (c *checker) look(s *syntax) operand {
	around := *c
	around.quiet, around.reads = true, slices.Clone(c.reads)
	return around.check(s)
}

// answered asks whether there is an answer.
func (c *checker) answered(s *syntax) operand {
	o := c.check(s.args[0])
	switch {
	case o.Kind == Unknown:
		return o
	case o.Kind == Table:
		c.problem("expression-is-answered", s.at, "write count("+s.args[0].String()+") > 0", "%q are rows, which are never answered or empty", clip(s.args[0].String()))
		return operand{}
	case o.Kind == Truth || o.Kind == Row || o.written || o.today:
		c.problem("expression-is-answered", s.at, "ask it of a question", "%q is never empty", clip(s.args[0].String()))
		return operand{}
	}
	n := node("answered", o.node)
	f := o.factAnswered()
	if s.op == "empty" {
		return truth(node("not", n), f.not())
	}
	return truth(n, f)
}

// arithmetic is + - * /.
func (c *checker) arithmetic(s *syntax) operand {
	a, b := c.check(s.args[0]), c.check(s.args[1])
	if a.Kind == Unknown || b.Kind == Unknown {
		return operand{}
	}
	sum := s.op == "+" || s.op == "-"
	switch {
	case a.numeric() && b.numeric():
		if s.op == "/" && b.written && b.lo == 0 {
			c.problem("expression-never", s.at, "", "%q divides by zero, and is always empty", clip(s.String()))
			return operand{}
		}
		return number(node(s.op, a.number(), b.number()))
	case sum && (a.Kind == Date || a.Kind == Time) && b.numeric():
		return operand{Type: a.Type, node: node(s.op, a.node, b.number())}
	case s.op == "-" && a.Kind == b.Kind && (a.Kind == Date || a.Kind == Time):
		return number(node(s.op, a.node, b.node))
	}
	hint := ""
	switch {
	case a.Kind == Month || b.Kind == Month:
		hint = "months are compared, never counted; ask for the day to count with"
	case s.op == "+" && a.numeric() && (b.Kind == Date || b.Kind == Time):
		hint = fmt.Sprintf("write %s + %s", s.args[1], s.args[0])
	case s.op == "+" && a.Kind == b.Kind && (a.Kind == Date || a.Kind == Time):
		hint = "- between two of them gives the days or minutes from one to the other"
	}
	verb := map[string]string{"+": "added", "-": "subtracted", "*": "multiplied", "/": "divided"}[s.op]
	c.problem("expression-arithmetic", s.at, hint, "%s and %s: they cannot be %s", a.told(), b.told(), verb)
	return operand{}
}

// fit makes an operand a value of a type.
func (c *checker) fit(want Type, o operand) operand {
	switch {
	case o.Kind == Unknown:
		return o
	case want.Kind == Number && o.numeric():
		o.node = o.number()
	case want.Kind == Month && o.today:
		o.node = node("this-month")
	case o.Kind != want.Kind || !o.Set.sameAs(want.Set) || o.Rows.root() != want.Rows.root():
		return c.unfit(want, o)
	}
	o.Type = want
	return o
}

func (c *checker) unfit(want Type, o operand) operand {
	hint := ""
	if o.Kind == Truth {
		hint = "write it as a rule, with when: and is:"
	}
	c.problem("expression-no-value", o.says.at, hint, "%s, where %s is wanted", o.told(), want.named())
	return operand{}
}

func (t Type) numeric() bool { return t.Kind == Number || t.Kind == Scale }

// number is the operand as a number: options beside a scale's numbers are empty.
func (o operand) number() *Node {
	if o.Kind != Scale {
		return o.node
	}
	return node("number", o.plain())
}

// plain is the operand without the options that are aside.
func (o operand) plain() *Node {
	if asides := o.Set.asides(); len(asides) > 0 && !o.function {
		return node("but", append([]*Node{o.node}, literals(asides)...)...)
	}
	return o.node
}

// named says what kind of thing it is, as messages do.
func (t Type) named() string {
	switch t.Kind {
	case Number, Date, Month, Time, Truth:
		return "a " + t.Kind.String()
	case Text:
		return "free text"
	case Row:
		return "a row of " + t.Rows.ID
	case Table:
		return "rows"
	}
	what := map[Kind]string{Choice: "a choice", Choices: "choices", Scale: "a scale"}[t.Kind]
	switch {
	case t.Rows != nil:
		return what + " of a row of " + t.Rows.root().ID
	case t.Set != nil && !strings.Contains(t.Set.ID, "."):
		return what + " of " + t.Set.ID
	}
	return what
}

// told is `"frist" is a date`, for messages about two operands.
func (o operand) told() string {
	be := "is"
	if o.Kind == Choices || o.Kind == Table {
		be = "are"
	}
	return strconv.Quote(clip(o.says.String())) + " " + be + " " + o.named()
}
