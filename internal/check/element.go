package check

import (
	"fmt"
	"strings"
)

// An element is a start tag, read once: the attributes that rules ask about.
type element struct {
	name   string
	id     string
	href   string
	src    string
	srcset string
	typ    string
	value  string
	field  string // the attribute name
	label  string // for
	alt    string
	rel    string
	has    attrSet

	data sheetData
}

// attrSet says which attributes are there, whatever their value.
type attrSet uint32

const (
	hasID attrSet = 1 << iota
	hasHref
	hasSrc
	hasAlt
	hasName
	hasValue
	hasHidden
	hasDisabled
	named  // aria-label, aria-labelledby or title with something in it
	silent // aria-hidden="true"
	hasRole
	hasBlank
)

// begin does what can be known at a start tag.
func (p *page) begin() {
	e := element{name: p.z.name}
	for i := range p.z.attrs {
		p.attribute(&e, &p.z.attrs[i])
		for j := range i {
			if p.z.attrs[j].name == p.z.attrs[i].name {
				p.found("check-attribute-twice", "", "<%s> has the attribute %s twice", e.name, p.z.attrs[i].name)
			}
		}
	}
	if e.has&hasID != 0 {
		p.addID(&e)
	}
	f := frame{name: e.name, deaf: e.has&silent != 0, named: e.has&named != 0}
	p.element(&e, &f)
	p.sheetElement(&e, &f)
	p.push(f)
	if e.has&(named|silent) == named && p.deaf == 0 {
		p.texts++ // what is around it is heard by this name
	}
}

// attribute reads one attribute, and applies the rules that concern it alone. It is long
// because it is one switch, through which every attribute of a site goes once.
func (p *page) attribute(e *element, a *attribute) {
	switch a.name {
	case "class":
		return
	case "id":
		e.id = a.value
		e.has |= hasID
	case "href", "xlink:href":
		e.href = a.value
		e.has |= hasHref
	case "src":
		e.src = a.value
		e.has |= hasSrc
	case "srcset":
		e.srcset = a.value
	case "poster":
		p.load(e.name, a.value)
	case "action", "formaction":
		p.link(a.value)
	case "type":
		e.typ = a.value
	case "value":
		e.value = a.value
		e.has |= hasValue
	case "name":
		e.field = a.value
		e.has |= hasName
	case "alt":
		e.alt = a.value
		e.has |= hasAlt
	case "rel":
		e.rel = a.value
	case "hidden":
		e.has |= hasHidden
	case "disabled":
		e.has |= hasDisabled
	case "lang":
		p.lang = p.lang || e.name == "html" && !blank(a.value)
	case "aria-label", "title":
		if !blank(a.value) {
			e.has |= named
		}
	case "aria-hidden":
		if a.value == "true" {
			e.has |= silent
		}
	case "aria-labelledby":
		e.has |= named
		p.refer(e, a)
	case "for", "aria-describedby", "aria-details", "aria-errormessage", "aria-owns", "list", "form", "headers", "popovertarget":
		if a.name == "for" {
			e.label = a.value
		}
		p.refer(e, a)
	case "style":
		p.found("check-style-attribute", "write it in a stylesheet", "<%s> has a style attribute, which the policy blocks", e.name)
	default:
		if len(a.name) > 2 && a.name[:2] == "on" {
			p.found("check-event-attribute", "write it in a script", "<%s> has the attribute %s, which the policy blocks", e.name, a.name)
		} else if strings.HasPrefix(a.name, "data-") || a.name == "method" {
			p.sheetAttribute(e, a)
		}
	}
	if p.tokens {
		p.leavingsIn(a.value)
	}
}

// refer notes an attribute that names ids.
func (p *page) refer(e *element, a *attribute) {
	refs := &p.refs
	if p.template > 0 {
		refs = &p.inner.refs
	}
	for rest := a.value; rest != ""; {
		var id string
		rest = strings.TrimLeft(rest, " \t\n\r\f")
		if n := strings.IndexAny(rest, " \t\n\r\f"); n >= 0 {
			id, rest = rest[:n], rest[n:]
		} else {
			id, rest = rest, ""
		}
		if id != "" {
			*refs = append(*refs, reference{a.name, id, e.name})
		}
	}
}

func (p *page) addID(e *element) {
	if e.id == "" || strings.ContainsAny(e.id, " \t\n\r\f") {
		p.found("check-id-empty", "", "<%s> has the id %q, which nothing can point to", e.name, e.id)
		return
	}
	ids := p.ids
	if p.template > 0 {
		ids = p.inner.ids
	}
	if _, twice := ids[e.id]; twice {
		p.found("check-id-twice", "", "two elements have the id %q", e.id)
		return
	}
	labelable := false
	switch e.name {
	case "input":
		labelable = e.typ != "hidden"
	case "select", "textarea", "button", "meter", "output", "progress":
		labelable = true
	}
	ids[e.id] = labelable
	if p.template == 0 {
		p.order = append(p.order, e.id)
	}
}

// element applies the rules of an element.
func (p *page) element(e *element, f *frame) {
	switch e.name {
	case "a", "area":
		p.anchor(e, f)
	case "link":
		p.linkElement(e)
	case "img":
		p.load("img", e.src)
		p.images(e.srcset)
		if e.has&hasAlt == 0 {
			p.found("check-img-alt", `write what it shows, or alt="" when it only decorates`, "the image %q has no alt text", e.src)
		} else if !blank(e.alt) && p.deaf == 0 {
			p.texts++
		}
	case "source", "video", "audio", "track":
		if e.has&hasSrc != 0 {
			p.load(e.name, e.src)
		}
		p.images(e.srcset)
	case "use", "image", "feImage":
		if e.has&hasHref != 0 {
			p.load(e.name, e.href)
		}
	case "iframe", "object", "embed", "frame", "applet":
		p.found("check-embed", "link to it instead", "<%s> shows another page or program, which the policy blocks", e.name)
	case "base":
		p.found("check-base", "", "<base> changes where links lead, and the policy blocks it")
	case "script":
		p.script(e)
	case "style":
		p.found("check-inline-style", "write it in a stylesheet", "a <style> stands in the page, which the policy blocks")
	case "meta":
		p.meta()
	case "title":
		if p.z.foreign == 0 {
			f.role = isTitle
		}
	case "main":
		f.role = isMain
		p.main++
	case "h1", "h2", "h3", "h4", "h5", "h6":
		f.role = isHeading
	case "template":
		f.role = isTemplate
		p.template++
	default:
		p.formElement(e, f)
	}
}

func (p *page) anchor(e *element, f *frame) {
	if e.has&hasHref == 0 {
		return
	}
	p.link(e.href)
	f.role, f.what = isLink, e.href
	if e.name == "area" && blank(e.alt) {
		p.found("check-img-alt", "write where it leads", "an area of an image map that leads to %q has no alt text", e.href)
	}
}

// linkElement checks <link>: most of them load something, some only say where to go.
func (p *page) linkElement(e *element) {
	if e.has&hasHref == 0 {
		return
	}
	switch e.rel {
	case "canonical", "alternate", "license", "author", "help", "search", "next", "prev", "me", "up":
		p.link(e.href)
	default:
		p.load("link", e.href)
	}
}

func (p *page) script(e *element) {
	if e.has&hasSrc != 0 {
		p.load("script", e.src)
		return
	}
	if !strings.Contains(e.typ, "json") { // which is data
		p.found("check-inline-script", "write it in a file of its own", "a <script> stands in the page, which the policy blocks")
	}
}

// meta finds pages that lead on to another.
func (p *page) meta() {
	refresh, content := false, ""
	for _, a := range p.z.attrs {
		switch a.name {
		case "http-equiv":
			refresh = strings.EqualFold(a.value, "refresh")
		case "content":
			content = a.value
		}
	}
	if !refresh {
		return
	}
	if i := strings.Index(strings.ToLower(content), "url="); i >= 0 {
		p.redirects = true
		p.link(strings.Trim(content[i+4:], `'" `))
	}
}

// formElement applies the rules of forms.
func (p *page) formElement(e *element, f *frame) {
	switch e.name {
	case "button":
		f.role, f.what = isButton, describe(e)
		if e.has&hasHidden != 0 && e.has&hasDisabled != 0 {
			f.role = plain // nobody ever meets it
		}
	case "label":
		f.role, f.label = isLabel, e.label
		if e.label != "" {
			f.what = fmt.Sprintf(" (for=%q)", e.label)
		}
	case "legend":
		f.role = isLegend
	case "fieldset":
		f.role, f.what = isFieldset, describe(e)
	case "input":
		p.input(e)
	case "select", "textarea":
		p.control(e)
		f.deaf = true // options and answers name nothing
	case "output", "meter", "progress":
	}
}

func (p *page) input(e *element) {
	switch e.typ {
	case "hidden":
		return
	case "submit", "reset": // browsers have words for them
		return
	case "button":
		if blank(e.value) && e.has&named == 0 {
			p.found("check-button-text", "give it a value", "%s has no text", describe(e))
		}
	case "image":
		p.load("input", e.src)
		if blank(e.alt) {
			p.found("check-img-alt", "write what it does", "the image %q has no alt text", e.src)
		}
	default:
		p.control(e)
	}
}

func (p *page) control(e *element) {
	p.controls = append(p.controls, control{what: describe(e), id: e.id, named: e.has&named != 0})
	p.sheetControl(e)
}

// describe names an element so that its author finds it.
func describe(e *element) string {
	var b strings.Builder
	if e.name == "input" {
		b.WriteString("an ")
	} else {
		b.WriteString("a ")
	}
	b.WriteString(e.name)
	for _, a := range []struct{ name, value string }{
		{"type", e.typ}, {"name", e.field}, {"id", e.id}, {"data-path", e.data.path}, {"data-row", e.data.row},
	} {
		if a.value != "" {
			fmt.Fprintf(&b, " %s=%q", a.name, a.value)
		}
	}
	return b.String()
}
