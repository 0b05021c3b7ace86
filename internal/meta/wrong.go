package meta

import (
	"fmt"
	"strings"

	"redskab/internal/source"
)

// UnknownKey is the problem of the i-th key of a Map, which is none of the known. In
// braces a comma in a text makes a key of what follows it (`{hint: Ja, når det går}`); then
// the hint shows the text in quotation marks.
func UnknownKey(m *Value, i int, known []string) source.Problem {
	pair := &m.Pairs[i]
	problem := source.Problem{Pos: pair.KeyPos, Code: "unknown-key", Msg: fmt.Sprintf("unknown key %q", clip(pair.Key))}
	if text := commaText(m, i); text != "" {
		problem.Code = "yaml-comma"
		problem.Msg = fmt.Sprintf("the comma before %q ends the text inside braces", clip(pair.Key))
		problem.Hint = "write " + text
		return problem
	}
	problem.Hint = source.DidYouMean(pair.Key, known)
	if problem.Hint == "" && len(known) > 0 {
		problem.Hint = "the keys are " + strings.Join(known, ", ")
	}
	return problem
}

// commaText gives `key: "a, b"` for a key in braces that is the end of the text before it.
func commaText(m *Value, i int) string {
	if !m.Flow || m.Pairs[i].Value.Kind != Null || m.Pairs[i].Value.Text != "" {
		return ""
	}
	text := m.Pairs[i].Key
	for i--; i >= 0; i-- {
		v := m.Pairs[i].Value
		if v.Kind == List || v.Kind == Map || v.Quoted {
			return ""
		}
		if v.Kind != Null {
			return m.Pairs[i].Key + ": " + quote(v.Text+", "+text)
		}
		text = m.Pairs[i].Key + ", " + text
	}
	return ""
}

// WrongType is the problem of a value that is not what its key wants ("text", "a list").
// Key is "" for what has none.
func WrongType(v *Value, key, want string) source.Problem {
	found := v.Kind.String()
	switch v.Kind {
	case Text, Number, Bool:
		found = fmt.Sprintf("%q", clip(v.Text))
	}
	problem := source.Problem{Pos: v.Pos, Code: "wrong-type", Hint: typeHint(v, want)}
	if key == "" {
		problem.Msg = fmt.Sprintf("expected %s, found %s", want, found)
	} else {
		problem.Msg = fmt.Sprintf("%q must be %s, not %s", clip(key), want, found)
	}
	return problem
}

func typeHint(v *Value, want string) string {
	switch {
	case want == "text" && v.Kind == Map && !v.Flow && len(v.Pairs) == 1 && v.Pairs[0].Value.Kind >= Bool && v.Pairs[0].Value.Kind <= Text:
		return "write " + quote(v.Pairs[0].Key+": "+v.Pairs[0].Value.Text)
	case want == "text" && v.Flow:
		return "put a text with brackets in quotation marks"
	case v.Quoted && want != "text" && (kindOf(v.Text) == Number || kindOf(v.Text) == Bool):
		return "leave out the quotation marks"
	case want == "true or false" && v.Kind == Text:
		switch strings.ToLower(v.Text) {
		case "ja", "yes", "on":
			return "write true"
		case "nej", "no", "off":
			return "write false"
		}
	case want == "a number" && v.Kind == Text && kindOf(strings.Replace(v.Text, ",", ".", 1)) == Number:
		return "write " + strings.Replace(v.Text, ",", ".", 1)
	case want == "keys and values" && v.Kind == Text:
		return "write key: value, with a space after the colon"
	}
	return ""
}
