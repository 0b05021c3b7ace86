package meta

import "redskab/internal/source"

// Kind says what a Value is.
type Kind uint8

// The kinds of values. Null is an empty value (`key:` and nothing after it).
const (
	Null Kind = iota
	Bool
	Number
	Text
	List
	Map
)

// String names a kind as messages do: "a list".
func (k Kind) String() string {
	return [...]string{"nothing", "true or false", "a number", "text", "a list", "keys and values"}[k]
}

// A Value is one YAML value and where it stands.
type Value struct {
	Pos    source.Position
	Kind   Kind
	Text   string   // a scalar as it was written, quotation marks resolved
	Quoted bool     // the scalar stood in quotation marks or in a block (| or >)
	Flow   bool     // the List or Map stood in [ ] or { }
	Items  []*Value // of a List, in order
	Pairs  []Pair   // of a Map, in order; keys are unique
}

// A Pair is a key of a Map and its value.
type Pair struct {
	Key    string
	KeyPos source.Position
	Value  *Value
}

// Get gives the value of a key of a Map, or nil.
func (v *Value) Get(key string) *Value {
	if v == nil {
		return nil
	}
	for i := range v.Pairs {
		if v.Pairs[i].Key == key {
			return v.Pairs[i].Value
		}
	}
	return nil
}

// kindOf classifies a scalar that stood without quotation marks.
func kindOf(text string) Kind {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return Null
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return Bool
	}
	digits, points := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && points == 0 && digits > 0 && i < len(text)-1:
			points++
		case (c == '-' || c == '+') && i == 0:
		default:
			return Text
		}
	}
	if digits == 0 {
		return Text
	}
	return Number
}
