package site

import (
	"strconv"

	"redskab/internal/content"
	"redskab/internal/markdown"
	"redskab/internal/source"
)

// A level is what all pages of one depth share: addresses differ from depth to depth and
// nothing else does.
type level struct {
	site   SiteView
	board  []StepView
	tracks []StepView
	steps  map[string]StepView
}

// makeLevels makes the shared parts for every depth that a page has.
func (s *Site) makeLevels() []level {
	deepest := 0
	for _, p := range s.tree.Pages {
		deepest = max(deepest, depth(p.Path))
	}
	levels := make([]level, deepest+1)
	for d := range levels {
		levels[d] = s.makeLevel(s.resolver(d))
	}
	return levels
}

func (s *Site) makeLevel(r resolver) level {
	site := s.tree.Site
	l := level{
		site: SiteView{
			ID: site.ID, Title: site.Title, Tagline: site.Tagline, Footer: site.Footer, Colour: site.Colour,
			Accessibility: AccessibilityView{Statement: site.Accessibility.Statement, Tested: site.Accessibility.Tested},
			Owner:         OwnerView{Name: site.Owner.Name, Email: site.Owner.Email, Phone: site.Owner.Phone, URL: site.Owner.URL},
			Home:          r.page("/"),
		},
		steps: map[string]StepView{},
	}
	if site.Logo != "" {
		if u, err := r.assetURL(site.Logo); err == nil {
			l.site.Logo = u
		} else {
			l.site.Logo = r.prefix + site.Logo
		}
	}
	if list := s.sheetsPage; list != nil {
		l.site.Sheets = r.page(list.Path)
	}
	for _, p := range s.tree.Pages {
		switch {
		case p.Front.Layout == aboutLayout:
			l.site.About = append(l.site.About, *link(p, r))
		case s.kind(p) == casesLayout && l.site.Cases == "":
			l.site.Cases = r.page(p.Path)
		case s.kind(p) == compareLayout && l.site.Compare == "":
			l.site.Compare = r.page(p.Path)
		}
	}
	number := 0
	for _, st := range site.Steps {
		v := StepView{ID: st.ID, Title: st.Title, Line: st.Line}
		if st.Page != "" && s.Has(pageFile(st.Page)) {
			v.URL = r.page(st.Page)
		}
		for _, p := range s.tree.Pages {
			if p.Listed() && p.Sheet.Step == st.ID {
				v.Sheets = append(v.Sheets, Link{URL: r.page(p.Path), Title: p.Title})
			}
		}
		if st.Side {
			l.tracks = append(l.tracks, v)
		} else {
			number++
			v.Number = number
			l.board = append(l.board, v)
		}
		l.steps[st.ID] = v
	}
	return l
}

// sheetList gives the page that lists the sheets: the section that has most of them right
// below it, nil when the site has none. A sheet may also stand beside the text it belongs
// to; the section around it stays what it is.
func sheetList(pages []*content.Page) (list *content.Page) {
	most := 0
	for _, p := range pages {
		if n := sheetsBelow(p); p.Section && n > most {
			list, most = p, n
		}
	}
	return list
}

func sheetsBelow(p *content.Page) (n int) {
	for _, c := range p.Children {
		if c.Listed() {
			n++
		}
	}
	return n
}

// Layouts that pages ask for, and that other pages or scripts know.
const (
	aboutLayout    = "about"    // about the site itself; the foot of every page leads to all that have it
	casesLayout    = "cases"    // all forløb of a reader; other pages lead to the first that has it
	compareLayout  = "compare"  // the answers of several people beside each other; sheets lead to the first that has it
	exampleKind    = "example"  // a page that opens a filled forløb; no layout to ask for
	sourcesLayout  = "sources"  // every source of the site, below the text
	workflowLayout = "workflow" // how far each step is, above the text
)

// kind says which layout a page has.
func (s *Site) kind(p *content.Page) string {
	switch {
	case p.Parent == nil:
		return "home"
	case p.Listed():
		return "sheet"
	case p.Sheet != nil:
		return "practice"
	case p.Front.Layout == casesLayout, p.Front.Layout == compareLayout, p.Front.Layout == workflowLayout:
		return p.Front.Layout
	case p.Front.Example != "":
		return exampleKind
	case p == s.sheetsPage:
		return "sheets"
	case p.Section && len(p.Children) > 0:
		return "section"
	}
	return "page"
}

// view gathers what the layouts see of a page, all but the body.
func (s *Site) view(p *content.Page) (*View, source.Problems) {
	d := depth(p.Path)
	r := s.resolver(d)
	l := &s.levels[d]
	v := &View{
		Kind: s.kind(p), Lang: "da", Title: p.Title, Heading: p.Heading, Description: p.Description, Lead: p.Front.Description, Path: p.Path,
		Canonical: s.canonical(p.Path), CSP: csp, Site: l.site,
		Who: p.Front.Who, Time: p.Front.Time, Owner: p.Front.Owner, Reviewed: p.Front.Reviewed,
		HasCode: p.Doc.HasCode, Offline: s.cfg.Offline, resolver: r, tree: s.tree,
	}
	v.Contents = nested(p.Doc.Headings)
	v.Crumbs = crumbs(p, r)
	v.Prev, v.Next = link(p.Prev, r), link(p.Next, r)
	s.addSteps(v, p, l)
	if p.Section {
		for _, c := range p.Children {
			v.Children = append(v.Children, s.card(c, r, l))
		}
	}
	for _, id := range p.Front.Tools {
		if t := s.sheets[id]; t != nil {
			v.Tools = append(v.Tools, s.card(t, r, l))
		}
	}
	for _, id := range p.Front.Sources {
		v.Sources = append(v.Sources, sourceView(s.tree.Sources[id]))
	}
	if p.Front.Layout == sourcesLayout {
		v.AllSources = sourceGroups(s.tree)
	}
	if p.Sheet != nil {
		v.Sheet = s.sheetView(p, r)
		v.Sheet.Compare = l.site.Compare
	}
	if id := p.Front.Example; id != "" {
		v.Example = s.exampleView(id, r)
	}
	if v.Kind == "sheets" {
		v.Sheets = s.sheetGroups(r, l)
	}
	return v, s.addFrame(v, p, r)
}

// addSteps marks where on the board the page is.
func (s *Site) addSteps(v *View, p *content.Page, l *level) {
	v.Board, v.Tracks = l.board, l.tracks
	id := stepOf(p)
	if id == "" {
		return
	}
	if st, ok := l.steps[id]; ok {
		st.Here = true
		v.Step = &st
		v.Board, v.Tracks = marked(l.board, id), marked(l.tracks, id)
	}
}

func stepOf(p *content.Page) string {
	for ; p != nil; p = p.Parent {
		if p.Front.Step != "" {
			return p.Front.Step
		}
		if p.Sheet != nil {
			return p.Sheet.Step
		}
	}
	return ""
}

// marked copies the steps that all pages share when one of them is to be marked.
func marked(steps []StepView, id string) []StepView {
	for i := range steps {
		if steps[i].ID == id {
			own := append([]StepView(nil), steps...)
			own[i].Here = true
			return own
		}
	}
	return steps
}

func nested(hs []markdown.Heading) []Heading {
	var top []Heading
	for _, h := range hs {
		switch {
		case h.Level == 2:
			top = append(top, Heading{ID: h.ID, Text: h.Text})
		case h.Level == 3 && len(top) > 0:
			last := &top[len(top)-1]
			last.Children = append(last.Children, Heading{ID: h.ID, Text: h.Text})
		}
	}
	return top
}

func crumbs(p *content.Page, r resolver) []Link {
	n := 0
	for a := p.Parent; a != nil; a = a.Parent {
		n++
	}
	links := make([]Link, n)
	for a := p.Parent; a != nil; a = a.Parent {
		n--
		links[n] = Link{URL: r.page(a.Path), Title: a.Title}
	}
	if len(links) > 0 {
		// The front page's title says what the site is, not where the reader is.
		links[0].Title = "Forside"
	}
	return links
}

func link(p *content.Page, r resolver) *Link {
	if p == nil {
		return nil
	}
	return &Link{URL: r.page(p.Path), Title: p.Title}
}

func (s *Site) card(p *content.Page, r resolver, l *level) Card {
	c := Card{URL: r.page(p.Path), Title: p.Title, Description: p.Description, Time: p.Front.Time, Kind: "page"}
	if p.Listed() {
		c.Kind, c.Time, c.Who = "sheet", timeText(p.Sheet.Time), p.Sheet.Who
	}
	if st, ok := l.steps[stepOf(p)]; ok {
		c.Step = &st
	}
	return c
}

// timeText writes minutes: "45 minutter", "45–90 minutter", "2 timer".
func timeText(minutes []int) string {
	switch {
	case len(minutes) == 0:
		return ""
	case len(minutes) == 1 && minutes[0] == 60:
		return "1 time"
	case len(minutes) == 1 && minutes[0] > 60 && minutes[0]%60 == 0:
		return strconv.Itoa(minutes[0]/60) + " timer"
	case len(minutes) == 1:
		return strconv.Itoa(minutes[0]) + " minutter"
	}
	return strconv.Itoa(minutes[0]) + "–" + strconv.Itoa(minutes[1]) + " minutter"
}
