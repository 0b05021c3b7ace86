package worksheet

import (
	"slices"
	"strings"

	"redskab/internal/meta"
	"redskab/internal/source"
)

// Options is content/options.yaml: the named sets of options. The zero Options has none.
type Options struct {
	sets map[string][]Option
}

// Names gives the names of the sets, sorted.
func (o Options) Names() []string {
	names := make([]string, 0, len(o.sets))
	for name := range o.sets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

var (
	optionKeys = []string{"label", "hint", "colour", "shape", "aside", "retired", "was", "also"}
	colours    = []string{"red", "yellow", "green", "grey", "blue"}
	shapes     = []string{"circle", "triangle", "square", "diamond", "cross", "bar"}
)

// ParseOptions reads content/options.yaml. A nil value, the file missing, is no sets.
func ParseOptions(v *meta.Value) (Options, source.Problems) {
	var r reader
	o := Options{sets: map[string][]Option{}}
	if v == nil || v.Kind == meta.Null {
		return o, nil
	}
	if v.Kind != meta.Map {
		r.add("options-shape", v.Pos, "write the name of a set, and its options below it", "option sets are names with options, not %s", shown(v))
		return o, r.ps
	}
	for _, p := range v.Pairs {
		r.checkID(p.Key, p.KeyPos, "option set")
		o.sets[p.Key] = r.options(p.Value, "option set \""+p.Key+"\"")
	}
	return o, r.ps
}

// options reads a set: ids, and for each a label or keys.
func (r *reader) options(v *meta.Value, what string) []Option {
	if v.Kind != meta.Map || len(v.Pairs) == 0 {
		r.add("options-shape", v.Pos, "write id: label for each option, such as ja: Ja", "the options of %s are ids and labels, not %s", what, shown(v))
		return nil
	}
	var out []Option
	labels := map[string]string{}
	for _, p := range r.optionPairs(v) {
		if !wholeNumber(p.Key) {
			r.checkID(p.Key, p.KeyPos, "option")
		}
		o := r.option(p)
		if same, taken := labels[o.Label]; taken && o.Label != "" {
			r.add("option-same-label", p.KeyPos, "a reader cannot tell them apart", "options %q and %q have the same label", same, p.Key)
		}
		labels[o.Label] = p.Key
		out = append(out, o)
	}
	r.otherNames(v, out)
	return out
}

// otherNames complains about a name in also: that means another option as well, however it
// is written.
func (r *reader) otherNames(v *meta.Value, options []Option) {
	means := map[string]string{}
	for _, o := range options {
		means[strings.ToLower(o.ID)], means[strings.ToLower(o.Label)] = o.ID, o.ID
	}
	for _, o := range options {
		for _, name := range o.Also {
			folded := strings.ToLower(name)
			if other, taken := means[folded]; taken && other != o.ID {
				r.add("option-also-twice", v.Get(o.ID).Get("also").Pos, "leave it out of one of them", "%q means option %q already", name, other)
			}
			means[folded] = o.ID
		}
	}
}

// optionPairs is pairs for a map whose keys are ids: any key may be one, save what a comma
// cut off.
func (r *reader) optionPairs(v *meta.Value) []meta.Pair {
	return r.pairs(v, func(key string) bool {
		return idLike(key) || wholeNumber(key) || !v.Flow || v.Get(key).Kind != meta.Null
	}, nil)
}

func (r *reader) option(p meta.Pair) Option {
	o := Option{ID: p.Key}
	switch p.Value.Kind {
	case meta.Null:
		if wholeNumber(p.Key) { // a number on a scale needs no words
			o.Label = p.Key
			return o
		}
		r.add("option-no-label", p.KeyPos, "write "+p.Key+": and what the reader sees", "option %q has no label", p.Key)
		return o
	case meta.Map:
	default:
		o.Label = r.str(p.Value, p.Key)
		return o
	}
	k, _ := r.keysOf(p.Value, "option \""+p.Key+"\"", optionKeys)
	k.pos = p.KeyPos
	switch {
	case k.get("label") != nil || !wholeNumber(p.Key):
		o.Label = k.label()
	default:
		o.Label = p.Key
	}
	o.Hint = k.str("hint")
	o.Colour = k.word("colour", "unknown-colour", colours)
	o.Shape = k.word("shape", "unknown-shape", shapes)
	o.Aside = k.flag("aside")
	o.Retired = k.flag("retired")
	o.Was = k.was(o.ID, true)
	o.Also, _ = k.list("also")
	if o.Colour != "" && k.get("shape") == nil {
		r.add("option-colour-alone", k.at("colour"), "give it a shape too: "+strings.Join(shapes, ", "), "option %q has a colour and no shape, so it is lost on those who do not see colours", p.Key)
	}
	return o
}

// fieldOptions reads the options of a field: the name of a set, or a map. It is nil when
// they are missing or wrong.
func (r *reader) fieldOptions(v *meta.Value, sets Options, what string) []Option {
	switch {
	case v.Kind == meta.Map:
		return r.options(v, what)
	case v.Kind == meta.Text || v.Kind == meta.Number:
		set, ok := sets.sets[v.Text]
		if !ok {
			hint := source.DidYouMean(v.Text, sets.Names())
			if hint == "" {
				hint = "sets are written in content/options.yaml"
			}
			r.add("options-unknown-set", v.Pos, hint, "there is no option set %q", v.Text)
		}
		return set
	}
	r.add("options-shape", v.Pos, "write id: label for each option, such as ja: Ja, or the name of a set", "the options of %s are ids and labels, or the name of a set, not %s", what, shown(v))
	return nil
}

// checkScale applies the rules of a scale to its options.
func (r *reader) checkScale(options []Option, pos source.Position, what string) {
	var steps []Option
	for _, o := range options {
		switch {
		case o.Aside, o.Retired:
		case !wholeNumber(o.ID):
			r.add("scale-not-numeric", pos, "number it, say aside: true, or make the kind choice", "option %q of %s is no whole number", o.ID, what)
		default:
			steps = append(steps, o)
		}
	}
	if len(steps) < 2 {
		r.add("scale-short", pos, "", "%s needs at least two numbers to choose from", what)
		return
	}
	for _, end := range []Option{steps[0], steps[len(steps)-1]} {
		if end.Label == end.ID {
			r.add("scale-ends", pos, "write what it means, such as "+end.ID+": Passer helt", "option %q stands at the end of %s and has no words", end.ID, what)
		}
	}
}
