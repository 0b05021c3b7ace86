package layout

import (
	"errors"
	"html/template"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"redskab/internal/source"
)

// The messages of text/template and html/template, which give the place in their text:
//
//	template: page.html:4: function "fo" not defined
//	template: page.html:4:7: executing "main" at <.Titel>: can't evaluate field Titel in type *site.View
//	html/template:page.html:4:7: no such template "x"
var (
	place     = regexp.MustCompile(`(?:html/)?template: ?([^:\s"]+):(\d+)(?::(\d+))?: (.*)`)
	executing = regexp.MustCompile(`^executing "[^"]*" at <(.*?)>: (.*)$`)
	noField   = regexp.MustCompile(`^can't evaluate field (\S+) in type (\S+)$`)
	noFunc    = regexp.MustCompile(`^function "([^"]*)" not defined$`)
)

var functions = []string{"and", "call", "date", "eq", "ge", "gt", "html", "include", "index", "join", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf", "println", "slice", "urlquery"}

// problem makes one of ours of an error of the template packages. from is the content
// file whose page was being made, "" while parsing.
func (s *Set) problem(err error, value any, from string) source.Problem {
	p := source.Problem{Pos: source.Position{File: s.dir}, Code: "layout-parse", Msg: err.Error()}
	if from != "" {
		p.Code = "layout-execute"
	}
	if errors.Is(err, errTooLarge) || errors.Is(err, errEndless) || strings.Contains(err.Error(), "exceeded maximum template depth") {
		p.Code, p.Msg, p.Hint = "layout-endless", "the layout never comes to an end", "does it include itself?"
		for m := place.FindStringSubmatch(err.Error()); m != nil; m = place.FindStringSubmatch(m[4]) {
			p.Pos = s.position(m)
		}
		return withPage(p, from)
	}
	var escape *template.Error
	if errors.As(err, &escape) && escape.Name != "" && escape.Line > 0 {
		p.Pos = source.Position{File: path.Join(s.dir, escape.Name), Line: escape.Line}
		p.Msg = escape.Description
	}
	text := err.Error()
	// An included template's error is wrapped by the including one's: the innermost place
	// is where the mistake is.
	for m := place.FindStringSubmatch(text); m != nil; m = place.FindStringSubmatch(text) {
		p.Pos, p.Msg, text = s.position(m), m[4], m[4]
	}
	if m := executing.FindStringSubmatch(p.Msg); m != nil {
		p.Msg = m[2]
		if p.Pos.Column > 0 {
			p.Msg = "{{" + m[1] + "}}: " + m[2]
		}
		if f := noField.FindStringSubmatch(m[2]); f != nil {
			p.Code, p.Msg = "layout-unknown-name", strconv.Quote(f[1])+" is not a name in "+strings.TrimLeft(f[2], "*")
			p.Hint = source.DidYouMean(f[1], namesOf(value, strings.TrimLeft(f[2], "*")))
		}
	}
	// What follows is the escaper's inner state, which tells an author nothing.
	if before, _, found := strings.Cut(p.Msg, ": {state"); found {
		p.Msg, p.Hint = before, "open and close quotation marks and tags in the same branch"
	}
	if m := noFunc.FindStringSubmatch(p.Msg); m != nil {
		p.Code, p.Msg, p.Hint = "layout-unknown-function", "unknown function "+strconv.Quote(m[1]), source.DidYouMean(m[1], functions)
	}
	return withPage(p, from)
}

func (s *Set) position(m []string) source.Position {
	line, _ := strconv.Atoi(m[2])
	col, _ := strconv.Atoi(m[3])
	if m[3] != "" {
		col++ // text/template counts columns from 0
	}
	return source.Position{File: path.Join(s.dir, m[1]), Line: line, Column: col}
}

func withPage(p source.Problem, from string) source.Problem {
	if from != "" {
		p.Msg += ", in the page of " + from
	}
	return p
}

// namesOf lists the fields and methods of the type called name, found by walking the
// value's type.
func namesOf(value any, name string) []string {
	var names []string
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		if t == nil || seen[t] {
			return
		}
		seen[t] = true
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
			if t.Kind() == reflect.Pointer && t.Elem().String() == name {
				for i := range t.NumMethod() {
					names = append(names, t.Method(i).Name)
				}
			}
			walk(t.Elem())
		case reflect.Struct:
			for f := range t.Fields() {
				if f.IsExported() && t.String() == name {
					names = append(names, f.Name)
				}
				walk(f.Type)
			}
		}
	}
	if value != nil {
		walk(reflect.TypeOf(value))
	}
	slices.Sort(names)
	return slices.Compact(names)
}
