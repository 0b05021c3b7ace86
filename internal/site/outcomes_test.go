package site

import (
	"bufio"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"redskab/internal/worksheet"

	"github.com/google/go-cmp/cmp"
)

// What the sheets say of answers is tried by the cases of testdata/outcomes: hundreds of
// them, so they have a form of their own, one thing a line.
//
//	# modenhedstrappen             the sheet that the cases below are about
//	: to trin fra hinanden         a case, and what it is
//	deltagere/a.trin 1             an answer. It stands in the sheet (of one that repeats in its copy a),
//	anbefalinger/A.status gul      in a list, or in another sheet, when the path begins with its id
//	punkter/{1..9}.emne Budget     nine answers, in the rows 1 to 9
//	> spredning -> interview       advice that is shown: a word or two of it, and the sheet it leads to
//	= spredning 2                  what is worked out, – where that is nothing
//
// Advice that a case does not name must not be shown. Every rule of every outcome, every
// rule of all that is worked out, and what either says without answers, must have a case:
// a rule without one is a rule that nobody has seen work. What is expected is written by
// hand from what the sources and the sheets' own words promise.
type outcomeCase struct {
	sheet, name, place string
	answers            map[string]any
	says               []saying
	values             [][2]string // path, what it is
}

type saying struct{ Words, Next string }

// An outcomeReader is what cases are read with and tried on.
type outcomeReader struct {
	site  *Site
	cells map[string]*worksheet.Field // by their paths without rows and copies
	fixed map[string][]string         // the author's rows, by what their addresses begin with
}

func newOutcomeReader(s *Site) *outcomeReader {
	r := &outcomeReader{s, map[string]*worksheet.Field{}, map[string][]string{}}
	for id, page := range s.sheets {
		for _, b := range page.Sheet.Blocks {
			for _, f := range b.Fields {
				r.cells[id+"."+f.ID] = f
			}
			if b.Value != nil {
				r.cells[id+"."+b.Value.ID] = b.Value
			}
			if t := b.Table; t != nil {
				for _, c := range t.Columns {
					r.cells[id+"."+t.ID+"."+c.ID] = c
				}
				for _, row := range t.Rows {
					r.fixed[id+"."+t.ID+"/"] = append(r.fixed[id+"."+t.ID+"/"], row.ID)
				}
			}
		}
	}
	for _, l := range s.tree.Model.Lists {
		for _, c := range l.Columns {
			r.cells[l.ID+"."+c.ID] = c
		}
		for _, row := range l.Start {
			r.fixed[l.ID+"/"] = append(r.fixed[l.ID+"/"], row.ID)
		}
	}
	return r
}

// path makes a whole path of one that may lack the sheet.
func (r *outcomeReader) path(sheet, short string) string {
	first := short[:min(len(short), strings.IndexAny(short+".", "./#"))]
	page := r.site.sheets[sheet].Sheet
	own := r.cells[sheet+"."+withoutRows(short)] != nil
	switch {
	case !own && (r.site.sheets[first] != nil || r.site.tree.Model.List(first) != nil):
		return short
	case page.Repeat != nil:
		return sheet + "#a." + short
	}
	return sheet + "." + short
}

// withoutRows takes the keys of rows and copies out of a path.
func withoutRows(path string) string {
	var b strings.Builder
	in := false
	for _, c := range path {
		switch {
		case c == '/' || c == '#':
			in = true
		case c == '.':
			in = false
		}
		if !in {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// rowOf is the address of the row or copy that a path lies in, "" for none.
func rowOf(path string) string {
	if row := path[:strings.LastIndexByte(path, '.')]; strings.ContainsAny(row, "/#") {
		return row
	}
	return ""
}

func (r *outcomeReader) read(t *testing.T, file string) (all []*outcomeCase) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet, line := "", 0
	var c *outcomeCase
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line++
		text := strings.TrimSpace(lines.Text())
		word, rest, _ := strings.Cut(text, " ")
		at := fmt.Sprintf("%s:%d", file, line)
		switch {
		case text == "" || strings.HasPrefix(text, "//"):
		case word == "#":
			if sheet = rest; r.site.sheets[sheet] == nil {
				t.Fatalf("%s: there is no sheet %q", at, sheet)
			}
		case word == ":":
			c = &outcomeCase{sheet: sheet, name: rest, place: at, answers: map[string]any{}}
			all = append(all, c)
		case word == ">":
			words, next, _ := strings.Cut(rest, " -> ")
			c.says = append(c.says, saying{strings.TrimSpace(words), next})
		case word == "=":
			path, want, _ := strings.Cut(rest, " ")
			c.values = append(c.values, [2]string{r.path(sheet, path), want})
		default:
			for _, word := range spelledOut(word) {
				path := r.path(sheet, word)
				cell := r.cells[withoutRows(path)]
				if cell == nil {
					t.Fatalf("%s: no question has the path %q", at, path)
				}
				c.answers[path] = answerOf(cell, rest)
				if !cell.Answers(c.answers[path]) && cell.Rows == nil {
					t.Fatalf("%s: %q is no answer to %s", at, rest, path)
				}
			}
		}
	}
	return all
}

// spelledOut gives the paths that one with {1..9} in it stands for.
func spelledOut(path string) []string {
	before, rest, several := strings.Cut(path, "{1..")
	if !several {
		return []string{path}
	}
	number, after, _ := strings.Cut(rest, "}")
	n, _ := strconv.Atoi(number)
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("%s%02d%s", before, i+1, after))
	}
	return all
}

// answerOf makes of words what is stored.
func answerOf(f *worksheet.Field, words string) any {
	switch f.Kind {
	case "number":
		n, err := strconv.ParseFloat(words, 64)
		if err == nil {
			return n
		}
	case "choices":
		var ids []any
		for _, id := range strings.Fields(words) {
			ids = append(ids, id)
		}
		return ids
	}
	return words
}

// givenAnswers are those of a case, beside the rows that the author wrote.
type givenAnswers struct {
	values map[string]any
	fixed  map[string][]string
}

// Value is what a case stores at a path.
func (a *givenAnswers) Value(path string) (any, bool) {
	v, ok := a.values[path]
	return v, ok
}

// Rows is rule [E3]: the author's rows, then those in which an answer stands.
func (a *givenAnswers) Rows(at string) []string {
	var rows []string
	for _, id := range a.fixed[withCopies(at)] {
		rows = append(rows, at+id)
	}
	own := map[string]bool{}
	for path := range a.values {
		if rest, in := strings.CutPrefix(path, at); in && strings.Contains(rest, ".") {
			own[at+rest[:strings.IndexByte(rest, '.')]] = true
		}
	}
	for row := range own {
		if !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows[len(a.fixed[withCopies(at)]):])
	return rows
}

// withCopies takes the key of a copy out of what addresses begin with.
func withCopies(at string) string {
	if sheet, rest, copied := strings.Cut(at, "#"); copied {
		_, table, _ := strings.Cut(rest, ".")
		return sheet + "." + table
	}
	return at
}

const outcomeDay = "2026-11-22"

func TestEveryOutcomeSaysWhatItsAnswersAskFor(t *testing.T) {
	s := loaded(t)
	r := newOutcomeReader(s)
	files, err := fs.Glob(os.DirFS("testdata/outcomes"), "*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	seen := map[any]bool{}       // rules that a case has seen work
	empty := map[string]bool{}   // what is worked out, and that nothing came of it
	nothing := map[string]bool{} // sheets with a case without answers
	for _, file := range files {
		for _, c := range r.read(t, "testdata/outcomes/"+file) {
			nothing[c.sheet] = nothing[c.sheet] || len(c.answers) == 0
			t.Run(c.sheet+": "+c.name, func(t *testing.T) { r.try(t, c, seen, empty) })
		}
	}
	r.demand(t, seen, empty, nothing)
}

// try shows what a case is told, and notes which rules told it.
func (r *outcomeReader) try(t *testing.T, c *outcomeCase, seen map[any]bool, empty map[string]bool) {
	answers := &givenAnswers{c.answers, r.fixed}
	said := r.said(c, answers, seen)
	for i, s := range said {
		if i < len(c.says) && strings.Contains(strings.ToLower(s.Words), strings.ToLower(c.says[i].Words)) {
			said[i].Words = c.says[i].Words
		}
	}
	if diff := cmp.Diff(c.says, said); diff != "" {
		t.Errorf("%s: what is said (-want +got):\n%s", c.place, diff)
	}
	for _, v := range c.values {
		cell := withoutRows(v[0])
		f := r.cells[cell]
		if f == nil || !f.Derived {
			t.Errorf("%s: nothing is worked out at %s", c.place, v[0])
			continue
		}
		got := r.workedOut(f, answers, rowOf(v[0]), seen)
		empty[cell] = empty[cell] || got == "–" || got == "0"
		if got != v[1] {
			t.Errorf("%s: %s is %s, want %s", c.place, v[0], got, v[1])
		}
	}
}

// holds reports whether a condition does; one that is not there always does.
func (r *outcomeReader) holds(w *worksheet.Written, answers *givenAnswers, row string) bool {
	return w == nil || r.site.tree.Model.Tree(w).Evaluate(answers, outcomeDay, row) == true
}

// said is the advice of a case's sheet, in the order of the page.
func (r *outcomeReader) said(c *outcomeCase, answers *givenAnswers, seen map[any]bool) (all []saying) {
	page, row := r.site.sheets[c.sheet], ""
	if page.Sheet.Repeat != nil {
		row = c.sheet + "#a"
	}
	for _, b := range page.Sheet.Blocks {
		if b.Outcome == nil || !r.holds(b.Outcome.Show, answers, row) {
			continue
		}
		told := false
		for i := range b.Outcome.Rules {
			rule := &b.Outcome.Rules[i]
			if told && (rule.When == nil || b.Outcome.First) || !r.holds(rule.When, answers, row) {
				continue
			}
			told, seen[rule] = true, true
			all = append(all, saying{r.site.tree.Model.Sentence(rule.Say).Print(answers, outcomeDay, row), rule.Next})
		}
	}
	return all
}

// workedOut is what the first rule that holds says.
func (r *outcomeReader) workedOut(f *worksheet.Field, answers *givenAnswers, row string, seen map[any]bool) string {
	for i := range f.Rules {
		if !r.holds(f.Rules[i].When, answers, row) {
			continue
		}
		seen[&f.Rules[i]] = true
		switch got := r.site.tree.Model.Tree(f.Rules[i].Is).Evaluate(answers, outcomeDay, row).(type) {
		case float64:
			return strconv.FormatFloat(math.Round(got*100)/100, 'f', -1, 64)
		case string:
			return got
		}
		break
	}
	return "–"
}

// demand names each rule that no case has seen work.
func (r *outcomeReader) demand(t *testing.T, seen map[any]bool, empty, nothing map[string]bool) {
	rules, missing := 0, []string(nil)
	miss := func(format string, of ...any) { missing = append(missing, fmt.Sprintf(format, of...)) }
	for id, page := range r.site.sheets {
		if page.Sheet.Practice {
			continue
		}
		for _, b := range page.Sheet.Blocks {
			if b.Outcome == nil {
				continue
			}
			if !nothing[id] {
				miss("no case shows what %s says without answers", id)
			}
			for i := range b.Outcome.Rules {
				if rules++; !seen[&b.Outcome.Rules[i]] {
					miss("no case sees the outcome of %s at %s: %s", id, b.Outcome.Rules[i].Pos, b.Outcome.Rules[i].Say.Text)
				}
			}
		}
	}
	for path, f := range r.cells {
		if id, _, _ := strings.Cut(path, "."); !f.Derived || f.Given || r.site.sheets[id] != nil && r.site.sheets[id].Sheet.Practice {
			continue
		}
		for i := range f.Rules {
			if rules++; !seen[&f.Rules[i]] {
				miss("no case sees what %s is by the rule at %s", path, f.Rules[i].Is.Pos)
			}
		}
		if last := f.Rules[len(f.Rules)-1]; !empty[path] && (last.When == nil || !strings.Contains(last.When.Text, "is empty")) {
			miss("no case sees that %s is nothing without answers", path)
		}
	}
	slices.Sort(missing)
	for _, m := range missing {
		t.Error(m)
	}
	if rules < 500 {
		t.Errorf("there are %d rules only", rules)
	}
}
