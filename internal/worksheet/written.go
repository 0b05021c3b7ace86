package worksheet

import (
	"strings"

	"redskab/internal/expression"
	"redskab/internal/meta"
	"redskab/internal/source"
)

// Written is an expression as an author wrote it. What it means depends on other files,
// so Link reads it; a Model gives what it made of it.
type Written = expression.Source

// A Condition says when something is shown. The zero Condition is always.
type Condition struct {
	Show *Written
	If   string // the condition in words; "" where Link is to write them
}

// A Rule is one of the rules of a value: the first whose When holds counts.
type Rule struct {
	When *Written // nil always holds
	Is   *Written
	Pos  source.Position
}

// OptionRows are options that are rows of a list or table.
type OptionRows struct {
	Of    *Written
	Label *Written // the column whose answer stands for a row; nil is the rows' own
	Where *Written
}

// written gives the expression of a key, nil when it is not written or no text.
func (k keys) written(key string) *Written {
	v := k.get(key)
	if v == nil {
		return nil
	}
	return k.r.written(v, key)
}

func (r *reader) written(v *meta.Value, name string) *Written {
	if v.Kind == meta.List || v.Kind == meta.Map {
		p := meta.WrongType(v, name, "an expression")
		p.Hint = "put it in quotation marks, or on a line of its own"
		r.ps = append(r.ps, p)
		return nil
	}
	if strings.TrimSpace(v.Text) == "" {
		r.add("text-empty", v.Pos, "write the expression, or leave the line out", "%q is empty", name)
		return nil
	}
	w := &Written{Text: strings.TrimRight(v.Text, "\n"), Pos: v.Pos}
	if v.Quoted {
		w.Pos.Column++
	}
	return w
}

// text gives a text that may hold expressions in braces, its white space made single
// spaces, and with its place.
func (k keys) text(key string) (string, *Written) {
	text := k.str(key)
	if text == "" {
		return "", nil
	}
	v := k.get(key)
	w := &Written{Text: text, Pos: v.Pos}
	if v.Quoted {
		w.Pos.Column++
	}
	return text, w
}

// help gives the text of help, and when there are braces in it, what Link is to read.
func (k keys) help() (string, *Written) {
	text, w := k.text("help")
	if !strings.ContainsAny(text, "{}") {
		w = nil
	}
	return text, w
}

// condition reads show and if.
func (k keys) condition() Condition {
	c := Condition{Show: k.written("show"), If: k.str("if")}
	if k.get("if") != nil && k.get("show") == nil {
		k.r.add("if-without-show", k.at("if"), "write show: and the condition, or leave the line out", "%s says a condition in words, and has none", k.what)
	}
	return c
}

// rules reads the rules of a value: an expression, or a list of when and is.
func (k keys) rules(key string) []Rule {
	v := k.get(key)
	if v == nil {
		return nil
	}
	if v.Kind != meta.List {
		if w := k.r.written(v, key); w != nil {
			return []Rule{{Is: w, Pos: v.Pos}}
		}
		return nil
	}
	if len(v.Items) == 0 {
		k.r.add("rules-empty", v.Pos, "write when: and is: for each", "%s has no rules", k.what)
	}
	var out []Rule
	for i, item := range v.Items {
		rule, ok := k.r.keysOf(item, "a rule", []string{"when", "is"})
		if !ok {
			continue
		}
		one := Rule{When: rule.written("when"), Is: rule.written("is"), Pos: item.Pos}
		switch {
		case rule.get("is") == nil:
			k.r.add("rule-without-is", item.Pos, "write is: and the value", "a rule of %s does not say what the value is", k.what)
		case rule.get("when") == nil && i < len(v.Items)-1:
			k.r.add("rule-always", item.Pos, "write when:, or put it last", "a rule of %s has no condition, so those after it never count", k.what)
		}
		out = append(out, one)
	}
	return out
}

// optionRows reads options that are rows: from, label, where, and more.
func (k keys) optionRows(f *Field, v *meta.Value) {
	o, _ := k.r.keysOf(v, "the options of "+k.what, []string{"from", "label", "where", "more"})
	f.Rows = &OptionRows{Of: o.written("from"), Label: o.written("label"), Where: o.written("where")}
	more := o.get("more")
	switch {
	case f.Kind == "scale":
		k.r.add("scale-not-numeric", v.Pos, "make the kind choice", "the options of %s are rows, which are no numbers", k.what)
	case more == nil:
	case f.Kind == "text":
		k.r.add("more-misplaced", more.Pos, "leave the line out", "anything may be written in %s, so it needs no options beside the rows", k.what)
	default:
		f.Options = k.r.options(more, k.what)
	}
}
