package expression

import (
	"math"
	"slices"
)

// A fact is what a condition says of one operand, when nothing else has to be known. Two
// facts that `and` joins may leave no answer that fits both: then the rule can never be
// true. Only what is certain is a fact.
type fact struct {
	key    string   // of the operand's node
	says   *syntax  // the condition
	all    []string // how the operand can be: "" for empty, and its options, or "*" for answered
	states []string // those of all that the condition leaves
	lo, hi float64  // and when it is a number, the range it leaves, ends included
	oneWay bool     // the opposite of the condition says nothing
}

func (o operand) factOf() *fact {
	f := &fact{key: o.node.key(), all: []string{"", "*"}, lo: math.Inf(-1), hi: math.Inf(1)}
	if o.Set != nil && o.Rows == nil && o.Kind != Choices {
		f.all = []string{""}
		for _, option := range o.Set.Options {
			f.all = append(f.all, option.ID)
		}
	}
	return f
}

func (o operand) factAnswered() *fact {
	f := o.factOf()
	f.states = f.all[1:]
	return f
}

// factAmong is the fact that o is one of the options.
func (o operand) factAmong(list []word) *fact {
	f := o.factOf()
	if len(f.all) > 1 && f.all[1] == "*" {
		f.states, f.oneWay = []string{"*"}, true
		return f
	}
	for _, w := range list {
		f.states = append(f.states, w.text)
	}
	return f
}

// factWithin is the fact that a op b, when one of them is written out; op is = < <=.
func factWithin(op string, a, b operand) *fact {
	if a.written == b.written {
		return nil
	}
	// below < is the next number below: ranges with their ends are easier to compare.
	lo, hi, o := math.Inf(-1), b.lo, a
	switch {
	case op == "=" && b.written:
		lo = b.lo
	case op == "=":
		lo, hi, o = a.lo, a.lo, b
	case a.written:
		lo, hi, o = a.lo, math.Inf(1), b
		if op == "<" {
			lo = math.Nextafter(lo, hi)
		}
	case op == "<":
		hi = math.Nextafter(hi, lo)
	}
	f := o.factOf()
	if o.Kind != Scale {
		f.states, f.oneWay, f.lo, f.hi = []string{"*"}, true, lo, hi
		return f
	}
	for _, option := range o.Set.Options {
		if v, ok := step(option); ok && lo <= v && v <= hi {
			f.states = append(f.states, option.ID)
		}
	}
	return f
}

// not is the fact that the opposite condition says.
func (f *fact) not() *fact {
	if f == nil || f.oneWay {
		return nil
	}
	g := *f
	g.states = nil
	for _, s := range f.all {
		if !slices.Contains(f.states, s) {
			g.states = append(g.states, s)
		}
	}
	return &g
}

// together complains when what `and` joins cannot all be true. What it leaves is no fact:
// its opposite would be one of several.
func (c *checker) together(s *syntax, facts []*fact) *fact {
	first := map[string]*fact{}
	for i, f := range facts {
		if f == nil {
			continue
		}
		f.says = s.args[i]
		known := first[f.key]
		if known == nil {
			first[f.key] = f
			continue
		}
		var both []string
		for _, state := range known.states {
			if slices.Contains(f.states, state) {
				both = append(both, state)
			}
		}
		lo, hi := max(known.lo, f.lo), min(known.hi, f.hi)
		if len(both) == 0 || lo > hi {
			c.problem("expression-never", f.says.at, "", "%q and %q can never be true together", clip(known.says.String()), clip(f.says.String()))
			return nil
		}
		first[f.key] = &fact{key: f.key, says: f.says, all: f.all, states: both, lo: lo, hi: hi}
	}
	return nil
}
