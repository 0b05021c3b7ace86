package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// document writes the whole text, and the footnotes after it.
func (r *reading) document(root ast.Node) {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if p, ok := n.(*ast.Paragraph); ok && r.doc.Lead == "" && figureImage(p) == nil {
			r.doc.Lead = shorten(r.plainText(p), 300)
		}
		r.block(n, true)
	}
	r.closeElements()
	r.footnoteSection()
}

// blocks writes the children of a container.
func (r *reading) blocks(parent ast.Node) {
	base := r.base
	r.base = len(r.open)
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n, false)
	}
	r.closeElements()
	r.base = base
}

// block writes one block. It is long because it is the table of all kinds.
func (r *reading) block(n ast.Node, top bool) {
	switch n := n.(type) {
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.tightText(n)
	case *ast.Heading:
		r.heading(n)
	case *ast.List:
		r.list(n)
	case *ast.ListItem:
		r.listItem(n)
	case *ast.Blockquote:
		r.quote(n)
	case *ast.FencedCodeBlock:
		r.fence(n, top)
	case *ast.CodeBlock:
		r.string(`<pre tabindex="0"><code>`)
		r.codeLines(n)
		r.string("</code></pre>\n")
	case *ast.ThematicBreak:
		r.string("<hr>\n")
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *extast.Table:
		r.table(n)
	case *extast.DefinitionList:
		r.container("<dl>\n", n, "</dl>\n")
	case *extast.DefinitionTerm:
		r.string("<dt>")
		r.inlines(n)
		r.string("</dt>\n")
	case *extast.DefinitionDescription:
		r.container("<dd>", n, "</dd>\n")
	}
	// Left out: link definitions, which show nothing, and the list of footnotes, which
	// is written at the end.
}

func (r *reading) container(before string, n ast.Node, after string) {
	r.string(before)
	r.blocks(n)
	r.string(after)
}

func (r *reading) paragraph(n *ast.Paragraph) {
	if image := figureImage(n); image != nil {
		r.figure(image)
		if r.backlinkN == n {
			r.string("<p>")
			r.backlinks(n)
			r.string("</p>\n")
		}
		return
	}
	r.nearly(n)
	start := len(r.buf)
	r.string("<p>")
	from, cuts := len(r.buf), len(r.cuts)
	r.inlines(n)
	r.backlinks(n)
	if len(r.cuts) == cuts && isBlank(r.buf[from:]) { // nothing but comments
		r.buf = r.buf[:start]
		return
	}
	r.string("</p>\n")
}

// tightText writes the text of a list item or description that needs no paragraph, unless
// another one follows.
func (r *reading) tightText(n *ast.TextBlock) {
	after := ""
	if _, loose := n.NextSibling().(*ast.Paragraph); loose {
		r.string("<p>")
		after = "</p>\n"
	} else if n.NextSibling() != nil {
		after = "\n"
	}
	r.inlines(n)
	r.backlinks(n)
	r.string(after)
}

func (r *reading) heading(n *ast.Heading) {
	if n == r.title {
		return
	}
	tag := "h" + strconv.Itoa(r.level(n))
	r.string("<" + tag)
	a := r.headingAttrs[n]
	if h := r.surveyed(n); h != nil {
		a.id = h.id
		if !h.top {
			r.anchor(h.id)
		}
	}
	r.writeAttributes(a)
	r.string(">")
	r.inlines(n)
	r.string("</" + tag + ">\n")
}

// surveyed finds what survey noted of the heading; they come in the same order, save
// those of footnotes.
func (r *reading) surveyed(n *ast.Heading) *heading {
	for range r.headings {
		h := &r.headings[r.next%len(r.headings)]
		r.next++
		if h.node == n {
			return h
		}
	}
	return nil
}

func (r *reading) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	r.string("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		r.attribute("start", strconv.Itoa(n.Start))
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if taskOf(item) != nil {
			r.string(` class="task-list"`)
			break
		}
	}
	r.container(">\n", n, "</"+tag+">\n")
}

// taskOf gives the box that a list item begins with, nil when it is no task.
func taskOf(item ast.Node) *extast.TaskCheckBox {
	if first := item.FirstChild(); first != nil {
		box, _ := first.FirstChild().(*extast.TaskCheckBox)
		return box
	}
	return nil
}

func (r *reading) listItem(n *ast.ListItem) {
	before := "<li>"
	if taskOf(n) != nil {
		before = `<li class="task">`
	}
	if _, tight := n.FirstChild().(*ast.TextBlock); !tight && n.HasChildren() {
		before += "\n"
	}
	r.container(before, n, "</li>\n")
}

func (r *reading) quote(n *ast.Blockquote) {
	title, ok := n.FirstChild().(*calloutTitle)
	if !ok {
		r.container("<blockquote>\n", n, "</blockquote>\n")
		return
	}
	r.string(`<aside class="callout callout-` + title.callout.class + `" role="note">` + "\n" + `<p class="callout-title">`)
	if title.Lines().Len() > 0 {
		r.inlines(title)
	} else {
		r.string(title.callout.title)
	}
	r.string("</p>\n")
	r.blocks(n)
	r.string("</aside>\n")
}

// figureImage gives the image of a paragraph that holds nothing else.
func figureImage(p *ast.Paragraph) *ast.Image {
	image, ok := p.FirstChild().(*ast.Image)
	if !ok {
		return nil
	}
	next := image.NextSibling()
	if _, ok := next.(*attributeNode); ok {
		next = next.NextSibling()
	}
	if next != nil {
		return nil
	}
	return image
}

// shorten cuts a text between words, to at most limit characters.
func shorten(s string, limit int) string {
	n := 0
	space := 0
	for i, c := range s {
		if c == ' ' {
			space = i
		}
		if n++; n > limit {
			if space == 0 {
				space = i
			}
			return strings.TrimRight(s[:space], " ,;:–-") + " …"
		}
	}
	return s
}
