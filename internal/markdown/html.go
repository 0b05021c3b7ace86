package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An element says where a raw HTML element may stand.
type element uint8

const (
	phrasing element = iota // in a line of text
	void                    // in a line of text, without an end
	flow                    // on lines of its own, around other blocks
	flowVoid
)

// harmless are the elements that a site can allow. None of them loads, runs, sends or
// hides anything, and none is parsed by browsers in a way of its own.
var harmless = map[string]element{
	"abbr": phrasing, "b": phrasing, "bdi": phrasing, "bdo": phrasing, "cite": phrasing, "code": phrasing, "del": phrasing,
	"dfn": phrasing, "em": phrasing, "i": phrasing, "ins": phrasing, "kbd": phrasing, "mark": phrasing, "q": phrasing,
	"s": phrasing, "samp": phrasing, "small": phrasing, "span": phrasing, "strong": phrasing, "sub": phrasing,
	"sup": phrasing, "time": phrasing, "u": phrasing, "var": phrasing,
	"br": void, "wbr": void,
	"aside": flow, "details": flow, "div": flow, "section": flow, "summary": flow,
	"hr": flowVoid,
}

// opaque are elements whose content is no text; it is passed over with them.
var opaque = []string{"iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea", "title"}

// untilEnd is the length of what stands before the end of an element.
func untilEnd(b []byte, name string) int {
	for i := 0; i < len(b); i++ {
		if b[i] == '<' {
			if t, _, ok := scanTag(b[i:min(len(b), i+len(name)+20)]); ok && t.end && t.name == name {
				return i
			}
		}
	}
	return len(b)
}

// HarmlessHTML gives the names that Config.HTML may hold, sorted.
func HarmlessHTML() []string {
	names := make([]string, 0, len(harmless))
	for name := range harmless {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// DefaultHTML gives the names that a site allows unless it says otherwise, sorted: what
// Markdown has no marks for. Of the others, Markdown has marks for some, so that **bold**
// is written in one way only; div, span and the like serve looks alone.
func DefaultHTML() []string {
	return []string{"abbr", "br", "cite", "details", "dfn", "ins", "kbd", "mark", "q", "small", "sub", "summary", "sup", "var", "wbr"}
}

// htmlAttributes are those that an allowed element may have; open is for details.
var htmlAttributes = []string{"class", "dir", "id", "lang", "open", "title"}

// insteadOf says what to write in Markdown; "" for elements that have no counterpart.
var insteadOf = map[string]string{
	"b": "write **…**", "strong": "write **…**", "i": "write *…*", "em": "write *…*", "code": "write `…`", "tt": "write `…`",
	"s": "write ~~…~~", "del": "write ~~…~~", "strike": "write ~~…~~",
	"img": "write ![what it shows](file)", "picture": "write ![what it shows](file)", "figure": `write ![what it shows](file "caption")`,
	"figcaption": `write ![what it shows](file "caption")`, "a": "write [text](address), or ## Heading {#id} for a place to link to",
	"h1": "write # …", "h2": "write ## …", "h3": "write ### …", "h4": "write #### …", "h5": "write ##### …", "h6": "write ###### …",
	"p": "leave an empty line between paragraphs", "br": `end the line with a \`, "hr": "write ---", "pre": "put the text between lines of ```",
	"ul": "write - … for each item", "ol": "write 1. … for each item", "li": "write - … for each item", "blockquote": "write > …",
	"dl": "write the word, and : … on the next line", "dt": "write the word, and : … on the next line", "dd": "write the word, and : … on the next line",
	"table": "write | … | … | rows", "thead": "write | … | … | rows", "tbody": "write | … | … | rows", "tr": "write | … | … | rows",
	"td": "write | … | … | rows", "th": "write | … | … | rows", "input": "write - [ ] … for a list of tasks",
	"script": "scripts belong to the layouts", "style": "styles belong to the stylesheet", "iframe": "write a link instead", "video": "write a link instead",
	"audio": "write a link instead", "object": "write a link instead", "embed": "write a link instead", "svg": "put the drawing in a file and write ![what it shows](file)",
	"div": "", "span": "", "font": "", "center": "", "u": "", "form": "", "button": "", "label": "", "select": "", "textarea": "", "link": "", "meta": "",
	"html": "", "head": "", "body": "", "title": "", "header": "", "footer": "", "main": "", "nav": "", "article": "", "section": "", "aside": "",
	"details": "", "summary": "", "sub": "", "sup": "", "kbd": "", "abbr": "", "mark": "", "small": "", "q": "", "cite": "", "dfn": "", "ins": "",
	"samp": "", "var": "", "time": "", "wbr": "", "bdi": "", "bdo": "", "canvas": "", "math": "", "noscript": "", "template": "", "dialog": "", "address": "",
}

// htmlHint says what to write instead of an element.
func (r *reading) htmlHint(name string) string {
	hint, known := insteadOf[name]
	if hint != "" {
		return hint
	}
	if !known {
		if hint = r.nearest(name, func() []string { return slices.Clone(r.p.htmlList) }); hint == "" {
			hint = `write \<` + name + "> to show it as it is"
		}
	}
	if _, ok := harmless[name]; ok {
		hint = "the site's settings can allow it"
	}
	return hint
}

// An openElement is a raw HTML element that waits for its end.
type openElement struct {
	name string
	at   int
}

// rawHTMLParser is goldmark's, and notes ids.
type rawHTMLParser struct{ parser.InlineParser }

func (p rawHTMLParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	node := p.InlineParser.Parse(parent, block, pc)
	if raw, ok := node.(*ast.RawHTML); ok {
		readingOf(pc).noteIDs(newPieces(block.Source(), raw.Segments))
	}
	return node
}

// htmlBlockParser is goldmark's, but a comment with text behind it is part of a
// paragraph, so that the text is still Markdown.
type htmlBlockParser struct{ parser.BlockParser }

func (p htmlBlockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if i := pc.BlockOffset(); i >= 0 && bytes.HasPrefix(line[i:], []byte("<!--")) {
		if end := bytes.Index(line[i+4:], []byte("-->")); end >= 0 && !util.IsBlank(line[i+4+end+3:]) {
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// pieces is text that stands in several places of the source, joined.
type pieces struct {
	text []byte
	at   []int // of each line's first byte in the source
	from []int // and in text
}

func newPieces(src []byte, lines *text.Segments) pieces {
	var p pieces
	for i := range lines.Len() {
		s := lines.At(i)
		p.at, p.from = append(p.at, s.Start-s.Padding), append(p.from, len(p.text))
		p.text = append(p.text, s.Value(src)...)
	}
	return p
}

// offset is the place in the source of a place in the text.
func (p pieces) offset(i int) int {
	n, found := slices.BinarySearch(p.from, i)
	if !found {
		n--
	}
	return p.at[n] + i - p.from[n]
}

func htmlBlockPieces(src []byte, n *ast.HTMLBlock) pieces {
	lines := text.NewSegments()
	for i := range n.Lines().Len() {
		lines.Append(n.Lines().At(i))
	}
	if n.HasClosure() {
		lines.Append(n.ClosureLine)
	}
	return newPieces(src, lines)
}

func (r *reading) noteHTMLBlockIDs(n *ast.HTMLBlock) { r.noteIDs(htmlBlockPieces(r.src, n)) }

// noteIDs hears of the ids in raw HTML, before other ids are made.
func (r *reading) noteIDs(p pieces) {
	for i := 0; i < len(p.text); {
		skip, size := nextMarkup(p.text[i:])
		i += skip
		if t, _, ok := scanTag(p.text[i:]); ok && !t.end {
			if _, allowed := r.p.html[t.name]; allowed {
				for _, a := range t.attributes {
					if a.key == "id" && isID(a.value) {
						r.explicit = append(r.explicit, explicitID{a.value, p.offset(i)})
					}
				}
			}
		}
		i += size
	}
}

func isID(s string) bool {
	for i := range len(s) {
		if !isNameByte(s[i]) && s[i] != '.' {
			return false
		}
	}
	return s != ""
}

// rawHTML writes a tag or comment in a line of text.
func (r *reading) rawHTML(n *ast.RawHTML) {
	p := newPieces(r.src, n.Segments)
	if r.plain {
		if t, _, ok := scanTag(p.text); ok && t.name == "br" {
			r.string(" ")
		}
		return
	}
	r.markup(p, true)
}

// htmlBlock writes lines of HTML: what stands between tags is text, but no Markdown.
func (r *reading) htmlBlock(n *ast.HTMLBlock) {
	start := len(r.buf)
	p := htmlBlockPieces(r.src, n)
	r.htmlBlocks++
	r.markup(p, false)
	if isBlank(r.buf[start:]) {
		r.buf = r.buf[:start] // comments
	}
}

// markup writes raw HTML: allowed tags anew from what was understood of them, comments
// not at all, and the rest as text.
func (r *reading) markup(p pieces, inLine bool) {
	for i := 0; i < len(p.text); {
		skip, size := nextMarkup(p.text[i:])
		r.rawText(p.text[i : i+skip])
		i += skip
		chunk := p.text[i : i+size]
		switch t, _, ok := scanTag(chunk); {
		case size == 0:
		case ok:
			r.tag(t, p.offset(i), inLine)
			if !t.end && slices.Contains(opaque, t.name) {
				size += untilEnd(p.text[i+size:], t.name)
			}
		case bytes.HasPrefix(chunk, []byte("<!--")):
			if !bytes.HasSuffix(chunk, []byte("-->")) {
				r.problem("html-comment-open", p.offset(i), "write --> where it ends", "the comment that begins here does not end")
			}
		case len(chunk) > 1:
			r.problem("html-not-allowed", p.offset(i), "", "%s…> is not allowed in the text", bytes.TrimSpace(chunk[:min(len(chunk), 9)]))
		default:
			if !inLine && len(p.text) > i+1 && (isLetter(p.text[i+1]) || p.text[i+1] == '/') {
				r.problem("html-tag-open", p.offset(i), `write > where it ends, or \< if no tag is meant`, "the tag %q does not end", firstWord(p.text[i:]))
			}
			r.rawText(chunk)
		}
		i += size
	}
}

// rawText writes text between tags: entities stay what they are, backslashes and stars
// mean nothing.
func (r *reading) rawText(b []byte) {
	for len(b) > 0 {
		amp := bytes.IndexByte(b, '&')
		if amp < 0 {
			r.escape(b)
			return
		}
		r.escape(b[:amp])
		b = b[amp:]
		value, n := entity(b)
		if n == 0 {
			value, n = b[:1], 1
		}
		r.escape(value)
		b = b[n:]
	}
}

// tag writes one tag, if it may stand here.
func (r *reading) tag(t htmlTag, at int, inLine bool) {
	kind, allowed := r.p.html[t.name]
	switch {
	case !allowed:
		if r.refuse(t, inLine) {
			r.problem("html-not-allowed", at, r.htmlHint(t.name), "the HTML element <%s> is not allowed in the text", t.name)
		}
	case inLine && (kind == flow || kind == flowVoid):
		if r.refuse(t, inLine) {
			r.problem("html-inside-text", at, "put the tag on a line of its own, with an empty line before it", "<%s> cannot stand in a line of text", t.name)
		}
	case t.end:
		r.endTag(t.name, kind, at)
	default:
		r.startTag(t, kind, at)
	}
}

// refuse notes that a tag cannot be written, and says whether to complain of it: once for
// each element of a block of HTML, and not of the end of what was refused.
func (r *reading) refuse(t htmlTag, inLine bool) bool {
	last, before := r.refused[t.name]
	if r.refused == nil {
		r.refused = make(map[string]int)
	}
	r.refused[t.name] = r.htmlBlocks
	return !before || !t.end && (inLine || last != r.htmlBlocks)
}

func (r *reading) startTag(t htmlTag, kind element, at int) {
	if t.name == "summary" && (len(r.open) == 0 || r.open[len(r.open)-1].name != "details") {
		r.problem("html-summary-alone", at, "write <details> before it", "<summary> stands outside <details>")
	}
	r.string("<" + t.name)
	for _, a := range t.attributes {
		r.htmlAttribute(t.name, a, at)
	}
	r.string(">")
	if kind == phrasing || kind == flow {
		r.open = append(r.open, openElement{t.name, at})
	}
}

// htmlAttribute writes an attribute of raw HTML, if it is one of the harmless.
func (r *reading) htmlAttribute(element string, a pair, at int) {
	switch {
	case !slices.Contains(htmlAttributes, a.key) || a.key == "open" && element != "details":
		r.problem("html-attribute", at, "", "the attribute %s of <%s> is not allowed in the text", a.key, element)
		return
	case a.key == "id" && !isID(a.value):
		r.problem("id-malformed", at, "write letters, digits and hyphens", "%q cannot be an id", a.value)
		return
	case a.key == "id":
		r.anchor(a.value)
	case a.key == "open":
		r.string(" open")
		return
	}
	r.attribute(a.key, a.value)
}

func (r *reading) endTag(name string, kind element, at int) {
	if kind == void || kind == flowVoid {
		if name == "br" { // </br> is understood by browsers, and by nobody else
			r.string("<br>")
		}
		return
	}
	if n := len(r.open); n > r.base && r.open[n-1].name == name {
		r.open = r.open[:n-1]
		r.string("</" + name + ">")
		return
	}
	r.problem("html-not-open", at, "", "</%s> ends an element that does not begin in the same paragraph or list", name)
}

// closeElements ends the raw elements that were begun in the container just written and
// not ended in it, each with a complaint.
func (r *reading) closeElements() {
	for n := len(r.open); n > r.base; n-- {
		e := r.open[n-1]
		r.problem("html-not-closed", e.at, "write </"+e.name+"> in the same paragraph or list", "<%s> is not ended", e.name)
		r.string("</" + e.name + ">")
		r.open = r.open[:n-1]
	}
}
