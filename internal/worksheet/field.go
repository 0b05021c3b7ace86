package worksheet

import (
	"slices"

	"redskab/internal/meta"
)

var (
	fieldKeys  = []string{"id", "label", "kind", "options", "help", "required", "start", "max", "lines", "was", "print"}
	columnKeys = append(slices.Clone(fieldKeys), "given", "personal")
	prints     = []string{"filled", "no"}
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

// field reads a field, or a column of a table.
func (r *reader) field(v *meta.Value, sets Options, role string) *Field {
	f := &Field{Pos: v.Pos, Lines: 1}
	known := fieldKeys
	if role == "column" {
		known = columnKeys
	}
	k, ok := r.keysOf(v, article(role), known)
	if !ok {
		return f
	}
	f.ID = k.id(role)
	f.Label = k.label()
	f.Kind = k.kind()
	f.Help = k.str("help")
	f.Required = k.flag("required")
	f.Given = role == "column" && k.flag("given")
	f.Personal = role == "column" && k.flag("personal")
	f.Was = k.was(f.ID, false)
	f.Print = k.word("print", "print-wrong", prints)
	k.options(f, sets)
	k.sizes(f, role)
	if start := k.get("start"); start != nil {
		f.Start = r.answer(f, start, "start")
	}
	if f.Given {
		for _, key := range []string{"required", "start", "max", "lines"} {
			if k.get(key) != nil {
				r.add("given-not-asked", k.at(key), "leave the line out", "%s is given, never asked, so it takes no %q", k.what, key)
			}
		}
	}
	return f
}

func (k keys) kind() string {
	if k.get("kind") == nil {
		k.r.add("kind-missing", k.pos, didYouMean("", kinds), "%s has no kind", k.what)
		return ""
	}
	return k.word("kind", "unknown-kind", kinds)
}

// options fills in the options of a field, and says where its kind must or must not have
// any.
func (k keys) options(f *Field, sets Options) {
	v := k.get("options")
	switch {
	case v == nil && f.Grouped():
		k.r.add("options-missing", k.pos, "write options: and the name of a set, or ids and labels", "%s has no options, which a %s needs", k.what, f.Kind)
	case v == nil:
	case f.Kind != "" && f.Kind != "text" && !f.Grouped():
		k.r.add("options-misplaced", v.Pos, "make the kind choice, choices, scale or text", "%s is a %s, which has no options", k.what, f.Kind)
	default:
		f.Options = k.r.fieldOptions(v, sets, k.what)
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
