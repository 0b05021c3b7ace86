package markdown

import (
	"sort"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"redskab/internal/source"
)

// A passage is the plain text of a block, and where its pieces stand in the source.
type passage struct {
	text   []byte
	pieces []piece
}

// A piece says that the passage's bytes from at on are those of the source from offset on.
type piece struct{ at, offset int }

// passages hands every text that is read as running prose to Input.Passage: paragraphs,
// items of lists, descriptions, notes and what stands in callouts. Headings, terms, tables,
// code, raw HTML and quotations are left out, and so are code, images and addresses within
// a text, where they leave an U+FFFC: nobody reads those from beginning to end.
func (r *reading) passages(parent ast.Node, p *passage, depth int) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			r.passage(n, p)
		case *ast.Heading, *ast.HTMLBlock, *ast.CodeBlock, *ast.FencedCodeBlock, *extast.Table, *extast.DefinitionTerm, *calloutTitle:
		case *ast.Blockquote:
			if _, own := n.FirstChild().(*calloutTitle); own && depth < maxDepth {
				r.passages(n, p, depth+1)
			}
		default:
			if n.Type() == ast.TypeBlock && depth < maxDepth {
				r.passages(n, p, depth+1)
			}
		}
	}
}

func (r *reading) passage(n ast.Node, p *passage) {
	p.text, p.pieces = p.text[:0], p.pieces[:0]
	r.gather(n, p, 0)
	if len(p.pieces) == 0 {
		return
	}
	r.in.Passage(string(p.text), func(i int) source.Position {
		k := sort.Search(len(p.pieces), func(k int) bool { return p.pieces[k].at > i }) - 1
		return r.pos(p.pieces[max(0, k)].offset + i - p.pieces[max(0, k)].at)
	})
}

func (r *reading) gather(parent ast.Node, p *passage, depth int) {
	if depth > maxDepth {
		return
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			p.pieces = append(p.pieces, piece{len(p.text), n.Segment.Start})
			p.text = append(p.text, n.Segment.Value(r.src)...)
			if n.SoftLineBreak() || n.HardLineBreak() {
				p.text = append(p.text, ' ')
			}
		case *ast.Emphasis, *ast.Link, *extast.Strikethrough:
			r.gather(n, p, depth+1)
		case *ast.CodeSpan, *ast.Image, *ast.AutoLink:
			p.text = append(p.text, "\uFFFC"...)
		}
	}
}
