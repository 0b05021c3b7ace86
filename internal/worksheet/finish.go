package worksheet

import (
	"slices"
	"strconv"
	"strings"

	"redskab/internal/source"
)

// Known is what a sheet may name that is written elsewhere.
type Known struct {
	Steps      []string          // ids of the steps and side tracks of site.yaml
	Register   *Register         // content/ids.lock, nil when there is none: nothing is released yet
	Retired    []string          // ids of sheets that are no more, from site.yaml
	RetiredPos []source.Position // one for each of Retired
	Drafts     []*Sheet          // sheets that are not published: the register leaves them alone
}

// Link says what only the sheets and lists of a whole site can tell, and what a sheet
// still lacks, and gives what they mean together. It changes none of them; its Model is
// never nil.
func Link(sheets []*Sheet, lists []*List, known Known) (*Model, source.Problems) {
	l := newLinker()
	first := map[string]*Sheet{}
	var ids []string
	for _, s := range sheets {
		if s.ID == "" {
			continue
		}
		if one, taken := first[s.ID]; taken {
			l.add("sheet-id-twice", s.Pos, "a sheet that is another gets an id of its own", "sheet %q is also in %s", s.ID, one.Pos)
			continue
		}
		first[s.ID] = s
		if !s.Practice {
			ids = append(ids, s.ID)
		}
	}
	slices.Sort(ids)
	for _, list := range lists { // no two of them bear one id: their files would have one name
		if s := first[list.ID]; s != nil {
			l.add("id-of-list", s.Pos, "call one of them something else", "sheet %q bears the id of the list in %s", s.ID, list.Pos.File)
			continue
		}
		if list.ID != "" {
			l.m.lists[list.ID] = list
			l.m.Lists = append(l.m.Lists, list)
		}
	}
	for _, s := range sheets {
		l.complete(s)
		l.within(s, first)
		if s.Step != "" && !slices.Contains(known.Steps, s.Step) {
			l.add("unknown-step", s.StepPos, didYouMeanStep(s.Step, known.Steps), "there is no step %q", s.Step)
		}
		l.neighbours(s, "before", s.Before, s.BeforePos, ids)
		l.neighbours(s, "after", s.After, s.AfterPos, ids)
	}
	l.registered(sheets, lists, known)
	l.link(sheets, l.m.Lists)
	return l.m, l.ps
}

func didYouMeanStep(step string, steps []string) string {
	if len(steps) == 0 {
		return "steps are written in content/site.yaml"
	}
	return didYouMean(step, steps)
}

// complete says what a sheet must tell its reader and does not.
func (r *reader) complete(s *Sheet) {
	what := "the sheet"
	if s.ID != "" {
		what = "sheet " + strconv.Quote(s.ID)
	}
	missing := func(code, key, hint string) {
		r.add(code, s.Pos, hint, "%s does not say %s", what, key)
	}
	if s.Edition == 0 {
		missing("edition-missing", "its edition", "write edition: 1")
	}
	if s.Time == nil && !s.Practice {
		missing("time-missing", "how long it takes", "write time: 45, or [45, 90] (minutes)")
	}
	if s.Who == nil && !s.Practice {
		missing("who-missing", "who it is for", "write who: and a list")
	}
	if s.Evidence == "" && !s.Practice {
		missing("evidence-missing", "where it comes from", "write evidence: source, public or own")
	}
	if !slices.ContainsFunc(s.Blocks, asks) {
		r.add("sheet-asks-nothing", s.Pos, "write a field or table block", "%s asks nothing", what)
	}
}

// asks reports whether a block is more than a result. One with problems may hold nothing,
// and was complained of already.
func asks(b Block) bool {
	overview := b.Table != nil && b.Table.View == nil && len(b.Table.Columns) > 0 && !b.Table.asks()
	return b.Value == nil && b.Outcome == nil && b.Figure == nil && b.Clock == nil && !overview
}

// neighbours checks the sheets that a sheet says it comes after or leads to.
func (r *reader) neighbours(s *Sheet, key string, named []string, pos []source.Position, ids []string) {
	for i, id := range named {
		switch {
		case id == s.ID:
			r.add("sheet-names-itself", pos[i], "", "sheet %q names itself in %s", id, key)
		case !slices.Contains(ids, id):
			r.add("unknown-sheet", pos[i], source.DidYouMean(id, ids), "there is no sheet %q", id)
		case slices.Index(named, id) < i:
			r.add("sheet-named-twice", pos[i], "", "%s names sheet %q twice", key, id)
		}
	}
}

// within checks what the blocks of a sheet share: their ids, and the ids their controls
// get in the page.
func (r *linker) within(s *Sheet, sheets map[string]*Sheet) {
	taken := map[string]source.Position{}
	controls := map[string]string{} // id in the page → path
	claim := func(id, kind string, pos source.Position) {
		if id == "" {
			return
		}
		if at, twice := taken[id]; twice {
			r.add("id-twice", pos, "all blocks of a sheet share one set of ids", "the id %q stands twice in the sheet, first on line %d", id, at.Line)
			return
		}
		taken[id] = pos
		if s.Practice { // its own is meant; that a sheet comes by the same name later is no concern of it
			return
		}
		if sheets[id] != nil {
			r.add("id-of-sheet", pos, "call it something else", "%s %q bears the id of a sheet, so a rule could not tell them apart", kind, id)
		}
		if r.m.lists[id] != nil {
			r.add("id-of-list", pos, "call it something else", "%s %q bears the id of a list, so a rule could not tell them apart", kind, id)
		}
	}
	control := func(path string, pos source.Position) {
		id := domID(path)
		if other, twice := controls[id]; twice && other != path {
			r.add("id-collision", pos, "change a hyphen in one of the ids", "%s and %s get the same id in the page", other, path)
		}
		controls[id] = path
	}
	for _, b := range s.Blocks {
		for _, f := range b.Fields {
			claim(f.ID, "field", f.Pos)
			control(f.ID, f.Pos)
		}
		if v := b.Value; v != nil {
			claim(v.ID, "value", v.Pos)
		}
		if t := b.Table; t != nil {
			claim(t.ID, "table", t.Pos)
			for _, row := range t.Rows {
				for _, c := range t.Columns {
					if c.ID != "" && row.ID != "" && !c.Given && !c.computed() {
						control(cellPath(t.ID, row.ID, c.ID), row.Pos)
					}
				}
			}
		}
	}
}

// cellPath gives a cell's path within its sheet.
func cellPath(table, row, column string) string { return table + "/" + row + "." + column }

// domID gives the id that layouts make of a path: two paths may share one (a/b-c.d and
// a/b.c-d), and then a label would belong to the wrong control.
func domID(path string) string { return strings.NewReplacer("/", "-", ".", "-").Replace(path) }
