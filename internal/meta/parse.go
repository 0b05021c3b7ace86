package meta

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"redskab/internal/source"

	"go.yaml.in/yaml/v4"
)

const (
	maxDepth   = 100 // of lists and maps within each other; no author comes near it
	maxRepairs = 50  // mistakes repaired in memory before the reading gives up
)

// Parse reads one piece of YAML. Line and column are where its first byte stands in the
// file; a column above 1 means that every line of it was indented so much. An empty text
// is a Null. The Value is nil when nothing could be made of the text; with problems it may
// stand for a repaired text, which serves to find more problems and nothing else.
func Parse(file string, line, column int, text []byte) (*Value, source.Problems) {
	p := parser{file: file, line: line - 1, column: column - 1}
	text = p.clean(text)
	repaired := map[int]bool{}
	for {
		node, err := load(text)
		if err == nil {
			p.text = text
			return p.value(node, 0), p.ps
		}
		at, better := p.explain(err, text)
		if better == nil || repaired[at] || len(repaired) == maxRepairs {
			return nil, p.ps
		}
		repaired[at] = true
		text = better
	}
}

// load runs the library. A nil node is an empty document.
func load(text []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Load(text, &doc); err != nil {
		var several *yaml.LoadErrors
		if errors.As(err, &several) && strings.HasSuffix(err.Error(), "no documents in stream") {
			return nil, nil
		}
		return nil, err
	}
	return doc.Content[0], nil
}

// A parser turns the library's nodes and errors into Values and Problems. Line and column
// are what is added to the library's.
type parser struct {
	file         string
	line, column int
	text         []byte // as the library read it at last
	ps           source.Problems
}

func (p *parser) pos(line, column int) source.Position {
	return source.Position{File: p.file, Line: line + p.line, Column: column + p.column}
}

// clean complains about the bytes that the library would stop at, and gives a text without
// them whose lines and columns are the same. The text given is never changed.
func (p *parser) clean(text []byte) []byte {
	if !needsCleaning(text) {
		return text
	}
	var out bytes.Buffer
	line, column, indenting := 1, 1, true
	for i := 0; i < len(text); column++ {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == '\n', r == '\r' && !bytes.HasPrefix(text[i+1:], []byte{'\n'}):
			line, column, indenting = line+1, 0, true
			out.WriteByte('\n')
		case r == utf8.RuneError && size == 1:
			p.ps.Add("invalid-utf8", p.pos(line, column), "save the file as UTF-8", "the byte %#x is not UTF-8", text[i])
			out.WriteByte('?')
		case r == '\t' && indenting && !emptyLine(text[i:]):
			p.ps.Add("yaml-tab", p.pos(line, column), "use spaces", "a tab in the indentation")
			out.WriteString("  ")
			indenting = false // one complaint a line
		case r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xFEFF:
			out.WriteByte(' ')
		case (r < ' ' && r != '\t' && r != '\r') || r >= 0x7f && r < 0xa0 || r == 0xFFFE || r == 0xFFFF:
			p.ps.Add("control-character", p.pos(line, column), "remove it", "the invisible character U+%04X", r)
			out.WriteByte(' ')
		default:
			out.Write(text[i : i+size])
		}
		if r != ' ' && r != '\t' && r != '\n' {
			indenting = false
		}
		i += size
	}
	return out.Bytes()
}

// needsCleaning is the quick look that almost every text passes.
func needsCleaning(text []byte) bool {
	for i, c := range text {
		switch {
		case c == '\t':
			if i == 0 || text[i-1] <= ' ' {
				return true
			}
		case c == '\r':
			if i+1 == len(text) || text[i+1] != '\n' {
				return true
			}
		case c < ' ' && c != '\n', c == 0x7f:
			return true
		case c == 0xc2 || c == 0xe2 || c == 0xef: // leads U+0080–9F, U+2028, U+FEFF
			return true
		}
	}
	return !utf8.Valid(text)
}

func emptyLine(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	return len(bytes.TrimSpace(line)) == 0
}

// value turns a node and all below it into Values.
func (p *parser) value(n *yaml.Node, depth int) *Value {
	if n == nil {
		return &Value{Pos: p.pos(1, 1)}
	}
	v := &Value{Pos: p.pos(n.Line, n.Column)}
	if depth > maxDepth {
		p.ps.Add("yaml-depth", v.Pos, "", "lists and keys are nested deeper than %d levels", maxDepth)
		return v
	}
	if n.Anchor != "" || n.Kind == yaml.AliasNode || n.Style&yaml.TaggedStyle != 0 || n.Tag == "!" {
		p.mark(n)
	}
	switch n.Kind {
	case yaml.ScalarNode:
		v.Text = n.Value
		v.Quoted = n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		v.Kind = Text
		if !v.Quoted {
			v.Kind = kindOf(n.Value)
		}
	case yaml.SequenceNode:
		v.Kind, v.Flow = List, n.Style&yaml.FlowStyle != 0
		v.Items = make([]*Value, len(n.Content))
		for i, item := range n.Content {
			v.Items[i] = p.value(item, depth+1)
		}
	case yaml.MappingNode:
		v.Kind, v.Flow = Map, n.Style&yaml.FlowStyle != 0
		p.pairs(v, n.Content, depth)
	}
	p.comment(n)
	return v
}

// pairs fills a Map. A key that stands twice keeps its first value.
func (p *parser) pairs(v *Value, content []*yaml.Node, depth int) {
	v.Pairs = make([]Pair, 0, len(content)/2)
	var many map[string]int // only for long maps: a walk is quicker for short ones
	for i := 0; i+1 < len(content); i += 2 {
		key, value := content[i], content[i+1]
		pos := p.pos(key.Line, key.Column)
		p.comment(key)
		if key.Kind != yaml.ScalarNode {
			p.ps.Add("yaml-key", pos, "put a text with braces in quotation marks", "a key must be a word, not a list or keys and values")
			continue
		}
		if key.Anchor != "" || key.Style&yaml.TaggedStyle != 0 {
			p.mark(key)
		}
		if first, again := v.find(key.Value, &many); again {
			p.ps.Add("duplicate-key", pos, "", "key %q stands twice, first on line %d", key.Value, first.KeyPos.Line)
			continue
		}
		v.Pairs = append(v.Pairs, Pair{Key: key.Value, KeyPos: pos, Value: p.value(value, depth+1)})
	}
}

func (v *Value) find(key string, many *map[string]int) (*Pair, bool) {
	if len(v.Pairs) < 16 {
		for i := range v.Pairs {
			if v.Pairs[i].Key == key {
				return &v.Pairs[i], true
			}
		}
		return nil, false
	}
	if *many == nil {
		*many = map[string]int{}
	}
	for i := len(*many); i < len(v.Pairs); i++ {
		(*many)[v.Pairs[i].Key] = i
	}
	if i, ok := (*many)[key]; ok {
		return &v.Pairs[i], true
	}
	return nil, false
}

// mark complains about an anchor, an alias or a tag.
func (p *parser) mark(n *yaml.Node) {
	sign := "!"
	if n.Kind == yaml.AliasNode {
		sign = "*"
	} else if n.Anchor != "" {
		sign = "&"
	}
	p.ps.Add("yaml-reference", p.pos(n.Line, n.Column), p.quotedHint(p.text, n.Line), "YAML's %q (anchors, aliases and tags) is not read here", sign)
}

// comment complains when YAML took a text for a comment: # with no space behind it.
func (p *parser) comment(n *yaml.Node) {
	c := n.LineComment
	if len(c) < 2 || c[1] == ' ' || c[1] == '\t' || c[1] == '#' || c[1] == '\n' {
		return
	}
	c, _, _ = strings.Cut(c, "\n")
	for line := n.Line; line <= n.Line+maxDepth; line++ {
		text, ok := lineOf(p.text, line)
		if !ok {
			return
		}
		if at := bytes.LastIndex(text, []byte(c)); at >= 0 {
			p.ps.Add("yaml-hash", p.pos(line, utf8.RuneCount(text[:at])+1),
				p.quotedHint(p.text, line)+", or a space after # for a comment", "YAML takes %q for a comment", c)
			return
		}
	}
}
