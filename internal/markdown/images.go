package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// image writes an image in a line of text.
func (r *reading) image(n *ast.Image) {
	if r.plain {
		r.spans(n)
		return
	}
	a := attributesAfter(n)
	if a.id != "" {
		r.anchor(a.id)
	}
	r.imageElement(n, a, a)
}

// figure writes an image that stands alone, with its title as the caption. Its id and
// classes belong to the figure, as that is what one links to.
func (r *reading) figure(n *ast.Image) {
	all := attributesAfter(n)
	outer, inner := all, all
	outer.pairs, inner.id, inner.classes = nil, "", nil
	if all.id != "" {
		r.anchor(all.id)
	}
	r.string("<figure")
	r.writeAttributes(outer)
	r.string(">\n")
	r.findQuotes(n.Parent())
	r.imageElement(n, all, inner)
	r.string("\n")
	if caption := r.titleText(n.Title); caption != "" {
		r.string("<figcaption>")
		r.escape([]byte(caption))
		r.string("</figcaption>\n")
	}
	r.string("</figure>\n")
}

// imageElement writes <img>; all is what the author wrote in braces, written the part of
// it that belongs to the element.
func (r *reading) imageElement(n *ast.Image, all, written attributes) {
	at := r.destAt(n.Destination, n)
	dest := unescape(n.Destination)
	alt := r.plainly(func() { r.spans(n) })
	saidAlt, said := "", false
	for _, p := range all.pairs {
		if p.key == "alt" {
			saidAlt, said = p.value, true
		}
	}
	switch {
	case alt == "" && said:
		alt = saidAlt
	case alt == "":
		r.problem("image-without-alt", max(n.Pos(), 0), `write ![what it shows](…), or {alt=""} behind it when it is mere decoration`,
			"the image %q has no text for those who cannot see it", dest)
	case said:
		r.problem("image-with-two-alts", max(n.Pos(), 0), "take one of them out", "the image %q has a text between [ and ] and another after alt=", dest)
	}
	r.string("<img ")
	if r.imageAddress(dest, at) {
		r.cutRef(&Ref{Kind: RefImage, Dest: dest, Pos: r.pos(at)})
	}
	r.attribute("alt", alt)
	if title := r.titleText(n.Title); title != "" && figureImageOf(n) == nil {
		r.attribute("title", title)
	}
	r.writeAttributes(written)
	r.string(` decoding="async">`)
}

// figureImageOf gives the image when it is a figure, whose title is its caption.
func figureImageOf(n *ast.Image) *ast.Image {
	if p, ok := n.Parent().(*ast.Paragraph); ok {
		return figureImage(p)
	}
	return nil
}

// imageAddress says that an image lies in the site. Images from elsewhere would tell
// their host who reads the page.
func (r *reading) imageAddress(dest string, at int) bool {
	if scheme, _ := splitScheme(dest); scheme == "https" || scheme == "http" || strings.HasPrefix(dest, "//") {
		r.problem("image-external", at, "put a copy of the file beside the page and write its name", "the image %q lies on another site, which would learn of every reader", dest)
		return false
	}
	switch r.address(dest, at) {
	case inSite:
		return true
	case refused:
	default:
		r.problem("image-not-a-file", at, "", "%q is no image file", dest)
	}
	return false
}

// titleText gives a title, which goldmark leaves as it was written, as plain text. In
// "a title" a quotation mark needs its backslash only to be one at all, so it is made
// typographic like any other.
func (r *reading) titleText(title []byte) string {
	if len(title) == 0 {
		return ""
	}
	title = bytes.ReplaceAll(title, []byte(`\"`), []byte(`"`))
	src, quotes, next := r.src, r.quotes, r.nextQuote
	r.src, r.quotes, r.nextQuote = title, nil, 0
	r.collectQuotesIn(0, len(title))
	pairQuotes(r.src, r.quotes)
	s := r.plainly(func() { r.text(0, len(title)) })
	r.src, r.quotes, r.nextQuote = src, quotes, next
	return strings.Join(strings.Fields(s), " ")
}
