package check

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// A page is the state of reading one page. It is reused, and so are its slices and maps.
type page struct {
	*Checker
	z        scanner
	path     string
	dir      string // folder of path, with a slash at the end or ""
	findings []finding
	outward  []target // links to ids of other pages
	scratch  []byte

	open   []frame // open elements, outermost first
	texts  int     // texts that can be seen or heard so far
	deaf   int     // open elements whose texts are not heard
	code   int     // open elements that show code
	tokens bool    // the leavings of a template stand somewhere on the page
	strict bool    // no end tag was wrong so far

	ids       map[string]bool // → it is a control that a label may point to
	order     []string        // of ids
	refs      []reference
	local     []string // ids of this page that links lead to
	controls  []control
	labelled  map[string]bool // ids of controls that a label with text points to
	level     int             // of the last heading in main
	h1, main  int
	titled    bool
	lang      bool
	redirects bool // the page only leads on to another
	template  int  // open template elements
	inner     innerIDs

	sheet sheet
}

// innerIDs are the ids in a template, which are not on the page.
type innerIDs struct {
	ids  map[string]bool
	refs []reference
}

// A reference is an attribute that names an id.
type reference struct{ attr, id, tag string }

// A control waits for its name: its label may come later.
type control struct {
	what  string // for messages
	id    string
	named bool
}

// A frame is an open element.
type frame struct {
	name     string
	role     role
	texts    int    // when it was opened
	controls int    // likewise
	body     int    // where its content begins
	label    string // id that a label points to
	named    bool   // it has aria-label or the like; of a fieldset also: a legend
	deaf     bool
	code     bool
	what     string // for messages
	field    int    // of a sheet: number of the field it is, plus one
}

type role uint8

const (
	plain role = iota
	isLink
	isButton
	isHeading
	isLabel
	isLegend
	isFieldset
	isTitle
	isMain
	isTemplate
	isSheet
	isTable
	isRow
	isArrange
)

func newPage(c *Checker) *page {
	return &page{
		Checker: c, ids: map[string]bool{}, labelled: map[string]bool{}, inner: innerIDs{ids: map[string]bool{}},
		sheet: sheet{paths: map[string]bool{}},
	}
}

// reset forgets the page, so that none of its text is kept alive.
func (p *page) reset() {
	p.z.reset("")
	p.path, p.dir = "", ""
	p.findings = clearAll(p.findings)
	p.outward = clearAll(p.outward)
	p.open = clearAll(p.open)
	p.texts, p.deaf, p.code, p.tokens, p.strict = 0, 0, 0, false, true
	clear(p.ids)
	p.order = clearAll(p.order)
	p.refs = clearAll(p.refs)
	p.local = clearAll(p.local)
	p.controls = clearAll(p.controls)
	clear(p.labelled)
	p.level, p.h1, p.main, p.template = 0, 0, 0, 0
	p.titled, p.lang, p.redirects = false, false, false
	clear(p.inner.ids)
	p.inner.refs = clearAll(p.inner.refs)
	p.sheet.reset()
}

func clearAll[T any](s []T) []T {
	clear(s)
	return s[:0]
}

// joinedIDs gives the page's ids as one string, each between NUL bytes.
func (p *page) joinedIDs() string {
	b := append(p.scratch[:0], 0)
	for _, id := range p.order {
		b = append(append(b, id...), 0)
	}
	p.scratch = b
	return string(b)
}

// found notes a broken rule, once a page.
func (p *page) found(code, hint, format string, args ...any) {
	p.note(finding{code: code, msg: fmt.Sprintf(format, args...), hint: hint})
}

func (p *page) note(f finding) {
	if !slices.Contains(p.findings, f) {
		p.findings = append(p.findings, f)
	}
}

// check reads a page.
func (p *page) check(path, s string) {
	p.path, p.dir, p.strict = path, path[:strings.LastIndexByte(path, '/')+1], true
	p.tokens = leavings(s)
	p.z.reset(s)
	for p.z.next() {
		switch p.z.kind {
		case textToken:
			p.text()
		case startTag:
			p.begin()
		case endTag:
			p.end()
		}
	}
	p.finish()
}

// leavings reports whether a template's leavings may stand in a page.
func leavings(s string) bool {
	for rest := s; ; {
		i := strings.IndexByte(rest, '%')
		if i < 0 {
			break
		}
		if rest = rest[i+1:]; strings.HasPrefix(rest, "!") {
			return true
		}
	}
	return strings.Contains(s, "ZgotmplZ") || strings.Contains(s, "no value&gt;")
}

func (p *page) text() {
	if p.z.raw {
		if p.z.closes == "" && len(p.open) > 0 && p.open[len(p.open)-1].role == isTitle && !blank(p.z.text) {
			p.texts++
		}
		return
	}
	if p.deaf == 0 && !blank(p.z.text) {
		p.texts++
	}
	if p.tokens && p.code == 0 {
		p.leavingsIn(html.UnescapeString(p.z.text))
	}
}

func blank(s string) bool {
	for i := range len(s) {
		if s[i] > ' ' {
			return false
		}
	}
	return true
}

// leavingsIn looks for what template engines write where a value is missing or wrong.
func (p *page) leavingsIn(s string) {
	const code, hint = "check-template", "a layout writes a value that is not there or has another type"
	for _, t := range []string{"ZgotmplZ", "<no value>"} {
		if strings.Contains(s, t) {
			p.found(code, hint, "%q stands in the page", t)
		}
	}
	for rest := s; ; {
		i := strings.Index(rest, "%!")
		if i < 0 {
			return
		}
		rest = rest[i+2:]
		if strings.HasPrefix(rest, "(") || len(rest) > 1 && isLetter(rest[0]) && rest[1] == '(' {
			p.found(code, hint, "%q stands in the page", "%!"+rest[:strings.IndexByte(rest, '(')+1]+"…")
			return
		}
	}
}

// void reports whether an element of HTML has no content and no end tag.
func void(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr":
		return true
	}
	return false
}

// omissible reports whether an element may go without its end tag.
func omissible(name string) bool {
	switch name {
	case "html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
		"colgroup", "caption", "rb", "rt", "rtc", "rp":
		return true
	}
	return false
}

// push opens an element, unless it has no content.
func (p *page) push(f frame) {
	if p.z.selfClosing && p.z.foreign > 0 || p.z.selfClosing && (f.name == "svg" || f.name == "math") || void(f.name) {
		return
	}
	f.texts, f.controls, f.body = p.texts, len(p.controls), p.z.at
	if f.deaf {
		p.deaf++
	}
	switch f.name {
	case "code", "pre", "samp", "kbd":
		f.code = true
		p.code++
	}
	p.open = append(p.open, f)
}

// end closes an element, and what was left open within it.
func (p *page) end() {
	at := len(p.open) - 1
	for at >= 0 && p.open[at].name != p.z.name {
		at--
	}
	if at < 0 {
		if p.strict && !omissible(p.z.name) {
			p.strict = false
			p.found("check-nesting", "", "</%s> has no start tag", p.z.name)
		}
		return
	}
	for i := len(p.open) - 1; i > at; i-- {
		if f := &p.open[i]; p.strict && !omissible(f.name) {
			p.strict = false
			p.found("check-nesting", "", "</%s> comes before <%s> is closed", p.z.name, f.name)
		}
	}
	p.closeTo(at)
}

// closeTo closes the elements from the innermost to the one at index.
func (p *page) closeTo(at int) {
	for i := len(p.open) - 1; i >= at; i-- {
		p.close(&p.open[i])
		p.open = p.open[:i]
	}
}

// close does what can be known at the end of an element.
func (p *page) close(f *frame) {
	if f.deaf {
		p.deaf--
	}
	if f.code {
		p.code--
	}
	if f.field > 0 {
		p.closeField(f)
	}
	heard := p.texts > f.texts
	switch f.role {
	case isLink:
		if !heard && !f.named {
			p.found("check-link-text", "write words in it, or give it an aria-label", "the link to %q has no text", f.what)
		}
	case isButton:
		if !heard && !f.named {
			p.found("check-button-text", "write words in it, or give it an aria-label", "%s has no text", f.what)
		}
	case isHeading:
		p.closeHeading(f, heard || f.named)
	case isLabel:
		p.closeLabel(f, heard || f.named)
	case isLegend:
		for i := len(p.open) - 2; heard && i >= 0; i-- {
			if p.open[i].role == isFieldset || p.open[i].role == isRow {
				p.open[i].named = true
				break
			}
		}
	case isFieldset, isRow:
		if f.name == "fieldset" && !f.named {
			p.found("check-legend", "begin it with a legend", "%s has no legend that says what it is about", f.what)
		}
		p.closeRow(f)
	case isTitle:
		p.titled = p.titled || heard
	case isTemplate:
		p.closeTemplate()
	case isArrange:
		p.sheet.arrange = false
	case isSheet, isTable:
		p.closeSheet(f)
	}
}

func (p *page) closeHeading(f *frame, heard bool) {
	level := int(f.name[1] - '0')
	if p.template > 0 {
		return
	}
	text := func() string { return plainText(p.z.s[f.body:p.z.start]) }
	if !heard {
		p.found("check-heading-empty", "", "an %s has no text", f.name)
	}
	if level == 1 {
		p.h1++
		if p.h1 == 2 {
			p.found("check-h1", "make it an h2", "there is a second h1, %q", text())
		}
	}
	if !p.within(isMain) {
		return
	}
	switch {
	case level > p.level+1 && p.level > 0:
		p.found("check-heading-level", fmt.Sprintf("make it an h%d", p.level+1), "the heading %q is an h%d right after an h%d", text(), level, p.level)
	case level == 1 && p.level > 1 && p.h1 == 1:
		p.found("check-heading-level", "begin with the h1", "the h1 %q comes after an h%d", text(), p.level)
	}
	p.level = level
}

func (p *page) closeLabel(f *frame, heard bool) {
	if !heard {
		p.found("check-label-text", "write words in it", "a label has no text%s", f.what)
		return
	}
	for i := f.controls; i < len(p.controls); i++ {
		p.controls[i].named = true
	}
	if f.label != "" {
		p.labelled[f.label] = true
	}
}

// within reports whether an element of this role is open.
func (p *page) within(r role) bool { return p.innermost(r) != nil }

func (p *page) innermost(r role) *frame {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].role == r {
			return &p.open[i]
		}
	}
	return nil
}

// plainText gives the beginning of the text in a piece of HTML, for messages.
func plainText(s string) string {
	var b strings.Builder
	var z scanner
	for z.reset(s); z.next() && b.Len() < 60; {
		if z.kind == textToken && !z.raw {
			b.WriteString(html.UnescapeString(z.text))
		}
	}
	words := strings.Join(strings.Fields(b.String()), " ")
	if runes := []rune(words); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return words
}

// finish does what can be known at the end of the page only.
func (p *page) finish() {
	for _, f := range p.open {
		if p.strict && !omissible(f.name) {
			p.strict = false
			p.found("check-nesting", "", "<%s> is never closed", f.name)
		}
	}
	p.z.start = len(p.z.s)
	p.closeTo(0)
	p.checkRefs()
	for _, c := range p.controls {
		if !c.named && !p.labelled[c.id] {
			p.found("check-control-name", "give it a label", "%s has no label that says what to fill in", c.what)
		}
	}
	for _, id := range p.local {
		if _, ok := p.ids[id]; !ok {
			p.fragmentMissing(id)
		}
	}
	if !p.lang {
		p.found("check-lang", `write <html lang="da">`, "the page does not say in which language it is")
	}
	if !p.titled {
		p.found("check-title", "", "the page has no title")
	}
	if p.redirects {
		return
	}
	if p.main != 1 {
		p.found("check-main", "", "the page has %s, and needs exactly one", counted(p.main, "main element"))
	}
	if p.h1 == 0 {
		p.found("check-h1", "", "the page has no h1")
	}
}

func counted(n int, what string) string {
	if n == 0 {
		return "no " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (p *page) checkRefs() {
	for _, r := range p.refs {
		if control, ok := p.ids[r.id]; ok {
			p.checkRef(r, control)
		} else {
			p.found("check-reference", "", "%s=%q of a %s names an id that is not on the page", r.attr, r.id, r.tag)
		}
	}
}

// checkRef checks a reference to an element that is there, a control or none.
func (p *page) checkRef(r reference, control bool) {
	if r.attr == "for" && r.tag == "label" && !control {
		p.found("check-label-target", "", "for=%q of a label names an element that nothing can be filled into", r.id)
	}
}

func (p *page) closeTemplate() {
	p.template--
	if p.template > 0 {
		return
	}
	p.sheet.template = false
	for _, r := range p.inner.refs {
		if control, ok := p.inner.ids[r.id]; ok {
			p.checkRef(r, control)
		} else {
			p.refs = append(p.refs, r) // it may name something outside
		}
	}
	clear(p.inner.ids)
	p.inner.refs = clearAll(p.inner.refs)
}
