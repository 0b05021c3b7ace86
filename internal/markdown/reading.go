package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"redskab/internal/source"
)

// A reading is one Parse under way, in three steps: goldmark parses (guard.go, the
// parsers of attributes.go, callout.go …), survey settles what links and ids need to
// know of the whole text, document writes. Readings are used again for their buffers.
type reading struct {
	p        *Parser
	in       Input
	src      []byte
	lines    *source.Lines
	doc      *Doc
	problems source.Problems

	// Noted while goldmark parses.
	effort       int  // spent on what costs more than its length; see spend
	tangled      bool // effort is used up
	deep         bool // containers or spans too deep
	hints        int  // names looked for; see nearest
	delimiters   int  // * _ ~ so far in the block being parsed
	brackets     int  // ] in it that ended no link
	nextParen    int  // the first ) at or after some place; see linkCost
	explicit     []explicitID
	footnotes    []*extast.Footnote // definitions, in order
	headingAttrs map[*ast.Heading]attributes

	// Settled by survey.
	ids      idTable
	headings []heading
	next     int // heading to be written next
	shift    int // levels that every heading is moved down
	title    *ast.Heading

	// Written by document.
	buf        []byte
	cuts       []cut
	hasBlocks  bool
	scratch    []byte
	plain      bool // write text alone, without tags
	inLink     bool
	inCell     bool
	depth      int // of spans
	quotes     []quote
	nextQuote  int
	open       []openElement  // raw HTML elements not yet closed
	base       int            // those below it belong to containers around this one
	refused    map[string]int // raw HTML elements complained of, and the HTML block it was in
	htmlBlocks int
	notes      []note
	numbers    map[int]int     // of notes, by goldmark's index
	written    map[string]bool // the ids of the text, when links ask for them
	backlink   int             // number of the note being written, 0 for none …
	backlinkN  ast.Node        // … and its last block
	within     bool            // the text stands within another, as an example
	examples   int             // begun so far: the number of the one that is read
}

// A cut is a place in buf where something stands that is no finished HTML.
type cut struct {
	at       int
	ref      *Ref
	block    *Block
	fragment string // href to an id of this page, settled when all ids are known
	pos      source.Position
}

type heading struct {
	node     *ast.Heading
	text, id string
	top      bool // not inside a quote, list or note
}

type explicitID struct {
	id string
	at int
}

func (r *reading) begin(p *Parser, in Input) {
	ids := r.ids
	ids.clear()
	*r = reading{
		p: p, in: in, ids: ids, doc: new(Doc),
		// Clipped: goldmark appends a line end to the last line of a code block, which
		// would otherwise be written behind the text.
		src:      in.Text[:len(in.Text):len(in.Text)],
		lines:    source.NewLines(in.Text),
		explicit: r.explicit[:0], footnotes: r.footnotes[:0], headings: r.headings[:0],
		buf: r.buf[:0], cuts: r.cuts[:0], scratch: r.scratch[:0], quotes: r.quotes[:0],
		open: r.open[:0], notes: r.notes[:0], nextParen: -1,
	}
}

// end puts the Doc together and lets go of everything that belongs to the text.
func (r *reading) end() (*Doc, source.Problems) {
	r.doc.Parts = r.parts()
	doc, problems := r.doc, r.problems.Sort()
	r.letGo()
	return doc, problems
}

// letGo keeps the buffers and nothing of the text.
func (r *reading) letGo() {
	clear(r.footnotes)
	clear(r.headings)
	clear(r.cuts)
	clear(r.notes)
	clear(r.open)
	clear(r.explicit)
	r.src, r.in, r.lines, r.doc, r.problems = nil, Input{}, nil, nil, nil
	r.title, r.backlinkN, r.headingAttrs, r.numbers, r.written, r.refused = nil, nil, nil, nil, nil, nil
}

// parts cuts the buffer into Parts, all of them slices of one string.
func (r *reading) parts() []Part {
	var b strings.Builder
	b.Grow(len(r.buf))
	parts := make([]Part, 0, 2*len(r.cuts)+1)
	ends := make([]int, 0, len(r.cuts)+1) // of the HTML before each cut
	from := 0
	for i := range r.cuts {
		c := &r.cuts[i]
		b.Write(r.buf[from:c.at])
		from = c.at
		if c.fragment != "" {
			c.ref = r.fragment(&b, c.fragment, c.pos)
			if c.ref == nil {
				continue
			}
		}
		ends = append(ends, b.Len())
	}
	b.Write(r.buf[from:])
	html, start, n := b.String(), 0, 0
	for i := range r.cuts {
		c := &r.cuts[i]
		if c.ref == nil && c.block == nil {
			continue
		}
		if ends[n] > start {
			parts = append(parts, Part{HTML: html[start:ends[n]]})
		}
		start = ends[n]
		n++
		parts = append(parts, Part{Ref: c.ref, Block: c.block})
	}
	if len(html) > start {
		parts = append(parts, Part{HTML: html[start:]})
	}
	return parts
}

// pos is the place in the file of an offset in the text.
func (r *reading) pos(offset int) source.Position {
	line, column := r.lines.At(offset)
	return source.Position{File: r.in.File, Line: line + max(r.in.Line, 1) - 1, Column: column}
}

func (r *reading) problem(code string, offset int, hint, format string, args ...any) {
	r.problems.Add(code, r.pos(offset), hint, format, args...)
}

func (r *reading) warn(code string, offset int, hint, format string, args ...any) {
	r.problems.Warn(code, r.pos(offset), hint, format, args...)
}

// survey finds the title, gives every heading its id and hears what ids authors wrote.
// It goes through blocks only; explicit ids inside paragraphs were noted by the parsers.
func (r *reading) survey(root ast.Node) {
	r.surveyBlocks(root, true, 0)
	first := root.FirstChild()
	for first != nil && r.invisible(first) {
		first = first.NextSibling()
	}
	if h, ok := first.(*ast.Heading); ok && h.Level == 1 && !r.within {
		r.title = h
	}
	r.takeExplicit()

	for i := range r.headings {
		h := &r.headings[i]
		h.text = r.plainText(h.node)
		h.id = r.headingAttrs[h.node].id
		if h.node == r.title {
			r.doc.Title, r.doc.TitleID, r.doc.TitlePos = h.text, h.id, r.pos(h.node.Pos())
			if n := moreThanText(h.node, 0); n != nil {
				r.warn("title-not-plain", h.node.Pos(), "write them below it", "the title is shown as plain text, without the links, images, notes and HTML in it")
			}
			continue
		}
		if h.node.Level == 1 {
			r.shift = 1
		}
		if h.id == "" {
			h.id = r.ids.give(Slug(h.text))
		}
		if h.text == "" {
			r.problem("heading-empty", h.node.Pos(), "write its text after the #, or take it out", "the heading has no text")
		}
	}
	if slug := Slug(r.doc.Title); r.doc.TitleID == "" && !r.ids.taken(slug) {
		r.doc.TitleID = slug // other headings chose first
	}
	r.outline()
}

// moreThanText finds what a heading loses as plain text, other than emphasis.
func moreThanText(parent ast.Node, depth int) ast.Node {
	for n := parent.FirstChild(); n != nil && depth < maxDepth; n = n.NextSibling() {
		switch n.(type) {
		case *ast.Link, *ast.Image, *ast.AutoLink, *ast.RawHTML, *extast.FootnoteLink:
			return n
		}
		if found := moreThanText(n, depth+1); found != nil {
			return found
		}
	}
	return nil
}

// outline fills Doc.Headings and warns of levels left out. A page has one title, which
// the layout writes as its h1; when a # heading stands in the text all the same, every
// heading moves one level down, so that the outline keeps its shape.
func (r *reading) outline() {
	above := 1
	for i := range r.headings {
		h := &r.headings[i]
		if h.node == r.title {
			continue
		}
		level := r.level(h.node)
		if level > above+1 {
			r.warn("heading-level-skipped", h.node.Pos(), "write "+strings.Repeat("#", above+1-r.shift)+" here",
				"a heading with %s leaves out a level", strings.Repeat("#", h.node.Level))
		}
		above = level
		if h.top {
			r.doc.Headings = append(r.doc.Headings, Heading{Level: level, ID: h.id, Text: h.text, Pos: r.pos(h.node.Pos())})
		}
	}
}

func (r *reading) level(h *ast.Heading) int { return min(h.Level+r.shift, 6) }

func (r *reading) anchor(id string) { r.doc.Anchors = append(r.doc.Anchors, id) }

func (r *reading) surveyBlocks(parent ast.Node, top bool, depth int) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			r.headings = append(r.headings, heading{node: n, top: top})
		case *ast.HTMLBlock:
			r.noteHTMLBlockIDs(n)
		case *ast.Paragraph, *ast.TextBlock, *extast.Table:
		default:
			if n.Type() == ast.TypeBlock && depth < maxDepth {
				r.surveyBlocks(n, false, depth+1)
			}
		}
	}
}

// invisible says that a block leaves nothing on the page, so a # heading after it still
// opens the page.
func (r *reading) invisible(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.LinkReferenceDefinition, *extast.FootnoteList:
		return true
	case *ast.HTMLBlock:
		return n.HTMLBlockType == ast.HTMLBlockType2
	}
	return false
}
