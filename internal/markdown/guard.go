package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Limits that no text meant for readers comes near. They keep a hostile or damaged file
// from costing minutes or the stack: what goes over them is a problem, and is then read
// as plain text.
const (
	maxDepth  = 100        // containers (quotes, lists, items, notes) around a block; spans around a text
	maxEffort = 50_000_000 // see spend; a fraction of a second
	maxCells  = 200_000    // of one table, counting those that short rows lack
	maxLabels = 10_000     // lines of a paragraph that begins like link definitions
)

// spend notes work that may grow with the square of a paragraph's length, and reports
// whether there is any left. at is where the complaint points.
func (r *reading) spend(n, at int) bool {
	r.effort += n
	if r.effort <= maxEffort {
		return true
	}
	if !r.tangled {
		r.tangled = true
		r.problem("markdown-too-tangled", at, "make shorter paragraphs, put code between backticks, and write a backslash before marks that are only meant to be seen",
			"too many unmatched * _ ~ [ ] or notes to make sense of")
	}
	return false
}

func (r *reading) tooDeep(at int) {
	if !r.deep {
		r.deep = true
		r.problem("markdown-too-deep", at, "", "quotes, lists or emphasis stand more than %d levels inside each other", maxDepth)
	}
}

// shallow keeps a parser of containers from going too deep, where goldmark's time grows
// with the square of the depth, and browsers give up nesting elements.
type shallow struct{ parser.BlockParser }

func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) < maxDepth {
		return s.BlockParser.Open(parent, reader, pc)
	}
	line, pos := reader.Position()
	if node, _ := s.BlockParser.Open(parent, reader, pc); node != nil {
		reader.SetPosition(line, pos)
		readingOf(pc).tooDeep(pos.Start)
	}
	return nil, parser.NoChildren
}

// paragraphGuard drops paragraphs on which goldmark's search for link definitions would
// take minutes.
type paragraphGuard struct{}

func (paragraphGuard) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if node.Lines().Len() <= maxLabels {
		return
	}
	if first := node.Lines().At(0); !bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " "), []byte("[")) {
		return
	}
	readingOf(pc).problem("markdown-too-long", node.Lines().At(0).Start, "put an empty line between some of them",
		"more than %d lines beginning with a [ and no empty line between them", maxLabels)
	node.Parent().RemoveChild(node.Parent(), node)
}

// tableGuard leaves tables alone that would grow beyond all measure: every row is filled
// up to the number of columns, so a wide table of short rows is far larger than its text.
type tableGuard struct{ parser.ParagraphTransformer }

func (g tableGuard) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	if n := lines.Len(); n > 1 {
		columns := 0
		for i := range n {
			l := lines.At(i)
			if v := l.Value(reader.Source()); isDelimiterRow(v) {
				columns = max(columns, bytes.Count(v, []byte{'|'}))
			}
		}
		if columns > 0 && (columns+1)*n > maxCells {
			readingOf(pc).problem("table-too-large", lines.At(0).Start, "make several tables of it, or a file to download",
				"a table of %d lines and %d columns has more than %d cells", n, columns, maxCells)
			return
		}
	}
	g.ParagraphTransformer.Transform(node, reader, pc)
}

func isDelimiterRow(line []byte) bool {
	for _, c := range line {
		switch c {
		case ' ', '\t', '\n', '-', '|', ':':
		default:
			return false
		}
	}
	return bytes.IndexByte(line, '|') >= 0
}

// counted bounds the delimiters of emphasis: each that finds no partner is compared with
// all before it.
type counted struct{ parser.InlineParser }

func (c counted) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	r := readingOf(pc)
	r.delimiters++
	if _, pos := block.Position(); !r.spend(r.delimiters, pos.Start) {
		return nil
	}
	return c.InlineParser.Parse(parent, block, pc)
}

func (counted) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) { readingOf(pc).delimiters = 0 }

// linkParser is goldmark's, with two things added: it counts what looking for the end of
// an address costs, and it warns of what was meant as a link, [text][label] or
// [text](address), but cannot be one, and would come out with its brackets.
type linkParser struct {
	parser.InlineParser
	parser.CloseBlocker
}

func newLinkParser() linkParser {
	l := parser.NewLinkParser()
	return linkParser{l, l.(parser.CloseBlocker)}
}

func (l linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if line[0] != ']' || len(line) < 2 || !pc.IsInLinkLabel() {
		return l.InlineParser.Parse(parent, block, pc)
	}
	r := readingOf(pc)
	cost := r.brackets // goldmark may look at all that came to nothing
	if line[1] == '(' {
		cost += r.linkCost(line[2:], seg.Start+2)
	}
	if !r.spend(cost, seg.Start) {
		return nil
	}
	node := l.InlineParser.Parse(parent, block, pc)
	if node == nil {
		r.brackets++
	}
	switch {
	case node != nil:
	case line[1] == '[':
		r.undefinedLabel(line[1:], seg.Start+1, pc)
	case line[1] == '(':
		r.warn("link-unreadable", seg.Start+1, `write <…> around an address with spaces, and \" for a quotation mark in a title`,
			"what follows the ( after ] is no address, so this is text and no link")
	}
	return node
}

func (l linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	readingOf(pc).brackets = 0
	l.CloseBlocker.CloseBlock(parent, block, pc)
}

// linkCost is the number of bytes that goldmark looks at after "](".
func (r *reading) linkCost(line []byte, at int) int {
	i := 0
	if r.tangled { // it will not look
		return 0
	}
	if len(line) > 0 && line[0] == '<' {
		if i = bytes.IndexByte(line, '>'); i < 0 {
			i = len(line)
		}
		return i
	}
	for opened := 0; i < len(line) && !util.IsSpace(line[i]); i++ {
		switch line[i] {
		case '\\':
			i++
		case '(':
			opened++
		case ')':
			opened--
		}
		if opened < 0 {
			return i
		}
	}
	for i < len(line) && util.IsSpace(line[i]) {
		i++
	}
	if i < len(line) && line[i] == '(' { // a title, which may end far away
		if r.nextParen < at {
			r.nextParen = len(r.src)
			if n := bytes.IndexByte(r.src[at:], ')'); n >= 0 {
				r.nextParen = at + n
			}
		}
		i += r.nextParen - at
	}
	return i
}

func (r *reading) undefinedLabel(line []byte, at int, pc parser.Context) {
	end := bytes.IndexByte(line[:min(len(line), 1000)], ']')
	if end < 2 || line[1] == '^' {
		return
	}
	label := string(line[1:end])
	if _, ok := pc.Reference(util.ToLinkReference([]byte(label))); ok {
		return
	}
	hint := r.nearest(label, func() (known []string) {
		for _, ref := range pc.References() {
			known = append(known, string(ref.Label()))
		}
		return known
	})
	r.warn("link-label-missing", at+1, hint, "no line [%s]: says where this link leads", label)
}

// noteBlockParser hears of every footnote that is defined.
type noteBlockParser struct{ parser.BlockParser }

func (b noteBlockParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	r := readingOf(pc)
	r.footnotes = append(r.footnotes, node.(*extast.Footnote))
	b.BlockParser.Close(node, reader, pc)
}

// noteParser is goldmark's, and a [^name] without its definition is a problem.
type noteParser struct{ parser.InlineParser }

func (n noteParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	if len(line) < 2 || line[0] != '[' || line[1] != '^' {
		if line[0] == '!' {
			return n.InlineParser.Parse(parent, block, pc)
		}
		return nil
	}
	r := readingOf(pc)
	if !r.spend(4*len(r.footnotes), seg.Start) {
		return nil
	}
	node := n.InlineParser.Parse(parent, block, pc)
	if node == nil {
		r.undefinedNote(line, seg.Start)
	}
	return node
}

func (r *reading) undefinedNote(line []byte, at int) {
	end := bytes.IndexByte(line[:min(len(line), 100)], ']')
	if end < 3 || bytes.ContainsAny(line[2:end], " \t[") || end+1 < len(line) && line[end+1] == '(' {
		return
	}
	name := string(line[2:end])
	hint := r.nearest(name, func() (known []string) {
		for _, f := range r.footnotes {
			known = append(known, string(f.Ref))
		}
		return known
	})
	if hint == "" {
		hint = "write a line [^" + name + "]: with its text"
	}
	r.problem("footnote-missing", at, hint, "footnote [^%s] has no text", name)
}
