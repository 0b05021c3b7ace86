package expression

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"redskab/internal/source"
)

// A Sentence is a `say` or `help`: words, and expressions in braces that print what people
// answered.
type Sentence struct{ Parts []Part }

// A Part is words, or an expression whose value is printed.
type Part struct {
	Words      string
	Expression *Expression // nil for words
}

// Say reads a text with expressions in braces.
func Say(src Source, env Env) (*Sentence, source.Problems) {
	var t Sentence
	var ps source.Problems
	text := src.Text
	for at := 0; at < len(text); {
		open := strings.IndexByte(text[at:], '{')
		if open < 0 {
			t.words(text[at:])
			break
		}
		t.words(text[at : at+open])
		open += at
		end := strings.IndexAny(text[open+1:], "{}")
		if end < 0 || text[open+1+end] == '{' {
			ps.Add("text-brace", src.at(open), "{ begins what prints an answer, such as {antal}", "this brace is never closed")
			at = open + 1
			continue
		}
		end += open + 1
		inner := Source{Text: text[open+1 : end], Pos: src.Pos, before: text[:open+1]}
		if strings.TrimSpace(inner.Text) == "" {
			ps.Add("text-brace", src.at(open), "write what it prints, such as {antal}", "there is nothing between these braces")
		} else {
			e, wrong := read(inner, env, nil, (*checker).printed)
			ps = append(ps, wrong...)
			t.Parts = append(t.Parts, Part{Expression: e})
		}
		at = end + 1
	}
	if len(ps) > 0 {
		return nil, ps
	}
	return &t, nil
}

func (t *Sentence) words(s string) {
	if s != "" {
		t.Parts = append(t.Parts, Part{Words: s})
	}
}

// printed checks what has words: an answer or a value.
func (c *checker) printed(s *syntax) operand {
	o := c.check(s)
	switch o.Kind {
	case Table:
		c.problem("text-rows", s.at, "write {count("+s.String()+")} for their number", "rows have no words")
	case Truth, Row:
		c.problem("text-no-value", s.at, "print a value, or divide the text into rules with when", "%q is %s, which has no words", clip(s.String()), o.named())
	}
	return o
}

// MarshalJSON writes the parts as the page reads them: words as they are, an expression as
// its kind, its tree and, where its value is an option or a row, the set and the column
// that have the words.
func (t *Sentence) MarshalJSON() ([]byte, error) {
	b := []byte{'['}
	for i, p := range t.Parts {
		if i > 0 {
			b = append(b, ',')
		}
		if p.Expression == nil {
			b = literal(p.Words).append(b)
			continue
		}
		n := node(p.Expression.Type.Kind.String(), p.Expression.Tree)
		if set, label := p.Expression.Type.Set, p.Expression.Type.Label; label != nil {
			n.Args = append(n.Args, set.name(), literal(label.ID))
		} else if set != nil {
			n.Args = append(n.Args, set.name())
		}
		b = n.append(b)
	}
	return append(b, ']'), nil
}

// name is the name of a set, or null.
func (s *Set) name() *Node {
	if s == nil {
		return nil
	}
	return literal(s.ID)
}

// Print writes the text for people.
func (t *Sentence) Print(a Answers, today, row string) string {
	var b strings.Builder
	for _, p := range t.Parts {
		if p.Expression == nil {
			b.WriteString(p.Words)
			continue
		}
		e := &evaluation{a, today}
		b.WriteString(e.words(p.Expression.Type, e.run(p.Expression.Tree, []string{row})))
	}
	return b.String()
}

const nothing = "–" // what is printed where there is no answer

var months = [...]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"}

// words writes a value the Danish way.
func (e *evaluation) words(t Type, v any) string {
	switch v := v.(type) {
	case float64:
		return numberWords(v)
	case []string:
		list := make([]string, len(v))
		for i, id := range v {
			list[i] = e.words(t, id)
		}
		return strings.Join(list, ", ")
	case string:
		switch {
		case t.Rows != nil && isAddress(v):
			if t.Label == nil {
				return key(v)
			}
			return e.words(t.Label.Type, e.cell(t.Label, v))
		case t.Set.has(v):
			return t.Set.find(v).Label
		}
		return timeWords(t.Kind, v)
	}
	return nothing
}

func timeWords(kind Kind, s string) string {
	switch kind {
	case Date:
		if t, err := time.Parse(dayForm, s); err == nil {
			return fmt.Sprintf("%d. %s %d", t.Day(), months[t.Month()-1], t.Year())
		}
	case Month:
		if t, err := time.Parse("2006-01", s); err == nil {
			return fmt.Sprintf("%s %d", months[t.Month()-1], t.Year())
		}
	case Time:
		return strings.Replace(s, ":", ".", 1)
	}
	return s
}

// numberWords writes a number with at most one decimal, a comma before it, and points
// between thousands from 10.000 on.
func numberWords(v float64) string {
	// Exactly the steps of the browser's words, so that both round alike; the conversion
	// keeps the multiplication apart from the addition.
	tenths := math.Floor(float64(math.Abs(v)*10) + 0.5)
	if math.IsInf(tenths, 0) {
		return nothing
	}
	digits := strconv.FormatFloat(tenths, 'f', 0, 64)
	if len(digits) < 2 {
		digits = "0" + digits
	}
	whole, decimal := digits[:len(digits)-1], digits[len(digits)-1:]
	if len(whole) > 4 {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "." + whole[i:]
		}
	}
	if decimal != "0" {
		whole += "," + decimal
	}
	if v < 0 && tenths > 0 {
		whole = "−" + whole
	}
	return whole
}
