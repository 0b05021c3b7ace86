package expression

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A maker writes expressions at random that hold together, mostly.
type maker struct {
	*rand.Rand
	w      *world
	env    Env
	scopes []Scope // of rows asked about, the innermost last
}

func (m *maker) one(of ...string) string { return of[m.IntN(len(of))] }

// A found is a path that leads to a value, to cells of rows, or to rows.
type found struct {
	path string
	Type
	many bool
	rows *Rows
}

// paths lists what can be named from here.
func (m *maker) paths() []found {
	var all []found
	seen := map[string]bool{}
	add := func(s Scope) {
		for _, id := range s.Names() {
			if n, _ := s.Find(id); !seen[id] {
				seen[id] = true
				all = append(all, m.below(id, n, 2)...)
			}
		}
	}
	for _, s := range slices.Backward(m.scopes) {
		add(s)
	}
	if m.env.Row != nil {
		add(m.env.Row.Columns)
		if m.env.Row.In != nil {
			add(m.env.Row.In.Columns)
		}
	}
	add(m.env.Sheet)
	return all
}

func (m *maker) below(path string, n Named, deep int) []found {
	if n.Cell != nil {
		all := []found{{path: path, Type: n.Cell.Type}}
		if n.Cell.Type.Kind == Choice && n.Cell.Type.Rows != nil && deep > 1 {
			for _, id := range n.Cell.Type.Rows.Columns.Names() {
				if c, _ := n.Cell.Type.Rows.Columns.Find(id); c.Cell != nil {
					all = append(all, found{path: path + "." + id, Type: c.Cell.Type})
				}
			}
		}
		return all
	}
	scope, all := n.Sheet, []found(nil)
	if n.Rows != nil {
		scope, all = n.Rows.Columns, []found{{path: path, Type: Type{Kind: Table, Rows: n.Rows}, rows: n.Rows}}
	}
	for _, id := range scope.Names() {
		inner, _ := scope.Find(id)
		for _, f := range m.below(path+"."+id, inner, deep-1) {
			if strings.Count(f.path, ".") > 2 {
				continue
			}
			if n.Rows != nil && f.rows == nil {
				f.many, f.rows = true, n.Rows
			}
			all = append(all, f)
			if n.Rows != nil && len(n.Rows.Fixed) > 0 && strings.Count(f.path, ".") == 1 && n.Rows.ID == "ark.forhold" {
				all = append(all, found{path: strings.Replace(f.path, ".", "/"+n.Rows.Fixed[m.IntN(len(n.Rows.Fixed))]+".", 1), Type: f.Type})
			}
		}
	}
	return all
}

// pick gives a path of one of the kinds, "m" when there is none.
func (m *maker) pick(many bool, fits func(found) bool) (found, bool) {
	all := slices.DeleteFunc(m.paths(), func(f found) bool { return f.many != many || !fits(f) })
	if len(all) == 0 {
		return found{}, false
	}
	return all[m.IntN(len(all))], true
}

func (m *maker) value(kinds ...Kind) string {
	f, ok := m.pick(false, func(f found) bool { return slices.Contains(kinds, f.Kind) })
	if !ok {
		return "today"
	}
	return f.path
}

func (m *maker) number(deep int) string {
	switch n := m.IntN(9); {
	case n == 0:
		return m.one("0", "1", "2", "3", "0.5", "-2", "10", "0.1")
	case n < 4 || deep <= 0:
		return m.value(Number, Scale)
	case n < 6:
		return m.call(m.one("count", "sum", "mean", "median", "min", "max", "spread", "share"), deep-1)
	case n == 6:
		return "(" + m.one(m.date(deep-1)+" - "+m.date(0), m.time()+" - "+m.time()) + ")"
	}
	return "(" + m.number(deep-1) + " " + m.one("+", "-", "*", "/") + " " + m.number(deep-1) + ")"
}

func (m *maker) date(deep int) string {
	switch {
	case deep > 0 && m.IntN(3) == 0:
		return "(" + m.date(deep-1) + m.one(" + ", " - ") + m.number(0) + ")"
	case deep > 0 && m.IntN(3) == 0:
		if f, ok := m.pick(true, func(f found) bool { return f.Kind == Date }); ok {
			return m.one("min", "max", "last") + "(" + f.path + m.where(f, deep-1) + ")"
		}
	}
	return m.one("today", m.value(Date), m.value(Date))
}

func (m *maker) time() string {
	return m.one(m.value(Time), "("+m.value(Time)+" + "+m.one("15", "90", "0.5", "2000")+")")
}

func (m *maker) call(name string, deep int) string {
	f, ok := m.pick(true, func(f found) bool {
		return name == "count" || name == "share" || f.Kind == Number || f.Kind == Scale || name == "spread" && f.Kind == Date
	})
	switch {
	case !ok || m.IntN(6) == 0 && name != "share":
		return name + "(" + m.value(Number, Scale) + ", " + m.value(Number, Scale) + ")"
	case (name == "count" || name == "share") && m.IntN(2) == 0:
		f, _ = m.pick(false, func(f found) bool { return f.Kind == Table })
	}
	where := m.where(f, deep)
	for name == "share" && where == "" {
		where = m.where(f, deep)
	}
	return name + "(" + f.path + where + ")"
}

func (m *maker) where(f found, deep int) string {
	if m.IntN(2) == 0 {
		return ""
	}
	inner := *m
	inner.scopes = append(slices.Clone(m.scopes), f.rows.Columns)
	return " where " + inner.condition(deep)
}

func (m *maker) condition(deep int) string {
	if deep > 0 {
		switch m.IntN(6) {
		case 0:
			return m.condition(deep-1) + " and " + m.condition(deep-1)
		case 1:
			return "(" + m.condition(deep-1) + " or " + m.condition(deep-1) + ")"
		case 2:
			return "not (" + m.condition(deep-1) + ")"
		}
	}
	compare := m.one(" = ", " != ", " < ", " <= ", " > ", " >= ")
	switch m.IntN(8) {
	case 0, 1:
		return m.number(deep-1) + compare + m.number(deep-1)
	case 2:
		return m.date(deep-1) + compare + m.one(m.date(deep-1), m.value(Month))
	case 3:
		return m.value(Month) + compare + m.one("today", m.value(Month), m.date(0))
	case 4:
		f, _ := m.pick(false, func(f found) bool { return f.Kind != Table })
		return f.path + m.one(" is answered", " is empty")
	case 5:
		f, ok := m.pick(false, func(f found) bool { return f.Rows != nil && (f.Kind == Choice || f.Kind == Choices) })
		if !ok {
			return m.value(Time) + compare + m.time()
		}
		equal := m.one(" = ", " != ")
		other, ok := m.pick(false, func(g found) bool {
			return g.Kind == Choice && g.Rows.root() == f.Rows.root() && g.Set.sameAs(f.Set)
		})
		if m.env.Row != nil && m.IntN(2) == 0 || !ok {
			return f.path + equal + "this"
		}
		return f.path + equal + other.path
	}
	f, ok := m.pick(false, func(f found) bool { return f.Set != nil })
	if !ok {
		return m.value(Text) + " = " + m.value(Text)
	}
	ids := f.ids()
	id := ids[m.IntN(len(ids))]
	switch m.IntN(3) {
	case 0:
		return f.path + " = " + id
	case 1:
		return f.path + " != " + id
	}
	more := slices.DeleteFunc(slices.Clone(ids), func(s string) bool { return s == id })
	if len(more) == 0 {
		return f.path + " in [" + id + "]"
	}
	return f.path + " in [" + id + ", " + more[m.IntN(len(more))] + "]"
}

// answers changes the shared answers at random, also to what is no answer.
func (m *maker) answers(base map[string]any) map[string]any {
	changed := map[string]any{}
	paths := slices.Sorted(maps.Keys(base))
	for range 40 {
		path := paths[m.IntN(len(paths))]
		dot := strings.LastIndexByte(path, '.')
		switch cell := m.w.cells[strings.ReplaceAll(withoutRows(path), "#", "")]; {
		case path[dot+1] == '_':
			changed[path[:dot]+m.one("._pos", "._gone")] = m.some(nil, 0.0, 1.0, 2.0, 2.5)
		case cell != nil:
			changed[path] = m.answer(cell.Type)
		}
	}
	for range 12 { // questions that the shared answers leave alone
		ids := slices.Sorted(maps.Keys(m.w.cells))
		if c := m.w.cells[ids[m.IntN(len(ids))]]; m.w.rows[c.ID[:strings.LastIndexByte(c.ID, '.')]] == nil {
			changed[c.ID] = m.answer(c.Type)
		}
	}
	return changed
}

func (m *maker) some(of ...any) any { return of[m.IntN(len(of))] }

func (m *maker) answer(t Type) any {
	if m.IntN(8) == 0 {
		return m.some(nil, "", "ca. 5", 7.0, []any{"x"}, []any{}, "2026-02-30", "T-99")
	}
	switch t.Kind {
	case Number:
		return m.some(0.0, 1.0, 2.5, -3.0, 40.0, 0.1)
	case Date:
		return m.some("2026-11-21", "2026-11-01", "2024-02-29", "2027-01-01", "0001-01-01", "9999-12-31")
	case Month:
		return m.some("2026-11", "2026-10", "2027-02")
	case Time:
		return m.some("00:00", "09:30", "23:59", "12:00")
	case Text:
		return m.some("Leder", "leder", "Pedel", "T-01")
	}
	ids := t.ids()
	if t.Rows != nil {
		ids = append(ids, "T-01", "T-02", "T-03", "T-99")
	}
	if t.Kind != Choices {
		return ids[m.IntN(len(ids))]
	}
	list := []any{}
	for _, id := range ids {
		if m.IntN(2) == 0 {
			list = append(list, id)
		}
	}
	return list
}

func withoutRows(path string) string {
	var b strings.Builder
	in := false
	for i := range len(path) {
		switch c := path[i]; {
		case c == '/' || c == '#':
			in = true
		case c == '.':
			in = false
			b.WriteByte(c)
		case !in:
			b.WriteByte(c)
		}
	}
	return b.String()
}

var places = []string{"", "", "", "indsatser/T-01", "indsatser/T-03", "ark.bud/r2", "ark.forhold/maal", "moede#k1", "moede#k2.punkter/p1", "proeve#T-01", "plan#T-02"}

// answerSets makes ten sets of answers, and writes how they differ from the shared ones.
func (m *maker) answerSets(t *testing.T, b *bytes.Buffer, base map[string]any) []map[string]any {
	t.Helper()
	sets := make([]map[string]any, 10)
	b.WriteString("{\"answers\":[\n")
	for i := range sets {
		changed := m.answers(base)
		line, err := json.Marshal(changed)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
		if i < len(sets)-1 {
			b.WriteString(",\n")
		}
		sets[i] = maps.Clone(base)
		maps.Copy(sets[i], changed)
	}
	b.WriteString("\n],\"cases\":[\n")
	return sets
}

// testdata/random.json holds expressions made at random, as trees, and what they give with
// answers made at random. TypeScript works them out again: [E1] to [E13].
func TestRandomExpressionsForBoth(t *testing.T) {
	w, table := theWorld(t), readCases(t)
	m := &maker{Rand: rand.New(rand.NewPCG(2026, 11)), w: w}
	var b bytes.Buffer
	sets := m.answerSets(t, &b, table.Answers)
	kinds := map[string]int{}
	for n := 0; n < 400; {
		place := places[m.IntN(len(places))]
		m.env = w.envOf(place)
		text := m.condition(2)
		if m.IntN(2) == 0 {
			text = m.one(m.number(3), m.date(2), m.number(2))
		}
		e, ps := anything(text, m.env)
		if e == nil {
			allowed(t, text, ps.Error())
			continue
		}
		set := m.IntN(len(sets))
		got := e.Evaluate(stored{sets[set], w}, table.Today, place)
		kinds[fmt.Sprintf("%T", got)]++
		if got == nil || got == false { // enough of these
			if kinds[fmt.Sprintf("%T-%v", got, got)]++; kinds[fmt.Sprintf("%T-%v", got, got)] > 80 {
				continue
			}
		}
		line, err := json.Marshal([]any{place, set, e.Tree, got})
		if err != nil {
			t.Fatal(err)
		}
		if len(line) > 400 {
			continue
		}
		if n++; n > 1 {
			b.WriteString(",\n")
		}
		b.Write(line)
	}
	b.WriteString("\n]}\n")
	if kinds["float64"] < 70 || kinds["bool"] < 100 || kinds["string"] < 10 || kinds["<nil>"] < 20 {
		t.Errorf("too much of the same: %v", kinds)
	}
	if *update {
		if err := os.WriteFile("testdata/random.json", b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile("testdata/random.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b.String(), string(file)); diff != "" {
		t.Errorf("random.json is not what Go gives; run go test -update (-want +got):\n%.2000s", diff)
	}
}

// allowed complains about a random expression that is refused for a reason that should not
// come up.
func allowed(t *testing.T, text, problems string) {
	t.Helper()
	for _, line := range strings.Split(problems, "\n") {
		if !strings.Contains(line, "never") && !strings.Contains(line, "cannot be compared") && !strings.Contains(line, "always empty") &&
			!strings.Contains(line, "is a row") && !strings.Contains(line, "cannot be subtracted") && !strings.Contains(line, "cannot be added") && !strings.Contains(line, "no row that this could be") &&
			!strings.Contains(line, "go into one function") && !strings.Contains(line, "cannot work with") && !strings.Contains(line, "has no option") && !strings.Contains(line, "is one answer, and where asks") {
			t.Errorf("%s: %s", text, line)
		}
	}
}
