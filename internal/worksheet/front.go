package worksheet

import (
	"slices"
	"strconv"

	"redskab/internal/meta"
	"redskab/internal/source"
)

var (
	frontKeys = []string{"id", "edition", "step", "time", "who", "have-ready", "before", "after", "evidence", "because", "not-for", "respond", "repeat", "personal", "paper", "retired", "practice"}
	evidences = []string{"source", "public", "own"}
	responds  = []string{"alone", "together"}

	// What a sheet for practice cannot say: it is in no list, and nobody is to find it there.
	notPractised = []string{"edition", "step", "time", "who", "have-ready", "before", "after", "evidence", "because", "not-for", "paper", "retired"}
)

const (
	maxEdition = 10_000
	maxMinutes = 10_000 // a week of work
)

// ParseFront reads what a page's `worksheet:` key holds. The Sheet is never nil and has no
// Blocks yet; what is missing is Link's to say.
func ParseFront(v *meta.Value) (*Sheet, source.Problems) {
	var r reader
	if v == nil {
		v = &meta.Value{}
	}
	s := &Sheet{Pos: v.Pos}
	if v.Kind == meta.Null {
		r.add("worksheet-empty", v.Pos, "write id, edition, time, who and evidence below it, each two spaces in", "worksheet: says nothing about the sheet")
		s.sayNoMore()
		return s, r.ps
	}
	k, ok := r.keysOf(v, "worksheet:", frontKeys)
	if !ok {
		s.sayNoMore()
		return s, r.ps
	}
	s.ID = k.id("sheet")
	s.Edition = k.number("edition", 1, maxEdition)
	s.Step = k.str("step")
	s.StepPos = k.at("step")
	s.Time = k.minutes()
	s.Who, _ = k.list("who")
	s.HaveReady, _ = k.list("have-ready")
	s.Before, s.BeforePos = k.list("before")
	s.After, s.AfterPos = k.list("after")
	s.Evidence = k.word("evidence", "unknown-evidence", evidences)
	s.Because = k.str("because")
	s.NotFor = k.str("not-for")
	s.Respond = k.word("respond", "unknown-respond", responds)
	if s.Respond == "together" {
		s.Respond = ""
	}
	s.Repeat = k.repeat()
	s.Personal = k.flag("personal")
	s.Papers = k.papers()
	if s.Practice = k.flag("practice"); s.Practice {
		s.Edition = 1
		for _, key := range notPractised {
			if k.get(key) != nil {
				r.add("practice-on-board", k.at(key), "leave the line out, or practice: true", "the sheet is for practice, and takes no %q", key)
			}
		}
	}
	k.retired(s.ID, &s.Retired, &s.RetiredPos)
	s.sayOnce(k)
	return s, r.ps
}

// sayNoMore fills in all that Link would call missing from a sheet that says nothing.
func (s *Sheet) sayNoMore() {
	s.Edition, s.Time, s.Who, s.Evidence = 1, []int{}, []string{}, "own"
}

// sayOnce fills in what was written but wrong, so that Link does not call it missing
// after ParseFront called it wrong.
func (s *Sheet) sayOnce(k keys) {
	if s.Edition == 0 && k.get("edition") != nil {
		s.Edition = 1
	}
	if s.Time == nil && k.get("time") != nil {
		s.Time = []int{}
	}
	if s.Who == nil && k.get("who") != nil {
		s.Who = []string{}
	}
	if s.Evidence == "" && k.get("evidence") != nil {
		s.Evidence = "own"
	}
}

// repeat reads what makes copies of a sheet.
func (k keys) repeat() *Repeat {
	v := k.get("repeat")
	if v == nil {
		return nil
	}
	r, ok := k.r.keysOf(v, "repeat:", []string{"label", "of", "where", "add"})
	if !ok {
		return nil
	}
	out := &Repeat{Label: r.label(), Of: r.written("of"), Where: r.written("where"), Add: r.flag("add")}
	if out.Add && out.Of == nil {
		k.r.add("add-without-of", r.at("add"), "leave the line out: readers make all copies", "repeat lets readers add copies beside those of rows, and names no rows")
	}
	if out.Where != nil && out.Of == nil {
		k.r.add("where-without-of", out.Where.Pos, "write of: and the rows, or leave the line out", "repeat asks which rows, and names none")
	}
	return out
}

// retired reads the addresses of ids that a sheet or list has no more.
func (k keys) retired(of string, out *[]string, places *[]source.Position) {
	addresses, pos := k.list("retired")
	for i, a := range addresses {
		if of != "" && !addressLike(of+"."+a) {
			k.r.add("retired-wrong", pos[i], "write field, table, table.column, table/row or field=option", "%q is no address of an id in %s", a, k.what)
			continue
		}
		*out, *places = append(*out, a), append(*places, pos[i])
	}
}

// minutes reads time: one number of minutes, or two.
func (k keys) minutes() []int {
	v := k.get("time")
	if v == nil {
		return nil
	}
	items := []*meta.Value{v}
	if v.Kind == meta.List {
		items = v.Items
	}
	var out []int
	for _, item := range items {
		n, err := strconv.Atoi(item.Text)
		if item.Kind != meta.Number || err != nil || n < 1 || n > maxMinutes {
			k.r.add("time-wrong", item.Pos, "write 45, or [45, 90]", "time is minutes, one number or two, not %s", shown(item))
			return nil
		}
		out = append(out, n)
	}
	if len(out) == 0 || len(out) > 2 || len(out) == 2 && out[0] >= out[1] {
		k.r.add("time-wrong", v.Pos, "write 45, or [45, 90]", "time is one number of minutes, or two with the smaller first")
		return nil
	}
	return slices.Clip(out)
}
