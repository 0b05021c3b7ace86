package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"redskab/internal/source"
)

// attributes is what an author wrote in braces: {#id .class lang=en title="…"}.
type attributes struct {
	id      string
	idAt    int // offset of the #
	classes []string
	pairs   []pair
}

type pair struct {
	key, value string
	at         int
}

// attributeNames are the keys that may stand before a =. alt is for images.
var attributeNames = []string{"alt", "dir", "lang", "title"}

// scanAttributes reads a list in braces at the start of b, which stands at offset at, and
// gives its length. Braces around anything else are text, so {navn} and {{ x }} never
// mean more than they show.
func scanAttributes(b []byte, at int) (a attributes, n int, ok bool) {
	if len(b) == 0 || b[0] != '{' {
		return a, 0, false
	}
	for i := 1; i < len(b); {
		switch c := b[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '}':
			return a, i + 1, a.id != "" || len(a.classes)+len(a.pairs) > 0
		case c == '#' || c == '.':
			end := i + 1
			for end < len(b) && isNameByte(b[end]) {
				end++
			}
			if end == i+1 {
				return a, 0, false
			}
			if c == '.' {
				a.classes = append(a.classes, string(b[i+1:end]))
			} else {
				a.id, a.idAt = string(b[i+1:end]), at+i
			}
			i = end
		default:
			p, size := scanPair(b[i:])
			switch {
			case size == 0:
				return a, 0, false
			case p.key == "id" && isID(p.value):
				a.id, a.idAt = p.value, at+i
			case p.key == "class":
				a.classes = append(a.classes, strings.Fields(p.value)...)
			default:
				p.at = at + i
				a.pairs = append(a.pairs, p)
			}
			i += size
		}
	}
	return a, 0, false
}

// scanPair reads key=value or key="value"; 0 when b does not begin with one.
func scanPair(b []byte) (pair, int) {
	eq := 0
	for eq < len(b) && (isLetter(b[eq]) || eq > 0 && (b[eq] == '-' || isDigit(b[eq]))) {
		eq++
	}
	if eq == 0 || eq+1 >= len(b) || b[eq] != '=' {
		return pair{}, 0
	}
	p := pair{key: strings.ToLower(string(b[:eq]))}
	value := b[eq+1:]
	if value[0] == '"' {
		end := bytes.IndexByte(value[1:], '"')
		if end < 0 {
			return pair{}, 0
		}
		p.value = string(value[1 : 1+end])
		return p, eq + 1 + end + 2
	}
	end := 0
	for end < len(value) && !bytes.ContainsRune([]byte(" \t\n{}\"'=<>`"), rune(value[end])) {
		end++
	}
	if end == 0 {
		return pair{}, 0
	}
	p.value = string(value[:end])
	return p, eq + 1 + end
}

func isNameByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == ':' || c >= 0x80
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }

// checkAttributes complains of keys that mean nothing here.
func (r *reading) checkAttributes(a attributes, image bool) {
	for _, p := range a.pairs {
		if !slices.Contains(attributeNames, p.key) || p.key == "alt" && !image {
			hint := source.DidYouMean(p.key, []string{"class", "dir", "id", "lang", "title"})
			if hint == "" {
				hint = `what may stand here is #id, .class, lang=…, dir=… and title="…"`
			}
			r.problem("attribute-unknown", p.at, hint, "unknown attribute %q", p.key)
		}
	}
}

// writeAttributes writes them all but alt, each with a space before it.
func (r *reading) writeAttributes(a attributes) {
	if a.id != "" {
		r.attribute("id", a.id)
	}
	if len(a.classes) > 0 {
		r.attribute("class", strings.Join(a.classes, " "))
	}
	for _, p := range a.pairs {
		if p.key != "alt" && slices.Contains(attributeNames, p.key) {
			r.attribute(p.key, p.value)
		}
	}
}

// attributeParser reads attributes that follow an image or a link without a space. They
// become a node of their own behind it; see attributesAfter.
type attributeParser struct{}

func (attributeParser) Trigger() []byte { return []byte{'{'} }

func (attributeParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	image := false
	switch parent.LastChild().(type) {
	case *ast.Image:
		image = true
	case *ast.Link:
	default:
		return nil
	}
	line, seg := block.PeekLine()
	a, n, ok := scanAttributes(line, seg.Start)
	if !ok {
		return nil
	}
	r := readingOf(pc)
	r.checkAttributes(a, image)
	if a.id != "" {
		r.explicit = append(r.explicit, explicitID{a.id, a.idAt})
	}
	block.Advance(n)
	return &attributeNode{attributes: a}
}

// attributeNode stands behind the image or link that its attributes belong to.
type attributeNode struct {
	ast.BaseInline
	attributes attributes
}

var kindAttributes = ast.NewNodeKind("Attributes")

func (*attributeNode) Kind() ast.NodeKind { return kindAttributes }

func (n *attributeNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func attributesAfter(n ast.Node) attributes {
	if a, ok := n.NextSibling().(*attributeNode); ok {
		return a.attributes
	}
	return attributes{}
}

// headingParser takes the attributes off the end of a heading before its text is read.
type headingParser struct{ parser.BlockParser }

func (h headingParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	lines := node.Lines()
	if node.Parent() == nil || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	value := last.Value(reader.Source())
	trimmed := bytes.TrimRight(value, " \t\n")
	open := bytes.LastIndexByte(trimmed, '{')
	if open < 0 || trimmed[len(trimmed)-1] != '}' {
		return
	}
	at := last.Start + open - last.Padding
	a, n, ok := scanAttributes(trimmed[open:], at)
	if !ok || n != len(trimmed)-open || !a.known() {
		return
	}
	r := readingOf(pc)
	r.checkAttributes(a, false)
	last.Stop = at
	last = last.TrimRightSpace(reader.Source())
	if v := last.Value(reader.Source()); bytes.HasSuffix(v, []byte("#")) { // ## Text ## {#id}
		if w := bytes.TrimRight(v, "#"); bytes.HasSuffix(w, []byte(" ")) {
			last.Stop -= len(v) - len(w)
			last = last.TrimRightSpace(reader.Source())
		}
	}
	lines.Set(lines.Len()-1, last)
	if r.headingAttrs == nil {
		r.headingAttrs = make(map[*ast.Heading]attributes)
	}
	r.headingAttrs[node.(*ast.Heading)] = a
	if a.id != "" {
		r.explicit = append(r.explicit, explicitID{a.id, a.idAt})
	}
}

// known says that a list at the end of a heading is meant as attributes: a formula in
// braces, {a=1}, is text.
func (a attributes) known() bool {
	return a.id != "" || len(a.classes) > 0 || slices.ContainsFunc(a.pairs, func(p pair) bool {
		return slices.Contains(attributeNames, p.key)
	})
}
