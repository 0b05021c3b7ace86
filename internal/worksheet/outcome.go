package worksheet

import (
	"redskab/internal/meta"
	"redskab/internal/source"
)

// An Outcome is advice that follows from the answers.
type Outcome struct {
	First    bool // only the first rule that holds is shown; else all of them
	Rules    []Advice
	Help     string
	HelpText *Written // Help, when it holds expressions in braces
	Condition
	Print string
	Pos   source.Position
}

// An Advice is one of the rules of an Outcome.
type Advice struct {
	When    *Written // nil for else: shown when no other holds
	If      string   // When in words; "" where Link is to write them
	Say     *Written // may hold expressions in braces
	Next    string   // id of the sheet to go on with
	NextPos source.Position
	Pos     source.Position
}

var outcomeKeys = []string{"first", "rules", "help", "show", "if", "print"}

// outcome reads an outcome block: the rules alone, or first, rules and more.
func (r *reader) outcome(v *meta.Value) *Outcome {
	o := &Outcome{Pos: v.Pos}
	rules := v
	if v.Kind != meta.List {
		k, ok := r.keysOf(v, "an outcome", outcomeKeys)
		if !ok {
			return o
		}
		o.First = k.flag("first")
		o.Help, o.HelpText = k.help()
		o.Condition = k.condition()
		o.Print = k.word("print", "print-wrong", prints)
		rules = k.get("rules")
	}
	if rules == nil || rules.Kind != meta.List || len(rules.Items) == 0 {
		pos := v.Pos
		if rules != nil {
			pos = rules.Pos
		}
		r.add("rules-empty", pos, "write when: and say: for each, and begin it with a hyphen", "the outcome has no rules")
		return o
	}
	for i, item := range rules.Items {
		k, ok := r.keysOf(item, "a rule", []string{"when", "else", "if", "say", "next"})
		if !ok {
			continue
		}
		o.Rules = append(o.Rules, k.advice(i == len(rules.Items)-1))
	}
	return o
}

func (k keys) advice(last bool) Advice {
	a := Advice{When: k.written("when"), If: k.str("if"), Next: k.str("next"), NextPos: k.at("next"), Pos: k.pos}
	otherwise := k.flag("else")
	switch {
	case k.get("when") != nil && k.get("else") != nil:
		k.r.add("rule-when-else", k.at("else"), "leave one of them out", "a rule has a condition, and else besides")
	case k.get("when") == nil && !otherwise:
		k.r.add("rule-without-when", k.pos, "write when: and a condition, or else: true", "a rule of the outcome has no condition")
	case otherwise && !last:
		k.r.add("rule-else-last", k.at("else"), "put it last", "a rule with else: true stands before others")
	case otherwise && k.get("if") != nil:
		k.r.add("if-without-show", k.at("if"), "leave the line out", "a rule says a condition in words, and has none")
	}
	if k.get("say") == nil {
		k.r.add("rule-without-say", k.pos, "write say: and the advice", "a rule of the outcome says nothing")
	}
	_, a.Say = k.text("say")
	return a
}
