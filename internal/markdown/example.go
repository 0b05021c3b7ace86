package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// exampleWord, behind the language markdown, asks for an example: Markdown that is shown
// as it is written, and below that as it comes out. It is the text of the page like any
// other, with its blocks, links and problems, so what is shown is what works.
const exampleWord = "example"

// example writes an example. Its headings are not among the page's own.
func (r *reading) example(n *ast.FencedCodeBlock, at int) {
	pos := r.pos(at)
	code := n.Lines().Value(r.src)
	r.examples++
	r.string(`<div class="example" role="group" aria-label="Eksempel">` + "\n" + `<p class="example-label">I skriver</p>` + "\n")
	r.highlighted("markdown", string(code))
	r.string(`<p class="example-label">Læseren ser</p>` + "\n" + `<div class="example-shown sheet prose">` + "\n")
	r.inner(Input{File: r.in.File, Text: code, Line: pos.Line + 1})
	r.string("</div>\n</div>\n")
}

// inner reads a text that stands within this one and writes it here. Ids of both are told
// apart, and what it costs counts towards the limits of the whole.
func (r *reading) inner(in Input) {
	sub := r.p.readings.Get().(*reading)
	defer r.p.readings.Put(sub)
	sub.begin(r.p, in)
	sub.within, sub.examples = true, r.examples
	sub.effort, sub.tangled, sub.hints = r.effort, r.tangled, r.hints
	for id := range r.ids.next {
		sub.ids.take(id)
	}

	pc := parser.NewContext()
	pc.Set(readingKey, sub)
	root := r.p.goldmark.Parse(text.NewReader(sub.src), parser.WithContext(pc))
	sub.survey(root)
	sub.document(root)

	before := len(r.buf)
	r.buf = append(r.buf, sub.buf...)
	for _, c := range sub.cuts {
		c.at += before
		r.cuts = append(r.cuts, c)
	}
	for _, h := range sub.doc.Headings {
		r.anchor(h.ID)
	}
	r.doc.Anchors = append(r.doc.Anchors, sub.doc.Anchors...)
	r.doc.HasCode = r.doc.HasCode || sub.doc.HasCode
	r.hasBlocks = r.hasBlocks || sub.hasBlocks
	r.effort, r.tangled, r.hints = sub.effort, sub.tangled, sub.hints
	for id := range sub.ids.next {
		r.ids.take(id)
	}
	r.problems = append(r.problems, sub.problems...)
	sub.letGo()
}
