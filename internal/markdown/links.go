package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"redskab/internal/source"
)

// place is where an address leads.
type place uint8

const (
	refused  place = iota // a problem
	inSite                // a page or file of the site
	onPage                // #id
	outside               // https:, http:
	personal              // mailto:, tel:
)

var (
	linkSchemes   = []string{"https", "http", "mailto", "tel"}
	unsafeSchemes = []string{"javascript", "data", "vbscript"} // they run, or hold a page of their own
)

// address says where an address leads, and complains of those that lead nowhere or are
// not safe.
func (r *reading) address(dest string, at int) place {
	scheme, rest := splitScheme(dest)
	switch {
	case dest == "":
		r.problem("link-empty", at, "write a path such as ../mandat.md, or take the link out", "the link has no address")
	case strings.IndexFunc(dest, func(c rune) bool { return c < ' ' || c == 0x7f }) >= 0:
		r.problem("link-control-character", at, "", "an invisible control character stands in the address %q", dest)
	case slices.Contains(unsafeSchemes, scheme):
		r.problem("link-unsafe", at, "", "a link may not hold %s:", scheme)
	case len(scheme) == 1 || scheme == "file":
		r.problem("link-scheme", at, "put the file beside the page and write its name", "the address \"%s\" leads to a file on your own computer", dest)
	case scheme == "" && strings.Contains(dest, `\`):
		r.problem("link-backslash", at, `write "`+strings.ReplaceAll(dest, `\`, "/")+`"`, "a backslash stands in the address \"%s\"", dest)
	case strings.HasPrefix(dest, "//"):
		r.problem("link-malformed", at, `write "https:`+dest+`"`, "the address %q does not begin with https:", dest)
	case scheme == "" && dest[0] == '#':
		return onPage
	case scheme == "" && strings.HasPrefix(dest, "www."):
		r.problem("link-malformed", at, `write "https://`+dest+`"`, "the address %q does not begin with https:", dest)
	case scheme == "" && strings.Contains(dest, "@") && !strings.ContainsAny(dest, "/#?"):
		r.problem("link-malformed", at, `write "mailto:`+dest+`"`, "the address %q does not begin with mailto:", dest)
	case scheme == "":
		return inSite
	case scheme == "https" || scheme == "http":
		if host := strings.TrimPrefix(rest, "//"); len(host) < len(rest) && host != "" && !strings.ContainsRune("/?#", rune(host[0])) {
			return outside
		}
		r.problem("link-malformed", at, "write "+scheme+"://, then the name of the site", "the address %q names no site", dest)
	case scheme == "mailto" || scheme == "tel":
		if rest != "" {
			return personal
		}
		r.problem("link-malformed", at, "", "nothing follows %s in the address", dest)
	default:
		hint := source.DidYouMean(scheme, linkSchemes)
		switch {
		case hint != "":
		case strings.HasPrefix(rest, "//"):
			hint = "links begin with https:, http:, mailto: or tel:, or with a path in the site"
		default:
			hint = `write "./` + dest + `" when it is the name of a file`
		}
		r.problem("link-scheme", at, hint, "a link may not begin with %s:", scheme)
	}
	return refused
}

// splitScheme gives what stands before the first colon of an address, in lower case, ""
// when that is no scheme. Spaces in front do not hide one: browsers skip them.
func splitScheme(dest string) (scheme, rest string) {
	s := strings.TrimLeft(dest, " ")
	for i := range len(s) {
		switch c := s[i]; {
		case isLetter(c):
		case i > 0 && (isDigit(c) || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(s[:i]), s[i+1:]
		default:
			return "", s
		}
	}
	return "", s
}

// destAt is the offset of an address, so that a complaint about [text][label] points at
// the line that defines the label. Where goldmark has copied the address, it is the
// offset of the link.
func (r *reading) destAt(dest []byte, n ast.Node) int {
	if at, ok := sourceOffset(r.src, dest); ok {
		return at
	}
	return max(n.Pos(), 0)
}

func (r *reading) link(n *ast.Link) {
	if r.plain || r.inLink {
		r.spans(n)
		return
	}
	at := r.destAt(n.Destination, n)
	dest := unescape(n.Destination)
	var ref *Ref
	a := attributesAfter(n)
	where := r.address(dest, at)
	if where != refused && !hasWords(n, 0) {
		r.problem("link-without-text", max(n.Pos(), 0), "write what it leads to between [ and ]", "the link has no text")
	}
	r.string(`<a href="`)
	switch where {
	case inSite:
		ref = &Ref{Kind: RefLink, Dest: dest, Pos: r.pos(at)}
		r.cutRef(ref)
	case onPage:
		r.cuts = append(r.cuts, cut{at: len(r.buf), fragment: dest, pos: r.pos(at)})
	case outside, personal:
		r.attributeText(string(util.URLEscape([]byte(dest), false)))
	}
	r.string(`"`)
	if where == outside {
		r.string(` rel="external"`)
	}
	if len(n.Title) > 0 {
		r.attribute("title", r.titleText(n.Title))
	}
	if a.id != "" {
		r.anchor(a.id)
	}
	r.writeAttributes(a)
	r.string(">")
	r.inLink = true
	r.spans(n)
	r.inLink = false
	r.string("</a>")
	if ref != nil {
		r.cutRef(&Ref{Kind: RefLinkNote, Of: ref})
	}
}

// fragment writes a link to an id of this page, when all ids are known. It gives a Ref
// when the id may belong to a Block.
func (r *reading) fragment(b *strings.Builder, dest string, pos source.Position) *Ref {
	if r.written == nil {
		r.written = make(map[string]bool, len(r.doc.Headings)+len(r.doc.Anchors))
		for _, h := range r.doc.Headings {
			r.written[h.ID] = true
		}
		for _, a := range r.doc.Anchors {
			r.written[a] = true
		}
	}
	id := dest[1:]
	ok := r.written[id] || slices.Contains(r.p.ids, id)
	if !ok && r.hints <= maxHints { // Anchor looks at every id
		id, ok = r.doc.Anchor(id)
	}
	switch {
	case ok:
		b.WriteByte('#')
		b.WriteString(id) // has no character that HTML would need escaped; see isID
		return nil
	case r.hasBlocks:
		return &Ref{Kind: RefLink, Dest: dest, Pos: pos}
	}
	hint := ""
	if r.hints++; r.hints <= maxHints {
		hint = r.doc.NearestAnchor(dest[1:])
	}
	r.problems.Add("link-missing-anchor", pos, hint, "the page has no heading or id %q", dest)
	return nil
}

// hasWords says that a link has something to read: text, or an image that is described.
func hasWords(parent ast.Node, depth int) bool {
	for n := parent.FirstChild(); n != nil && depth < maxDepth; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			if n.Segment.Len() > 0 {
				return true
			}
		case *ast.String, *ast.CodeSpan, *ast.AutoLink:
			return true
		default:
			if hasWords(n, depth+1) {
				return true
			}
		}
	}
	return false
}

func (r *reading) autoLink(n *ast.AutoLink) {
	label := n.Label(r.src)
	if r.plain || r.inLink {
		r.escape(label)
		return
	}
	dest := string(n.URL(r.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	if scheme, _ := splitScheme(dest); !slices.Contains(linkSchemes, scheme) && !slices.Contains(unsafeSchemes, scheme) {
		r.problem("link-scheme", r.destAt(label, n), `write \<`+string(label)+"> to show it as it is", "a link may not begin with %s:", scheme)
		r.escape(label)
		return
	}
	if where := r.address(dest, r.destAt(label, n)); where == refused {
		r.escape(label)
		return
	}
	r.writeAutoLink(dest, label)
}

func (r *reading) writeAutoLink(dest string, label []byte) {
	r.string(`<a href="`)
	r.attributeText(string(util.URLEscape([]byte(dest), false)))
	if strings.HasPrefix(dest, "http") {
		r.string(`" rel="external`)
	}
	r.string(`">`)
	r.escape(label)
	r.string("</a>")
}

// webAddressParser makes links of http:// and https:// in the text. It is called at
// their colon, and takes the letters before it back from the text.
type webAddressParser struct{}

func (webAddressParser) Trigger() []byte { return []byte{':'} }

func (webAddressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("://")) || pc.IsInLinkLabel() {
		return nil
	}
	before, ok := parent.LastChild().(*ast.Text)
	if !ok || before.Segment.Stop != seg.Start || seg.Padding != 0 {
		return nil
	}
	src := block.Source()
	start := seg.Start
	for start > before.Segment.Start && isLetter(src[start-1]) {
		start--
	}
	if s := string(src[start:seg.Start]); s != "https" && s != "http" || !atWordStart(src, start) {
		return nil
	}
	length := addressLength(line[3:])
	if length == 0 {
		return nil
	}
	before.Segment = before.Segment.WithStop(start)
	if before.Segment.Len() == 0 {
		parent.RemoveChild(parent, before)
	}
	block.Advance(3 + length)
	link := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(start, seg.Start+3+length)))
	link.SetPos(start)
	return link
}

// wwwAddress finds the address around the full stop at i when www stands before it, in
// src[from:stop].
func wwwAddress(src []byte, from, i, stop int) (start, end int) {
	start = i - 3
	if start < from || string(src[start:i]) != "www" || !atWordStart(src, start) {
		return 0, 0
	}
	if n := addressLength(src[i+1 : stop]); n > 0 {
		return start, i + 1 + n
	}
	return 0, 0
}

// mailAddress finds the address around the @ at i, in src[from:stop].
func mailAddress(src []byte, from, i, stop int) (start, end int) {
	start = i
	for start > from && (isLetter(src[start-1]) || isDigit(src[start-1]) || bytes.IndexByte([]byte("._+-"), src[start-1]) >= 0) {
		start--
	}
	end = i + 1
	for end < stop && (isHostByte(src[end]) || src[end] == '.') {
		end++
	}
	for end > i && (src[end-1] == '.' || src[end-1] == '-' || src[end-1] == '_') {
		end--
	}
	if start == i || end <= i+1 || !atWordStart(src, start) || bytes.IndexByte(src[i+1:end], '.') < 1 {
		return 0, 0
	}
	return start, end
}

// atWordStart says that no letter, digit or part of another address stands before.
func atWordStart(src []byte, at int) bool {
	if at == 0 {
		return true
	}
	c := src[at-1]
	return c < utf8.RuneSelf && !isLetter(c) && !isDigit(c) && c != '/' && c != '@'
}

func isHostByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c >= utf8.RuneSelf
}

// addressLength gives the length of the host and path that b begins with, 0 when it
// begins with no host. Full stops, brackets and the like at its end belong to the
// sentence.
func addressLength(b []byte) int {
	host := 0
	for host < len(b) && (isHostByte(b[host]) || b[host] == '.') {
		host++
	}
	name := bytes.TrimRight(b[:host], ".")
	dot := bytes.LastIndexByte(name, '.')
	if dot < 1 || !(isLetter(b[dot+1]) || b[dot+1] >= utf8.RuneSelf) {
		return 0
	}
	end := host
	if host == len(name) && end < len(b) && bytes.IndexByte([]byte("/?#:"), b[end]) >= 0 {
		for end < len(b) && b[end] > ' ' && bytes.IndexByte([]byte("<>\"`|\x7f\\"), b[end]) < 0 {
			end++
		}
	}
	return trimAddress(b[:end])
}

// trimAddress gives the length of an address without the marks after it.
func trimAddress(b []byte) int {
	opened, closed := bytes.Count(b, []byte{'('}), bytes.Count(b, []byte{')'})
	for len(b) > 0 {
		last := b[len(b)-1]
		switch {
		case bytes.IndexByte([]byte("?!.,:;*_~'[]"), last) >= 0:
		case last == ')' && closed > opened:
			closed--
		default:
			return len(b)
		}
		b = b[:len(b)-1]
	}
	return 0
}
