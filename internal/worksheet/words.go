package worksheet

import (
	"strconv"
	"strings"

	"redskab/internal/expression"
)

// inWords writes a condition for people, in Danish, as it follows the word Hvis: »Fase« er
// Drift og »Parter« er over 3. It is false for what nobody would understand: functions,
// and what has no label.
func (m *Model) inWords(n *expression.Node) (string, bool) {
	w := writer{m: m, ok: true}
	s := w.condition(n, false)
	return s, w.ok && s != ""
}

// Words gives a condition for people, without Hvis; "" when nobody knows any.
func (m *Model) Words(w *Written) string {
	if m == nil || w == nil {
		return ""
	}
	return m.words[w]
}

type writer struct {
	m  *Model
	ok bool
}

func (w *writer) give() string {
	w.ok = false
	return ""
}

// condition writes what is true or false. Within says that it stands in another one, so
// that "eller" needs a bracket to be read right.
func (w *writer) condition(n *expression.Node, within bool) string {
	switch {
	case n == nil:
		return w.give()
	case n.Op == "and" || n.Op == "or":
		join := map[string]string{"and": " og ", "or": " eller "}[n.Op]
		parts := make([]string, len(n.Args))
		for i, arg := range n.Args {
			parts[i] = w.condition(arg, true)
		}
		if s := strings.Join(parts, join); !within || n.Op == "and" {
			return s
		}
		return "(" + strings.Join(parts, join) + ")"
	case n.Op == "not":
		return w.test(n.Args[0], "ikke ")
	}
	return w.test(n, "")
}

// test writes a comparison; not is "" or "ikke ".
func (w *writer) test(n *expression.Node, not string) string {
	switch n.Op {
	case "answered":
		return w.value(n.Args[0]) + " " + not + "er besvaret"
	case "in":
		verb := "er "
		if c := n.Args[0].Cell; c != nil && c.Type.Kind == expression.Choices {
			verb = "omfatter "
		}
		return w.value(n.Args[0]) + " " + not + verb + w.options(n.Args[0], n.Args[1:])
	case "=":
		if n.Args[1].Op == "" {
			return w.value(n.Args[0]) + " " + not + "er " + w.options(n.Args[0], n.Args[1:])
		}
		return w.value(n.Args[0]) + " " + not + "er det samme som " + w.value(n.Args[1])
	case "<", "<=":
		return w.order(n.Op, n.Args[0], n.Args[1], not)
	}
	return w.give()
}

// order writes < and <=. What an author wrote the other way round, a number first or today
// first, is turned back.
func (w *writer) order(op string, a, b *expression.Node, not string) string {
	words := map[string][2]string{"<": {"under", "over"}, "<=": {"højst", "mindst"}}
	if w.day(a) || w.day(b) {
		words = map[string][2]string{"<": {"før", "efter"}, "<=": {"senest", "tidligst"}}
	}
	if (a.Op == "" || a.Op == "today" || a.Op == "this-month") && b.Op != "" {
		return w.value(b) + " " + not + "er " + words[op][1] + " " + w.value(a)
	}
	return w.value(a) + " " + not + "er " + words[op][0] + " " + w.value(b)
}

// day reports whether a value is a day, a month or a time.
func (w *writer) day(n *expression.Node) bool {
	switch n.Op {
	case "today", "this-month", "day":
		return true
	case "get", "via":
		switch n.Cell.Type.Kind {
		case expression.Date, expression.Month, expression.Time:
			return true
		}
	case "+", "-":
		return w.day(n.Args[0]) && !w.day(n.Args[1])
	}
	return false
}

// options writes the options that an answer is compared with: "Rød eller Gul".
func (w *writer) options(of *expression.Node, args []*expression.Node) string {
	for of.Op == "but" || of.Op == "number" {
		of = of.Args[0]
	}
	words := make([]string, len(args))
	for i, arg := range args {
		id, isID := arg.Value.(string)
		if !isID {
			words[i] = w.value(arg)
			continue
		}
		if words[i] = w.label(of, id); words[i] == "" {
			return w.give()
		}
	}
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " eller " + words[n-1]
	}
	return strings.Join(words, "")
}

// label gives the words of an option.
func (w *writer) label(of *expression.Node, id string) string {
	if of.Cell == nil || of.Cell.Type.Set == nil {
		return ""
	}
	for _, o := range of.Cell.Type.Set.Options {
		if o.ID == id {
			return o.Label
		}
	}
	return ""
}

// value writes what has a value: the label of a question, a number.
func (w *writer) value(n *expression.Node) string {
	switch n.Op {
	case "":
		if v, ok := n.Value.(float64); ok {
			return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
		}
	case "today":
		return "i dag"
	case "this-month":
		return "denne måned"
	case "get", "via":
		if f := w.m.asked[n.Cell]; f != nil && f.Label != "" {
			return "»" + strings.TrimRight(f.Label, "?:") + "«"
		}
	case "number", "but", "day":
		return w.value(n.Args[0])
	case "+", "-", "*", "/":
		sign := map[string]string{"+": "+", "-": "−", "*": "×", "/": "/"}[n.Op]
		return w.value(n.Args[0]) + " " + sign + " " + w.value(n.Args[1])
	}
	return w.give()
}
