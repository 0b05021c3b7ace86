package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inlines writes the text of a block.
func (r *reading) inlines(n ast.Node) {
	r.findQuotes(n)
	base := r.base
	r.base = len(r.open)
	r.spans(n)
	r.base = base
}

// plainText gives the text of a block without its marks, on one line.
func (r *reading) plainText(n ast.Node) string {
	r.findQuotes(n)
	return r.plainly(func() { r.spans(n) })
}

// plainly gives what write writes, as plain text.
func (r *reading) plainly(write func()) string {
	buf, plain := r.buf, r.plain
	r.buf, r.scratch, r.plain = r.scratch[:0], nil, true
	write()
	text := string(bytes.TrimSpace(r.buf))
	if strings.Contains(text, "  ") { // a comment stood there
		text = strings.Join(strings.Fields(text), " ")
	}
	r.scratch = r.buf[:0]
	r.buf, r.plain = buf, plain
	return text
}

// spans writes the children of a block of text, or of a span in it.
func (r *reading) spans(parent ast.Node) {
	if r.depth++; r.depth > maxDepth {
		r.tooDeep(max(parent.Pos(), 0))
	} else {
		base := r.base
		if !r.plain {
			r.base = len(r.open)
		}
		for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
			n = r.span(n)
		}
		if !r.plain {
			r.closeElements()
		}
		r.base = base
	}
	r.depth--
}

// span writes one node and gives the last that it has written: texts that stand side by
// side are written as one. It is long because it is the table of all kinds.
func (r *reading) span(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.Text:
		return r.texts(n)
	case *ast.String:
		r.escape(n.Value)
	case *ast.CodeSpan:
		r.tagged("<code>", n, "</code>", r.codeSpan)
	case *ast.Emphasis:
		if n.Level == 2 {
			r.tagged("<strong>", n, "</strong>", r.spans)
		} else {
			r.tagged("<em>", n, "</em>", r.spans)
		}
	case *extast.Strikethrough:
		r.tagged("<del>", n, "</del>", r.spans)
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.Image:
		r.image(n)
	case *ast.RawHTML:
		r.rawHTML(n)
	case *extast.FootnoteLink:
		r.footnoteLink(n)
	case *extast.TaskCheckBox:
		r.task(n)
	}
	return n
}

func (r *reading) tagged(before string, n ast.Node, after string, inside func(ast.Node)) {
	if r.plain {
		inside(n)
		return
	}
	r.string(before)
	inside(n)
	r.string(after)
}

// texts writes a text node and those that continue it in the source: goldmark leaves
// them apart wherever it looked for a mark.
func (r *reading) texts(n *ast.Text) ast.Node {
	start, stop := n.Segment.Start, n.Segment.Stop
	for !n.SoftLineBreak() && !n.HardLineBreak() {
		next, ok := n.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != stop || next.Segment.Padding != 0 {
			break
		}
		n, stop = next, next.Segment.Stop
	}
	r.text(start, stop)
	switch {
	case r.plain && (n.HardLineBreak() || n.SoftLineBreak()):
		r.string(" ")
	case n.HardLineBreak():
		r.string("<br>\n")
	case n.SoftLineBreak():
		r.string("\n")
	}
	return n
}

func (r *reading) codeSpan(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(r.src)
		if r.inCell { // a | inside a cell can only be written as \|
			value = bytes.ReplaceAll(value, []byte(`\|`), []byte(`|`))
		}
		if end := len(value) - 1; end >= 0 && value[end] == '\n' {
			r.escape(value[:end])
			if c.NextSibling() != nil {
				r.string(" ")
			}
			continue
		}
		r.escape(value)
	}
}

// task writes a box as a sign, with words for those who hear the page. An input that
// cannot be used would ask for a label and promise something.
func (r *reading) task(n *extast.TaskCheckBox) {
	switch {
	case r.plain:
	case n.IsChecked:
		r.string(`<span class="task-mark" aria-hidden="true">☑</span> <span class="visually-hidden">Udført: </span>`)
	default:
		r.string(`<span class="task-mark" aria-hidden="true">☐</span> <span class="visually-hidden">Ikke udført: </span>`)
	}
}
