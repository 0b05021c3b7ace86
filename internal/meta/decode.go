package meta

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"redskab/internal/source"
)

// Decode fills what into points to from v: usually a struct whose fields bear tags such as
// `meta:"title"`. Keys without a field, and values that are not of the field's type, are
// problems; what is right is filled in all the same. A Null leaves the field as it is, so
// defaults may stand in it before; so does a nil v.
//
// Fields are of type string (a number or true is taken as it is written), bool, int,
// float64, time.Time (a date: 2026-11-21), *Value (as it is), a struct, a pointer to a
// struct, map[string]T, []T; a list is also filled by one value alone when T is a string.
// A field map[string]source.Position tagged `meta:",pos"` gets the place of each value that
// was written (of the key, when the value is nothing, a list or further keys), and the
// texts of a list of texts as "key.0", "key.1" …, one alone too.
func Decode(v *Value, into any) source.Problems {
	var ps source.Problems
	if v == nil {
		return nil
	}
	dst := reflect.ValueOf(into).Elem()
	fillerOf(dst.Type())(&ps, "", dst, v)
	return ps
}

// A filler sets dst from v; name is the key, for messages.
type filler func(ps *source.Problems, name string, dst reflect.Value, v *Value)

// A plan is what Decode knows of a struct type.
type plan struct {
	names  []string // in the order of the struct
	fields []plannedField
	pos    int // index of the field for positions, -1 for none
}

type plannedField struct {
	name  string
	index int
	fill  filler
	texts bool // a []string
}

var (
	fillers sync.Map // reflect.Type → filler

	timeType  = reflect.TypeFor[time.Time]()
	valueType = reflect.TypeFor[*Value]()
	posType   = reflect.TypeFor[map[string]source.Position]()
	textsType = reflect.TypeFor[[]string]()
)

// fillerOf works out how to fill a type, once for each. A type that Decode does not know
// is a mistake of the program.
func fillerOf(t reflect.Type) filler {
	if f, ok := fillers.Load(t); ok {
		return f.(filler)
	}
	f := newFiller(t)
	fillers.Store(t, f)
	return f
}

func newFiller(t reflect.Type) filler {
	switch {
	case t == timeType:
		return fillDate
	case t == valueType:
		return func(_ *source.Problems, _ string, dst reflect.Value, v *Value) { dst.Set(reflect.ValueOf(v)) }
	}
	switch t.Kind() {
	case reflect.String:
		return fillText
	case reflect.Bool:
		return fillBool
	case reflect.Int:
		return fillInt
	case reflect.Float64:
		return fillFloat
	case reflect.Slice:
		return listFiller(t)
	case reflect.Map:
		return mapFiller(t)
	case reflect.Struct:
		return structFiller(t)
	case reflect.Pointer:
		inner := fillerOf(t.Elem())
		return func(ps *source.Problems, name string, dst reflect.Value, v *Value) {
			if v.Kind == Null {
				return
			}
			if dst.IsNil() {
				dst.Set(reflect.New(t.Elem()))
			}
			inner(ps, name, dst.Elem(), v)
		}
	}
	panic(fmt.Sprintf("meta: no way to read YAML into %v", t))
}

func structFiller(t reflect.Type) filler {
	p := plan{pos: -1}
	for i := range t.NumField() {
		field := t.Field(i)
		tag, tagged := field.Tag.Lookup("meta")
		switch {
		case tag == ",pos" && field.Type == posType:
			p.pos = i
		case tagged:
			p.names = append(p.names, tag)
			p.fields = append(p.fields, plannedField{tag, i, fillerOf(field.Type), field.Type == textsType})
		}
	}
	return p.fill
}

func (p *plan) fill(ps *source.Problems, name string, dst reflect.Value, v *Value) {
	if v.Kind == Null {
		return
	}
	if v.Kind != Map {
		*ps = append(*ps, WrongType(v, name, "keys and values"))
		return
	}
	var places map[string]source.Position
	if p.pos >= 0 {
		places = make(map[string]source.Position, len(v.Pairs))
		dst.Field(p.pos).Set(reflect.ValueOf(places))
	}
pairs:
	for i := range v.Pairs {
		pair := &v.Pairs[i]
		for j := range p.fields {
			f := &p.fields[j]
			if f.name != pair.Key {
				continue
			}
			f.fill(ps, pair.Key, dst.Field(f.index), pair.Value)
			if places != nil {
				places[pair.Key] = pair.Value.Pos
				if k := pair.Value.Kind; k == Null || k == List || k == Map {
					places[pair.Key] = pair.KeyPos
				}
				if f.texts {
					placeTexts(places, pair)
				}
			}
			continue pairs
		}
		*ps = append(*ps, UnknownKey(v, i, p.names))
	}
}

func placeTexts(places map[string]source.Position, pair *Pair) {
	items := pair.Value.Items
	if pair.Value.Kind != List {
		items = []*Value{pair.Value}
	}
	for i, item := range items {
		places[pair.Key+"."+strconv.Itoa(i)] = item.Pos
	}
}

func listFiller(t reflect.Type) filler {
	item := fillerOf(t.Elem())
	texts := t.Elem().Kind() == reflect.String
	return func(ps *source.Problems, name string, dst reflect.Value, v *Value) {
		switch {
		case v.Kind == Null:
			return
		case v.Kind == List:
			list := reflect.MakeSlice(t, len(v.Items), len(v.Items))
			for i, x := range v.Items {
				if x.Kind == Null {
					ps.Add("empty-item", x.Pos, "", "%q has an empty item", name)
					continue
				}
				item(ps, name, list.Index(i), x)
			}
			dst.Set(list)
		case texts && v.Kind != Map:
			list := reflect.MakeSlice(t, 1, 1)
			item(ps, name, list.Index(0), v)
			dst.Set(list)
		default:
			*ps = append(*ps, WrongType(v, name, "a list"))
		}
	}
}

func mapFiller(t reflect.Type) filler {
	inner := fillerOf(t.Elem())
	return func(ps *source.Problems, name string, dst reflect.Value, v *Value) {
		if v.Kind == Null {
			return
		}
		if v.Kind != Map {
			*ps = append(*ps, WrongType(v, name, "keys and values"))
			return
		}
		m := reflect.MakeMapWithSize(t, len(v.Pairs))
		for i := range v.Pairs {
			x := reflect.New(t.Elem()).Elem()
			inner(ps, v.Pairs[i].Key, x, v.Pairs[i].Value)
			m.SetMapIndex(reflect.ValueOf(v.Pairs[i].Key).Convert(t.Key()), x)
		}
		dst.Set(m)
	}
}

func fillText(ps *source.Problems, name string, dst reflect.Value, v *Value) {
	switch v.Kind {
	case Null:
	case List, Map:
		*ps = append(*ps, WrongType(v, name, "text"))
	default:
		dst.SetString(v.Text)
	}
}

func fillBool(ps *source.Problems, name string, dst reflect.Value, v *Value) {
	switch v.Kind {
	case Null:
	case Bool:
		dst.SetBool(v.Text[0] == 't' || v.Text[0] == 'T')
	default:
		*ps = append(*ps, WrongType(v, name, "true or false"))
	}
}

func fillInt(ps *source.Problems, name string, dst reflect.Value, v *Value) {
	if v.Kind == Null {
		return
	}
	n, err := strconv.Atoi(v.Text)
	if v.Kind != Number || err != nil {
		*ps = append(*ps, WrongType(v, name, "a whole number"))
		return
	}
	dst.SetInt(int64(n))
}

func fillFloat(ps *source.Problems, name string, dst reflect.Value, v *Value) {
	if v.Kind == Null {
		return
	}
	x, err := strconv.ParseFloat(v.Text, 64)
	if v.Kind != Number || err != nil {
		*ps = append(*ps, WrongType(v, name, "a number"))
		return
	}
	dst.SetFloat(x)
}

// DateForm is how a date is written, in the terms of package time.
const DateForm = "2006-01-02"

func fillDate(ps *source.Problems, name string, dst reflect.Value, v *Value) {
	switch v.Kind {
	case Null:
		return
	case List, Map, Bool:
		*ps = append(*ps, WrongType(v, name, "a date"))
		return
	}
	day, err := time.Parse(DateForm, v.Text)
	if err != nil {
		ps.Add("wrong-date", v.Pos, dateHint(v.Text), "%q is not a date: %q", name, clip(v.Text))
		return
	}
	dst.Set(reflect.ValueOf(day))
}

// dateHint reads a date as Danes write it, to show it as it must stand.
func dateHint(text string) string {
	day, _, _ := strings.Cut(text, "T")
	for _, form := range []string{DateForm, "2-1-2006", "2.1.2006", "2/1-2006", "2/1/2006", "2. 1. 2006", "2006/1/2", "2006-1-2"} {
		if d, err := time.Parse(form, day); err == nil {
			return "write " + d.Format(DateForm)
		}
	}
	return "write year, month and day, such as 2026-11-21"
}
