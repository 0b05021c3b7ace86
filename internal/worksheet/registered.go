package worksheet

import (
	"slices"
	"strings"

	"redskab/internal/source"
)

// registered holds the sheets against the register: what was released must be there, be
// known by a former id, or be said to be retired.
func (r *reader) registered(sheets []*Sheet, lists []*List, known Known) {
	all := owners(sheets, lists)
	live := map[string]*owner{}
	for i := range all {
		if o := &all[i]; o.id != "" && live[o.id] == nil {
			live[o.id] = o
		}
	}
	for i, id := range known.Retired {
		if live[id] != nil {
			r.add("retired-in-use", known.RetiredPos[i], "call the new one something else", "%s %q is said to be retired, and is here", live[id].kind, id)
		}
	}
	drafts := map[string]bool{}
	for _, s := range known.Drafts {
		drafts[s.ID] = true
	}
	g := known.Register
	for i := range all {
		if all[i].id != "" {
			r.former(&all[i], g)
		}
	}
	for i := 0; g != nil && i < len(g.ids); {
		id := sheetOf(g.ids[i].address)
		n := i
		for n < len(g.ids) && sheetOf(g.ids[n].address) == id {
			n++
		}
		switch o := live[id]; {
		case o != nil:
			r.kept(o, g.ids[i:n])
		case !drafts[id] && !slices.Contains(known.Retired, id):
			r.add("id-gone", g.ids[i].pos, "bring it back, or list it in retired: of content/site.yaml", "%s %q was released and is gone", g.ids[i].kind, id)
		}
		i = n
	}
}

// former checks what a sheet or list says of ids it had: `was` and `retired`.
func (r *reader) former(s *owner, g *Register) {
	now, once := map[string]bool{}, map[string]source.Position{}
	s.addresses(false, func(id released) { now[id.address] = true })
	_, accepted := g.kind(s.id)
	inSheet := func(address string) string { return strings.TrimPrefix(address, s.id+".") }
	s.addresses(true, func(id released) {
		at, twice := once[id.address]
		switch {
		case now[id.address]:
			r.add("was-in-use", id.pos, "an id is not used again; call the new one something else", "%q is said to be a former id, and is here", inSheet(id.address))
		case twice && at != id.pos:
			r.add("was-twice", id.pos, "the answers can follow one of them only", "%q is said to be a former id twice, first on line %d", inSheet(id.address), at.Line)
		}
		once[id.address] = id.pos
	})
	for i, address := range s.retired {
		whole := s.id + "." + address
		_, known := g.kind(whole)
		switch {
		case now[whole]:
			r.add("retired-in-use", s.retiredPos[i], "an id is not used again; call the new one something else", "%q is said to be retired, and is here", address)
		case accepted && !known:
			r.add("retired-unknown", s.retiredPos[i], source.DidYouMean(address, g.within(s.id)), "%s %q never had a %q", s.kind, s.id, address)
		}
	}
}

// within gives the addresses that a sheet was released with, without its own.
func (g *Register) within(sheet string) []string {
	var out []string
	for _, id := range g.ids {
		if address, ok := strings.CutPrefix(id.address, sheet+"."); ok {
			out = append(out, address)
		}
	}
	return out
}

// kept checks that a sheet still has what it was released with: ids, in order of address,
// so that a table comes before its columns and a question before its options.
func (r *reader) kept(s *owner, ids []released) {
	now := map[string]released{}
	s.addresses(true, func(id released) { now[id.address] = id })
	s.addresses(false, func(id released) { now[id.address] = id })
	gone := ""
	for _, id := range ids {
		if id.address == s.id || gone != "" && lies(id.address, gone) {
			continue
		}
		address := strings.TrimPrefix(id.address, s.id+".")
		have, is := now[id.address]
		switch {
		case is && form(have.kind) == form(id.kind):
		case is:
			gone = id.address
			r.add("id-changed-kind", have.pos, "answers are stored; give the new question an id of its own, and list "+address+" in retired:",
				"%q was released as %s (%s:%d), and is %s now", address, article(id.kind), id.pos.File, id.pos.Line, article(have.kind))
		case slices.ContainsFunc(s.retired, func(in string) bool { return lies(address, in) }):
		default:
			gone = id.address
			hint := "bring it back, say was: " + address[strings.LastIndexAny(address, dividers)+1:] + " where it lives on, or list " + address + " in retired:"
			if id.kind == "option" {
				hint = "bring it back, with retired: true when it is not to be chosen any more"
			}
			pos := s.pos
			if in := now[parentOf(id.address)]; in.pos.Line > 0 {
				pos = in.pos
			}
			r.add("id-gone", pos, hint, "the %s %q was released (%s:%d) and is gone", what(id.kind), address, id.pos.File, id.pos.Line)
		}
	}
}

// what names a released thing by its kind.
func what(kind string) string {
	switch kind {
	case "sheet", "table", "row", "option":
		return kind
	}
	return kind + " question"
}

// parentOf gives the address that another lies in, "" for a sheet.
func parentOf(address string) string {
	if i := strings.LastIndexAny(address, dividers); i >= 0 {
		return address[:i]
	}
	return ""
}
