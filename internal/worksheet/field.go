package worksheet

import (
	"slices"
	"strconv"

	"redskab/internal/meta"
)

var (
	fieldKeys      = []string{"id", "label", "kind", "options", "help", "required", "start", "from", "max", "lines", "show", "if", "was", "print"}
	columnKeys     = append(slices.Clone(fieldKeys), "given", "personal", "value", "unit", "range", "override")
	listColumnKeys = append(slices.Clone(fieldKeys), "personal", "value", "unit", "range", "override")
	valueKeys      = []string{"id", "label", "is", "kind", "options", "unit", "range", "help", "show", "if", "print"}
	keysOfRole     = map[string][]string{"field": fieldKeys, "column": columnKeys, "list column": listColumnKeys, "value": valueKeys}
	prints         = []string{"filled", "no"}
)

const (
	maxCharacters = 100_000 // of a text: more is a mistake, and would not fit a browser's store
	maxNumber     = 1_000_000_000
	maxLines      = 60 // an A4 page has no more
)

// fields reads a field block: one field or a list of them.
func (r *reader) fields(v *meta.Value, sets Options) []*Field {
	if v.Kind != meta.List {
		return []*Field{r.field(v, sets, "field")}
	}
	if len(v.Items) == 0 {
		r.add("block-empty", v.Pos, "", "the list of fields is empty")
	}
	out := make([]*Field, len(v.Items))
	for i, item := range v.Items {
		out[i] = r.field(item, sets, "field")
	}
	return out
}

// value reads a value block.
func (r *reader) value(v *meta.Value, sets Options) *Field {
	if v.Kind == meta.List {
		r.add("value-list", v.Pos, "give each its own block", "a block holds one value, not a list of them")
		return nil
	}
	f := r.field(v, sets, "value")
	f.Derived = true
	return f
}

// field reads a field, or a column of a table.
func (r *reader) field(v *meta.Value, sets Options, role string) *Field {
	f := &Field{Pos: v.Pos, Lines: 1}
	k, ok := r.keysOf(v, article(role), keysOfRole[role])
	if !ok {
		return f
	}
	f.ID = k.id(role)
	f.Label = k.label()
	f.Kind = k.kind(role)
	f.Help, f.HelpText = k.help()
	f.Required = k.flag("required")
	f.Given = role == "column" && k.flag("given")
	f.Personal = k.flag("personal")
	f.Condition = k.condition()
	f.From = k.written("from")
	f.Was = k.was(f.ID, false)
	f.Print = k.word("print", "print-wrong", prints)
	k.options(f, sets)
	k.sizes(f, role)
	if start := k.get("start"); start != nil {
		f.Start = r.answer(f, start, "start")
	}
	k.derived(f, role)
	if f.Given {
		for _, key := range []string{"required", "start", "from", "max", "lines"} {
			if k.get(key) != nil {
				r.add("given-not-asked", k.at(key), "leave the line out", "%s is given, never asked, so it takes no %q", k.what, key)
			}
		}
	}
	return f
}

func (k keys) kind(role string) string {
	if k.get("kind") == nil && role == "value" {
		return "number"
	}
	if k.get("kind") == nil {
		k.r.add("kind-missing", k.pos, didYouMean("", kinds), "%s has no kind", k.what)
		return ""
	}
	return k.word("kind", "unknown-kind", kinds)
}

// derived reads the rules of a value, or of a column that is worked out.
func (k keys) derived(f *Field, role string) {
	key := "value"
	if role == "value" {
		key = "is"
		if k.get(key) == nil {
			k.r.add("value-missing", k.pos, "write is: and how it is worked out", "%s does not say what it is", k.what)
		}
	}
	f.Derived = k.get(key) != nil
	f.Rules = k.rules(key)
	f.Unit = k.str("unit")
	if f.Unit != "" && f.Kind != "number" && f.Kind != "" {
		k.r.add("unit-misplaced", k.at("unit"), "leave the line out", "%s is a %s, which has no unit", k.what, f.Kind)
	}
	f.Range = k.between()
	if f.Kind == "choices" && f.Derived {
		k.r.add("value-kind", k.at("kind"), "make the kind choice", "%s is worked out, and that gives one option at most", k.what)
	}
	if v := k.get("override"); v != nil {
		f.Override, f.OverridePos = k.str("override"), v.Pos
	}
	switch {
	case f.Derived:
		for _, key := range []string{"required", "start", "from", "max", "lines", "given"} {
			if k.get(key) != nil {
				k.r.add("derived-not-asked", k.at(key), "leave the line out", "%s is worked out, never asked, so it takes no %q", k.what, key)
			}
		}
	case k.get("override") != nil:
		k.r.add("override-of-question", k.at("override"), "write value:, or leave the line out", "%s is asked, so there is nothing to set by hand instead", k.what)
	case k.get("range") != nil && role != "value":
		k.r.add("range-of-question", k.at("range"), "leave the line out", "%s is asked, and a range is of what is worked out", k.what)
	case k.get("unit") != nil && role != "value":
		k.r.add("unit-of-question", k.at("unit"), "write it in the label", "%s is asked, and units stand behind what is worked out", k.what)
	}
	if k.get("from") != nil && k.get("start") != nil {
		k.r.add("from-and-start", k.at("start"), "leave one of them out", "%s has a start and is fetched from another", k.what)
	}
}

// between reads range: the ends that a number lies between, as a drawing shows it.
func (k keys) between() *[2]float64 {
	v := k.get("range")
	if v == nil {
		return nil
	}
	var ends [2]float64
	ok := v.Kind == meta.List && len(v.Items) == 2
	for i := 0; ok && i < 2; i++ {
		n, err := strconv.ParseFloat(v.Items[i].Text, 64)
		ends[i], ok = n, err == nil && v.Items[i].Kind == meta.Number
	}
	if !ok || ends[0] >= ends[1] {
		k.r.add("range-wrong", v.Pos, "write the lowest and the highest: [1, 5]", "the range of %s is two numbers, the lowest first", k.what)
		return nil
	}
	return &ends
}

// options fills in the options of a field, and says where its kind must or must not have
// any.
func (k keys) options(f *Field, sets Options) {
	v := k.get("options")
	switch {
	case v == nil && f.Chosen():
		k.r.add("options-missing", k.pos, "write options: and the name of a set, or ids and labels", "%s has no options, which a %s needs", k.what, f.Kind)
	case v == nil:
	case f.Kind != "" && f.Kind != "text" && !f.Chosen():
		k.r.add("options-misplaced", v.Pos, "make the kind choice, choices, scale or text", "%s is a %s, which has no options", k.what, f.Kind)
	case v.Kind == meta.Map && v.Get("from") != nil:
		k.optionRows(f, v)
	default:
		f.Options = k.r.fieldOptions(v, sets, k.what)
		if v.Kind != meta.Map {
			f.Set = v.Text
		}
		if f.Kind == "scale" && f.Options != nil {
			k.r.checkScale(f.Options, v.Pos, k.what)
		}
	}
}

// sizes fills in max and lines, where the kind has them.
func (k keys) sizes(f *Field, role string) {
	switch {
	case k.get("max") == nil || f.Kind == "":
	case written(f.Kind):
		f.Max = k.number("max", 1, maxCharacters)
	case f.Kind == "number":
		f.Max = k.number("max", 1, maxNumber)
	default:
		k.r.add("max-misplaced", k.at("max"), "leave the line out", "%s is a %s, which has no highest value", k.what, f.Kind)
	}
	if f.Kind == "longtext" && role != "column" {
		f.Lines = 3
	}
	switch {
	case k.get("lines") == nil || f.Kind == "":
	case f.Kind == "longtext":
		f.Lines = max(1, k.number("lines", 1, maxLines))
	default:
		k.r.add("lines-misplaced", k.at("lines"), "make the kind longtext, or leave the line out", "%s is a %s, which takes one line", k.what, f.Kind)
	}
}
