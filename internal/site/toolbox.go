package site

import (
	"encoding/json"
	"slices"

	"redskab/internal/content"
	"redskab/internal/worksheet"
)

// What a script must know of sheets that do not stand in its page, as JSON in a data
// attribute: the policy allows no script element that holds data. answers/toolbox.ts reads it.

type toolbox struct {
	Steps  []stepFacts  `json:"steps,omitempty"`
	Sheets []sheetFacts `json:"sheets"`
	Lists  []listFacts  `json:"lists,omitempty"`
}

type stepFacts struct {
	ID     string `json:"id"`
	Number int    `json:"number,omitempty"`
	Title  string `json:"title"`
	URL    string `json:"url,omitempty"`
}

type sheetFacts struct {
	ID       string     `json:"id"`
	Title    string     `json:"title,omitempty"`
	URL      string     `json:"url,omitempty"`
	Step     string     `json:"step,omitempty"`
	Edition  int        `json:"edition,omitempty"`
	Required [][]string `json:"required,omitempty"` // path, kind, options …
	Also     []string   `json:"also,omitempty"`     // asked here, and stored elsewhere
	Private  []string   `json:"private,omitempty"`
}

type listFacts struct {
	ID      string   `json:"id"`
	Title   string   `json:"title,omitempty"`
	Rows    []string `json:"rows,omitempty"`  // that come with the site
	Given   []string `json:"given,omitempty"` // columns that the site answers in all of those
	Private []string `json:"private,omitempty"`
}

// Toolbox gives the steps, sheets and lists of the site, for the page of all forløb.
func (v *View) Toolbox() string {
	t := v.progress(true)
	for _, st := range append(append([]StepView(nil), v.Board...), v.Tracks...) {
		t.Steps = append(t.Steps, stepFacts{ID: st.ID, Number: st.Number, Title: st.Title, URL: st.URL})
	}
	return jsonText(t)
}

// Progress gives what a board must know to show how far each step is.
func (v *View) Progress() string { return jsonText(v.progress(false)) }

func (v *View) progress(whole bool) *toolbox {
	t := &toolbox{Sheets: []sheetFacts{}}
	shown := map[string]bool{} // lists whose rows count
	for _, p := range v.tree.Pages {
		if !p.Listed() || !whole && p.Sheet.Step == "" {
			continue
		}
		f := sheetFacts{ID: p.Sheet.ID, Step: p.Sheet.Step, Also: v.tree.Model.Elsewhere(p.Sheet)}
		for _, q := range v.tree.Model.Required(p.Sheet) {
			f.Required = append(f.Required, append([]string{q.Path, q.Kind}, q.Options...))
		}
		if whole {
			f.Title, f.URL, f.Edition, f.Private = p.Title, v.resolver.page(p.Path), p.Sheet.Edition, p.Sheet.Private()
		}
		for _, b := range p.Sheet.Blocks {
			if b.Table != nil {
				if l := v.tree.Model.ListOf(b.Table); l != nil {
					shown[l.ID] = true
				}
			}
		}
		t.Sheets = append(t.Sheets, f)
	}
	v.firstAsked(t.Sheets)
	for _, l := range lists(v.tree) {
		f := listFacts{ID: l.ID}
		if shown[l.ID] {
			for _, r := range l.Start {
				f.Rows = append(f.Rows, r.ID)
			}
		}
		for _, c := range l.Columns {
			if len(f.Rows) > 0 && !slices.ContainsFunc(l.Start, func(r worksheet.StartRow) bool { return r.Cells[c.ID] == "" }) {
				f.Given = append(f.Given, c.ID)
			}
		}
		if whole {
			f.Title, f.Private = l.Label, l.Private()
		}
		if whole || len(f.Rows) > 0 {
			t.Lists = append(t.Lists, f)
		}
	}
	return t
}

// firstAsked leaves an answer in a list to the sheets whose step asks for it first on the
// board: whoever maps has not begun to follow up, though the log may mend a colour. A page
// with several steps in one stands beside that order. [S62]
func (v *View) firstAsked(sheets []sheetFacts) {
	number, apart := map[string]int{}, map[string]bool{}
	for _, st := range v.Board {
		number[st.ID] = st.Number
	}
	list := sheetList(v.tree.Pages)
	for _, p := range v.tree.Pages {
		if p.Sheet != nil && p.Parent != list {
			apart[p.Sheet.ID] = true
		}
	}
	first := map[string]int{}
	for _, f := range sheets {
		n := number[f.Step]
		for _, path := range f.Also {
			if n > 0 && !apart[f.ID] && (first[path] == 0 || n < first[path]) {
				first[path] = n
			}
		}
	}
	for i := range sheets {
		f := &sheets[i]
		f.Also = slices.DeleteFunc(f.Also, func(path string) bool { return !apart[f.ID] && first[path] > 0 && number[f.Step] > first[path] })
	}
}

func lists(t *content.Tree) []*worksheet.List {
	if t.Model == nil {
		return nil
	}
	return t.Model.Lists
}

func jsonText(t *toolbox) string {
	b, err := json.Marshal(t)
	if err != nil {
		panic("site: a toolbox that is no JSON: " + err.Error()) // it holds texts alone
	}
	return string(b)
}
