package expression

import "strings"

// Precedences: what binds closer is higher.
const (
	precedenceOr = iota
	precedenceAnd
	precedenceNot
	precedenceTest
	precedenceSum
	precedenceTerm
	precedenceAtom
)

func (s *syntax) precedence() int {
	switch s.op {
	case "or":
		return precedenceOr
	case "and":
		return precedenceAnd
	case "not":
		return precedenceNot
	case "=", "!=", "<", "<=", ">", ">=", "in", "answered", "empty":
		return precedenceTest
	case "+", "-":
		return precedenceSum
	case "*", "/":
		return precedenceTerm
	}
	return precedenceAtom
}

// String writes the expression with one space wherever one may stand and no bracket more
// than it needs. Parsed again it is the same.
func (s *syntax) String() string {
	var b strings.Builder
	s.print(&b, precedenceOr)
	return b.String()
}

// print writes s where only what binds as close as least may stand without brackets.
func (s *syntax) print(b *strings.Builder, least int) {
	if s.precedence() < least {
		b.WriteByte('(')
		s.print(b, precedenceOr)
		b.WriteByte(')')
		return
	}
	switch s.op {
	case "number", "today", "this", "path":
		b.WriteString(s.text)
	case "or", "and":
		for i, arg := range s.args {
			if i > 0 {
				b.WriteString(" " + s.op + " ")
			}
			arg.print(b, s.precedence()+1)
		}
	case "not":
		b.WriteString("not ")
		s.args[0].print(b, precedenceTest)
	case "answered", "empty":
		s.args[0].print(b, precedenceSum)
		b.WriteString(" is " + s.op)
	case "in":
		s.args[0].print(b, precedenceSum)
		b.WriteString(" in [")
		for i, w := range s.words {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(w.text)
		}
		b.WriteByte(']')
	case "=", "!=", "<", "<=", ">", ">=":
		s.args[0].print(b, precedenceSum)
		b.WriteString(" " + s.op + " ")
		s.args[1].print(b, precedenceSum)
	case "+", "-", "*", "/":
		s.args[0].print(b, s.precedence())
		b.WriteString(" " + s.op + " ")
		s.args[1].print(b, s.precedence()+1)
	default:
		b.WriteString(s.op + "(")
		for i, arg := range s.args {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(arg.text)
		}
		if s.where != nil {
			b.WriteString(" where ")
			s.where.print(b, precedenceOr)
		}
		b.WriteByte(')')
	}
}
