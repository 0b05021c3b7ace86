package worksheet

import (
	"slices"
	"strings"

	"redskab/internal/source"
)

// reserved are the words of the expression language: a path may not hold them, so no id
// may, or answers would have to be renamed when a rule first asks for them.
var reserved = []string{
	"or", "and", "not", "in", "is", "answered", "empty", "where", "today", "this",
	"count", "sum", "mean", "median", "min", "max", "spread", "share", "last", "from",
}

// idLike reports whether s is written like an id: [a-z][a-z0-9-]*.
func idLike(s string) bool {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// wholeNumber reports whether s is written like a number on a scale: ["-"] digits.
func wholeNumber(s string) bool {
	if len(s) > 1 && s[0] == '-' {
		s = s[1:]
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) <= 9
}

// checkID complains about an id that cannot be one. It is false then.
func (r *reader) checkID(id string, pos source.Position, what string) bool {
	switch {
	case !idLike(id):
		hint := "lower-case letters, digits and hyphens, a letter first"
		if better := asID(id); better != "" && !slices.Contains(reserved, better) {
			hint = "write " + better
		}
		r.add("id-malformed", pos, hint, "%q cannot be the id of %s", id, article(what))
		return false
	case slices.Contains(reserved, id):
		r.add("id-reserved", pos, "call it something else", "%q cannot be the id of %s: it is a word of the expression language", id, article(what))
		return false
	}
	return true
}

// id gives the id of what k describes; "" when it is missing or wrong (the complaint is
// made).
func (k *keys) id(kind string) string {
	v := k.get("id")
	if v == nil {
		k.r.add("id-missing", k.pos, "write id: and a short name that will never change", "%s has no id", article(kind))
		return ""
	}
	if k.r.checkID(v.Text, v.Pos, kind) {
		k.what = kind + " \"" + v.Text + "\""
		return v.Text
	}
	return ""
}

// was gives the former ids of what now is called id. The id of an option may be a number.
func (k keys) was(id string, option bool) []string {
	ids, pos := k.list("was")
	var out []string
	for i, former := range ids {
		switch {
		case former == id:
			k.r.add("was-itself", pos[i], "leave it out", "%s is called %q still", k.what, id)
		case !idLike(former) && !(option && wholeNumber(former)):
			k.r.add("id-malformed", pos[i], "", "%q was never an id", former)
		case !slices.Contains(out, former):
			out = append(out, former)
		}
	}
	return out
}

// asID turns a text into an id the way authors are told to: æ to ae, ø to oe, å to aa. It
// is "" when nothing is left.
func asID(s string) string {
	out := make([]byte, 0, len(s))
	for _, c := range s {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9' && len(out) > 0:
			out = append(out, byte(c))
		case c >= 'A' && c <= 'Z':
			out = append(out, byte(c-'A'+'a'))
		case c == 'æ' || c == 'Æ':
			out = append(out, "ae"...)
		case c == 'ø' || c == 'Ø':
			out = append(out, "oe"...)
		case c == 'å' || c == 'Å':
			out = append(out, "aa"...)
		case len(out) > 0 && out[len(out)-1] != '-':
			out = append(out, '-')
		}
	}
	for len(out) > 0 && out[len(out)-1] == '-' {
		out = out[:len(out)-1]
	}
	return string(out)
}

// article puts a or an before a word.
func article(word string) string {
	if strings.ContainsAny(word[:1], "aeiou") {
		return "an " + word
	}
	return "a " + word
}
