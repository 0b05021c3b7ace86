package worksheet

import (
	"slices"
	"strconv"
	"strings"

	"redskab/internal/meta"
	"redskab/internal/source"
)

// A reader turns Values into what sheets are made of and collects what is wrong. Text is
// the YAML the Values were read from, where it is at hand: hints then show its lines
// repaired.
type reader struct {
	text   *yamlText // nil when only the Values are known
	tables []*Table  // of the blocks before, whose columns a table may take
	ps     source.Problems
}

func (r *reader) add(code string, pos source.Position, hint, format string, args ...any) {
	r.ps.Add(code, pos, hint, format, args...)
}

// keys is a Map whose keys were looked over. What names the thing it describes, for
// messages: `field "maal"`.
type keys struct {
	r     *reader
	what  string
	pos   source.Position
	pairs []meta.Pair
}

// keysOf reads a Map that may have the known keys only. It is false when v is no Map; the
// complaint is made.
func (r *reader) keysOf(v *meta.Value, what string, known []string) (keys, bool) {
	k := keys{r: r, what: what, pos: v.Pos}
	if v.Kind != meta.Map {
		p := meta.WrongType(v, "", "keys and values")
		p.Msg = what + " is keys and values, not " + shown(v)
		r.ps = append(r.ps, p)
		return k, false
	}
	k.pairs = r.pairs(v, func(key string) bool { return slices.Contains(known, key) }, known)
	return k, true
}

// pairs gives the pairs of a Map, and complains about each whose key is none, naming the
// known ones. What YAML does to `{hint: Ja, når det går}`, cutting the text at its comma
// and making a key of the rest, is undone, so that nothing more is said of it.
func (r *reader) pairs(v *meta.Value, isKey func(string) bool, known []string) []meta.Pair {
	out := make([]meta.Pair, 0, len(v.Pairs))
	var cut *source.Problem // the last complaint, while the text it is about goes on
	for i, p := range v.Pairs {
		if isKey(p.Key) {
			out, cut = append(out, p), nil
			continue
		}
		problem := meta.UnknownKey(v, i, known)
		if problem.Code != "yaml-comma" || len(out) == 0 {
			r.ps = append(r.ps, problem)
			out, cut = append(out, p), nil
			continue
		}
		if cut != nil { // it names the text as far as the comma before: say it once, whole
			problem.Pos, problem.Msg = cut.Pos, cut.Msg
			r.ps = r.ps[:len(r.ps)-1]
		}
		r.ps = append(r.ps, problem)
		cut = &problem
		last := &out[len(out)-1]
		whole := *last.Value
		whole.Kind, whole.Text = meta.Text, whole.Text+", "+p.Key
		last.Value = &whole
	}
	return out
}

// get gives the value of a key; nil when it is not written.
func (k keys) get(key string) *meta.Value {
	for i := range k.pairs {
		if k.pairs[i].Key == key {
			return k.pairs[i].Value
		}
	}
	return nil
}

// at gives the place to complain about a key: its value, or the whole when it is missing.
func (k keys) at(key string) source.Position {
	if v := k.get(key); v != nil {
		return v.Pos
	}
	return k.pos
}

// str gives the text of a key, its white space made single spaces; "" when the key is not
// written or holds no text (the complaint is made).
func (k keys) str(key string) string {
	v := k.get(key)
	if v == nil {
		return ""
	}
	return k.r.str(v, key)
}

// str gives the text of a value that is called name in messages.
func (r *reader) str(v *meta.Value, name string) string {
	if v.Kind == meta.Map || v.Kind == meta.List {
		p := meta.WrongType(v, name, "text")
		if line, ok := r.text.mendedAt(v.Pos); ok {
			p.Hint = "write " + line
		}
		r.ps = append(r.ps, p)
		return ""
	}
	s := strings.Join(strings.Fields(v.Text), " ")
	if s == "" {
		r.add("text-empty", v.Pos, "write the text, or leave the line out", "%q is empty", name)
	}
	return s
}

// label gives the text of label, which must be there.
func (k keys) label() string {
	if k.get("label") == nil {
		k.r.add("label-missing", k.pos, "write label: and what the reader sees", "%s has no label", k.what)
		return ""
	}
	return k.str("label")
}

// flag gives the value of a key that is true or false.
func (k keys) flag(key string) bool {
	v := k.get(key)
	if v == nil {
		return false
	}
	if v.Kind != meta.Bool {
		k.r.ps = append(k.r.ps, meta.WrongType(v, key, "true or false"))
		return false
	}
	return strings.EqualFold(v.Text, "true")
}

// number gives the value of a key that is a whole number between least and most; 0 when it
// is not written or wrong.
func (k keys) number(key string, least, most int) int {
	v := k.get(key)
	if v == nil {
		return 0
	}
	n, err := strconv.Atoi(v.Text)
	switch {
	case v.Kind != meta.Number || err != nil:
		k.r.ps = append(k.r.ps, meta.WrongType(v, key, "a whole number"))
		return 0
	case n < least || n > most:
		k.r.add("number-range", v.Pos, "", "%q is between %d and %d, not %s", key, least, most, v.Text)
		return 0
	}
	return n
}

// word gives the value of a key that is one of a few words; "" when it is not written or
// wrong. Kinds, colours and such are called unknown, for an author looks for their name.
func (k keys) word(key, code string, allowed []string) string {
	v := k.get(key)
	if v == nil {
		return ""
	}
	if v.Kind == meta.Map || v.Kind == meta.List || !slices.Contains(allowed, v.Text) {
		format := "%q cannot be %s"
		if strings.HasPrefix(code, "unknown-") {
			format = "unknown %s %s"
		}
		k.r.add(code, v.Pos, didYouMean(v.Text, allowed), format, key, shown(v))
		return ""
	}
	return v.Text
}

// list gives the texts of a key that holds a list, or one text alone.
func (k keys) list(key string) (words []string, pos []source.Position) {
	v := k.get(key)
	if v == nil {
		return nil, nil
	}
	items := v.Items
	if v.Kind != meta.List {
		items = []*meta.Value{v}
	}
	for _, item := range items {
		if s := k.r.str(item, key); s != "" {
			words, pos = append(words, s), append(pos, item.Pos)
		}
	}
	return words, pos
}

// didYouMean names the nearest word, and when none is near, all of them. Of a word of one
// or two letters every other is near.
func didYouMean(word string, known []string) string {
	if hint := source.DidYouMean(word, known); hint != "" && len(word) > 2 {
		return hint
	}
	return "one of " + strings.Join(known, ", ")
}

// shown is a value as messages quote it.
func shown(v *meta.Value) string {
	switch v.Kind {
	case meta.Null:
		return "nothing"
	case meta.List, meta.Map:
		return v.Kind.String()
	}
	return strconv.Quote(v.Text)
}
