package site

import (
	"bytes"
	"html/template"
	"strings"

	"redskab/internal/content"
	"redskab/internal/source"
)

// navKey tells apart the pieces of the frame: each is the same for all pages of one
// section, step, kind and depth but for the mark of the page itself.
type navKey struct {
	template       string
	section        *content.Page
	step           string
	sheet, hasCode bool
	scripts        string // the kind of a page that has scripts of its own
	depth          int
}

// maxMenu is how many sections the main menu names: a reader cannot overlook more.
const maxMenu = 12

// A MenuView is what layouts/nav/menu.html sees.
type MenuView struct{ Items []Link }

// A NavView is what layouts/nav/section.html sees: a top section and its pages.
type NavView struct {
	Title, URL string
	Items      []NavItem
}

// A NavItem is a page of the section, and the pages below it.
type NavItem struct {
	Link
	Children []Link
}

// menuView names the sections right below the front page, but for those that are a step:
// the board, which stands below the menu on every page, names them already.
func (s *Site) menuView(r resolver) MenuView {
	onBoard := map[string]bool{}
	for _, st := range s.tree.Site.Steps {
		onBoard[st.Page] = !st.Side
	}
	var v MenuView
	for _, c := range s.tree.Root.Children {
		if len(v.Items) < maxMenu && !onBoard[c.Path] {
			v.Items = append(v.Items, *link(c, r))
		}
	}
	return v
}

func (s *Site) navView(top *content.Page, r resolver) NavView {
	v := NavView{Title: top.Title, URL: r.page(top.Path)}
	for _, c := range top.Children {
		item := NavItem{Link: *link(c, r)}
		for _, g := range c.Children {
			item.Children = append(item.Children, *link(g, r))
		}
		v.Items = append(v.Items, item)
	}
	return v
}

// addFrame puts into a view what it shares with other pages: navigation, footer, the links
// of the head. Each piece is made once for all pages that share it, and the link to the
// page itself marked afterwards: making it for each page would cost more than all the rest
// of the page, since a section of forty pages has forty links on each of its forty pages.
func (s *Site) addFrame(v *View, p *content.Page, r resolver) source.Problems {
	var ps source.Problems
	top := topOf(p)
	piece := func(key navKey, value func() any) string {
		key.depth = depth(p.Path)
		text, wrong := s.fragment(key, value)
		ps = append(ps, wrong...)
		return text
	}
	itself := func() any { return v }
	v.Assets = v.piece(piece(navKey{template: "nav/assets.html", sheet: v.Sheet != nil, hasCode: v.HasCode, scripts: ownScripts(v)}, itself))
	v.Footer = v.piece(piece(navKey{template: "nav/footer.html"}, itself))
	v.Menu = v.piece(markHere(piece(navKey{template: "nav/menu.html"}, func() any { return s.menuView(r) }), top, r))
	if len(v.Board) > 0 {
		id := ""
		if v.Step != nil {
			id = v.Step.ID
		}
		v.BoardNav = v.piece(piece(navKey{template: "nav/board.html", step: id}, func() any { return boardView(v) }))
	}
	if top != nil && len(top.Children) > 0 {
		nav := piece(navKey{template: "nav/section.html", section: top}, func() any { return s.navView(top, r) })
		v.SectionNav = v.piece(markHere(nav, p, r))
	}
	return ps
}

// ownScripts gives the kind of pages whose head links to scripts or looks that others have not.
func ownScripts(v *View) string {
	if v.Kind == "home" || v.Kind == workflowLayout || v.Kind == casesLayout || v.Kind == compareLayout || v.Kind == exampleKind {
		return v.Kind
	}
	own := ""
	if v.Sheet != nil {
		own = v.Sheet.Script()
	}
	if v.Sheet != nil && v.Sheet.ComeAndGo() {
		own += " rows"
	}
	if v.Sheet != nil && v.Sheet.Tabs {
		own += " tabs"
	}
	if v.Sheet != nil && v.Sheet.Drawn() {
		own += " figures"
	}
	if v.Sheet != nil && len(v.Sheet.Papers) > 0 {
		own += " papers"
	}
	return own
}

func boardView(v *View) BoardView { return BoardView{Steps: v.Board, Tracks: v.Tracks, Here: v.Step} }

// A View holds a mark where a piece of the frame belongs; splice puts the pieces in when
// the rest of the page is minified, for they are so already. A mark begins with a control
// character, which HTML does not allow; one that an author wrote is dropped.
const markBegin, markEnd = "\x01", "\x02"

// piece gives the mark of a finished piece of HTML.
func (v *View) piece(text string) template.HTML {
	if text == "" {
		return ""
	}
	v.pieces = append(v.pieces, text)
	return template.HTML(markBegin + string(rune('a'+len(v.pieces)-1)) + markEnd)
}

// splice appends a page to dst with its pieces for their marks.
func (v *View) splice(dst *bytes.Buffer, page []byte) {
	for {
		i := bytes.IndexByte(page, markBegin[0])
		if i < 0 || i+2 >= len(page) {
			dst.Write(page)
			return
		}
		dst.Write(page[:i])
		if n := int(page[i+1]) - 'a'; n >= 0 && n < len(v.pieces) && page[i+2] == markEnd[0] {
			dst.WriteString(v.pieces[n])
			i += 2
		}
		page = page[i+1:]
	}
}

func (s *Site) fragment(key navKey, value func() any) (string, source.Problems) {
	if made, ok := s.nav.Load(key); ok {
		return made.(string), nil
	}
	var b, small bytes.Buffer
	ps := s.layouts.Part(&b, key.template, value(), contentDir)
	if ps == nil {
		ps = minify(&small, b.Bytes(), layoutsDir+"/"+key.template)
	}
	if ps != nil {
		return "", ps
	}
	made, _ := s.nav.LoadOrStore(key, small.String())
	return made.(string), nil
}

// markHere sets aria-current on the link that leads to a page.
func markHere(nav string, here *content.Page, r resolver) string {
	if here == nil {
		return nav
	}
	href := `href="` + r.page(here.Path) + `"`
	i := strings.Index(nav, href)
	if i < 0 {
		return nav
	}
	i += len(href)
	return nav[:i] + ` aria-current="page"` + nav[i:]
}

// topOf gives the section right below the front page that a page belongs to, nil for the
// front page itself.
func topOf(p *content.Page) *content.Page {
	if p.Parent == nil {
		return nil
	}
	for p.Parent.Parent != nil {
		p = p.Parent
	}
	return p
}
