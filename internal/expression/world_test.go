package expression

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"redskab/internal/source"
)

var update = flag.Bool("update", false, "rewrite what the files in testdata want")

// world is the site that all tests ask about: testdata/world.txt says what it holds.
type world struct {
	sets   map[string]*Set
	cells  map[string]*Cell
	rows   map[string]*Rows
	scopes map[string]names // sheets, and columns of rows, by id
	order  []string         // of cells, as they are written
	ps     source.Problems
}

// names is a Scope.
type names map[string]Named

func (n names) Find(id string) (Named, bool) {
	found, ok := n[id]
	return found, ok
}

func (n names) Names() []string { return slices.Sorted(maps.Keys(n)) }

// inside is a sheet: its own names, and those of lists and sheets.
type inside struct{ own, all names }

func (s inside) Find(id string) (Named, bool) {
	if n, ok := s.own[id]; ok {
		return n, true
	}
	return s.all.Find(id)
}

func (s inside) Names() []string { return append(s.own.Names(), s.all.Names()...) }

const top = "" // the scope of lists and sheets

func theWorld(t testing.TB) *world {
	t.Helper()
	text, err := os.ReadFile("testdata/world.txt")
	if err != nil {
		t.Fatal(err)
	}
	w := &world{sets: map[string]*Set{}, cells: map[string]*Cell{}, rows: map[string]*Rows{}, scopes: map[string]names{top: {}}}
	var rules [][2]string
	owner := ""
	for i, line := range strings.Split(string(text), "\n") {
		line, _, _ = strings.Cut(line, "  #")
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || strings.HasPrefix(line, "#"):
		case line[0] != ' ':
			owner = w.begin(words)
		case owner == "set":
			last := w.sets[w.order[len(w.order)-1]]
			label := strings.Join(words[1:], " ")
			plain := strings.TrimSuffix(label, " (aside)")
			last.Options = append(last.Options, Option{words[0], plain, plain != label})
		case words[0] == "=" || words[0] == "where":
			rules = append(rules, [2]string{w.order[len(w.order)-1], strings.TrimSpace(line)})
		default:
			w.cell(t, owner, words, i)
		}
	}
	for _, r := range rules {
		w.rule(t, r[0], r[1])
	}
	if len(w.ps) > 0 {
		t.Fatal(w.ps.Error())
	}
	return w
}

// begin reads a line that names a set, a sheet or rows.
func (w *world) begin(words []string) (owner string) {
	kind, id := words[0], words[1]
	if kind == "set" {
		w.sets[id] = &Set{ID: id}
		w.order = append(w.order, id)
		return kind
	}
	w.order = append(w.order, id)
	w.scopes[id] = names{}
	if kind == "sheet" {
		w.scopes[top][id] = Named{Sheet: w.scopes[id]}
		return id
	}
	r := &Rows{ID: id, Columns: w.scopes[id], At: id + "/"}
	w.rows[id] = r
	parent, name := top, id
	if i := strings.IndexByte(id, '.'); i >= 0 {
		parent, name = id[:i], id[i+1:]
	}
	switch kind {
	case "copies":
		r.At = id + "#"
	case "table":
		if copies := w.rows[parent]; copies != nil {
			r.In, r.At = copies, "."+name+"/"
		}
	}
	for _, word := range words[2:] {
		switch {
		case strings.HasPrefix(word, "of="):
			r.Same = w.rows[word[3:]]
		case strings.HasPrefix(word, "fixed="):
			r.Fixed = strings.Split(word[6:], ",")
		case strings.HasPrefix(word, "view="):
			view, ps := RowsOf(at(word[5:]), w.env(parent))
			w.ps = append(w.ps, ps...)
			r.View = view
			maps.Copy(w.scopes[id], w.scopes[view.Type.Rows.ID])
		}
	}
	w.scopes[parent][name] = Named{Rows: r}
	return id
}

// cell reads a line such as "valgt choice >indsatser.nr +emner @plan#".
func (w *world) cell(t testing.TB, owner string, words []string, line int) {
	c := &Cell{ID: owner + "." + words[0], Type: Type{Kind: KindOf(words[1])}}
	if c.Type.Kind == Unknown {
		t.Fatalf("world.txt:%d: no kind %q", line+1, words[1])
	}
	for _, word := range words[2:] {
		switch {
		case word[0] == '>':
			c.Type.Label = w.cells[word[1:]]
			c.Type.Rows = w.rows[word[1:strings.LastIndexByte(word, '.')]]
			if c.Type.Label == nil || c.Type.Rows == nil {
				t.Fatalf("world.txt:%d: no rows %q", line+1, word)
			}
		case word[0] == '+':
			c.Type.Set = w.sets[word[1:]]
		case word[0] == '@':
			c.At = word[1:]
		case word == "derived":
			c.Derived = true
		case word == "override":
			c.Derived, c.Override = true, true
		case strings.Contains(word, ":"):
			key, v, _ := strings.Cut(word, ":")
			if c.Given == nil {
				c.Given = map[string]any{}
			}
			c.Given[key] = v
		default:
			c.Type.Set = w.sets[word]
			if c.Type.Set == nil {
				t.Fatalf("world.txt:%d: no set %q", line+1, word)
			}
		}
	}
	w.cells[c.ID] = c
	w.order = append(w.order, c.ID)
	w.scopes[owner][words[0]] = Named{Cell: c}
}

// rule reads "= is", "= is when condition", "= start VALUE", "= from path", or the where
// of a view.
func (w *world) rule(t testing.TB, id, line string) {
	word, text, _ := strings.Cut(line, " ")
	owner, _, _ := cutLast(id)
	env := w.env(owner)
	src := at(text)
	if word == "where" {
		view := w.rows[id]
		parent, _, _ := cutLast(id)
		e, ps := Where(src, w.env(parent), view)
		view.Where, w.ps = e, append(w.ps, ps...)
		return
	}
	c := w.cells[id]
	if v, ok := strings.CutPrefix(text, "start "); ok {
		var value any
		if err := json.Unmarshal([]byte(v), &value); err != nil {
			t.Fatal(err)
		}
		if list, ok := value.([]any); ok {
			ids := make([]string, len(list))
			for i := range list {
				ids[i] = list[i].(string)
			}
			value = ids
		}
		c.Rules = append(c.Rules, Rule{nil, Answer(value, c.Type)})
		return
	}
	if v, ok := strings.CutPrefix(text, "from "); ok {
		src.Text = v
		e, ps := Path(src, env, c.Type)
		c.Rules, w.ps = append(c.Rules, Rule{nil, e}), append(w.ps, ps...)
		return
	}
	is, when, conditional := strings.Cut(text, " when ")
	src.Text = is
	var rule Rule
	var ps source.Problems
	rule.Is, ps = Value(src, env, c.Type)
	w.ps = append(w.ps, ps...)
	if conditional {
		src.Text = when
		rule.When, ps = Condition(src, env)
		w.ps = append(w.ps, ps...)
	}
	c.Rules = append(c.Rules, rule)
}

func cutLast(id string) (before, after string, ok bool) {
	i := strings.LastIndexByte(id, '.')
	if i < 0 {
		return "", id, false
	}
	return id[:i], id[i+1:], true
}

// env is where an expression stands that belongs to what has this id: a sheet, or rows.
func (w *world) env(id string) Env {
	row := w.rows[id]
	sheet, _, inTable := cutLast(id)
	if !inTable {
		sheet = id
	}
	if copies := w.rows[sheet]; copies != nil {
		if row == nil {
			row = copies
		}
		return Env{Sheet: inside{names{}, w.scopes[top]}, Row: row}
	}
	return Env{Sheet: inside{w.scopes[sheet], w.scopes[top]}, Row: row}
}

// envOf is the env of the row with an address, or of the sheet ark.
func (w *world) envOf(address string) Env {
	if address == "" {
		return w.env("ark")
	}
	id := ""
	for i, part := range strings.FieldsFunc(address, func(r rune) bool { return r == '.' }) {
		if i > 0 {
			id += "."
		}
		id += part[:strings.IndexAny(part+"/", "/#")]
	}
	return w.env(id)
}

// cellsInOrder and rowsInOrder are all there are, as Circles wants them.
func (w *world) cellsInOrder() []*Cell {
	var all []*Cell
	for _, id := range w.order {
		if c := w.cells[id]; c != nil {
			all = append(all, c)
		}
	}
	return all
}

func (w *world) rowsInOrder() []*Rows {
	var all []*Rows
	for _, id := range w.order {
		if r := w.rows[id]; r != nil {
			all = append(all, r)
		}
	}
	return all
}

// stored are answers by path.
type stored struct {
	values map[string]any
	world  *world
}

func (s stored) Value(path string) (any, bool) {
	v, ok := s.values[path]
	return v, ok
}

// Rows is rule [E3]: the author's rows, then those of readers that something stands in,
// by their place; none that was removed.
func (s stored) Rows(at string) []string {
	var fixed []string
	for _, r := range s.world.rows {
		if pattern(r) == pattern(&Rows{At: at}) {
			fixed = r.Fixed
		}
	}
	filled := map[string]bool{}
	for path, v := range s.values {
		rest, ok := strings.CutPrefix(path, at)
		if !ok {
			continue
		}
		row, column, _ := strings.Cut(rest, ".")
		_, last, _ := cutLast(column)
		if list, isList := v.([]any); v != nil && v != "" && (!isList || len(list) > 0) && last[0] != '_' {
			filled[row] = true
		}
	}
	var own []string
	for row := range filled {
		_, placed := s.values[at+row+"._pos"].(float64)
		if !slices.Contains(fixed, row) && (placed || len(fixed) == 0) {
			own = append(own, row)
		}
	}
	slices.SortFunc(own, func(a, b string) int {
		x, _ := s.values[at+a+"._pos"].(float64)
		y, _ := s.values[at+b+"._pos"].(float64)
		if x != y {
			return int(x*1000 - y*1000)
		}
		return strings.Compare(a, b)
	})
	var all []string
	for _, row := range append(slices.Clone(fixed), own...) {
		if gone, _ := s.values[at+row+"._gone"].(float64); gone == 0 {
			all = append(all, at+row)
		}
	}
	return all
}

// pattern is what addresses have before the key, without copies.
func pattern(r *Rows) string {
	if r.In != nil {
		return r.In.ID + r.At
	}
	at := r.At
	if i := strings.IndexByte(at, '#'); i >= 0 && i < len(at)-1 {
		at = at[:i] + at[i+strings.IndexByte(at[i:], '.'):]
	}
	return at
}

// program is all of the world.
func (w *world) program() *Program {
	var p Program
	for _, c := range w.cells {
		p.AddCell(c)
	}
	for _, r := range w.rows {
		p.AddRows(r)
	}
	return &p
}

func TestTheWorldHoldsTogether(t *testing.T) {
	w := theWorld(t)
	if ps := Circles(w.cellsInOrder(), w.rowsInOrder()); len(ps) > 0 {
		t.Error(ps.Error())
	}
	first, err := json.Marshal(w.program())
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(theWorld(t).program()); string(again) != string(first) {
		t.Error("the same world made two programs that differ")
	}
	if n := len(w.cells); n < 60 {
		t.Errorf("the world has %d cells only", n)
	}
}
