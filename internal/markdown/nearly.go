package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// nearly warns of a paragraph that its author meant as something else, and that lacks one
// sign of it: Markdown knows no mistakes, so it would stand in the page as it was written.
func (r *reading) nearly(n *ast.Paragraph) {
	first := n.Lines().At(0)
	line := bytes.TrimSpace(first.Value(r.src))
	if len(line) == 0 {
		return
	}
	switch line[0] {
	case '#':
		marks := len(line) - len(bytes.TrimLeft(line, "#"))
		if c, _ := utf8.DecodeRune(line[marks:]); marks <= 6 && unicode.IsLetter(c) {
			r.warn("nearly-heading", first.Start, "write "+shorten(string(line[:marks])+" "+string(line[marks:]), 60)+`, or \ before it to show it as it is`,
				"a heading has a space after its %s", line[:marks])
		}
	case '|':
		if columns := bytes.Count(line, []byte{'|'}) - 1; columns > 0 && n.Lines().Len() > 1 {
			second := n.Lines().At(1)
			below := bytes.TrimSpace(second.Value(r.src))
			if bytes.HasPrefix(below, []byte{'|'}) && !isDelimiterRow(below) { // with one it is a table, or was refused
				r.warn("nearly-table", second.Start, "write a line of "+strings.Repeat("|---", min(columns, 6))+"| above it", "a table has a line of hyphens below its first")
			}
		}
	case '[':
		if _, ok := n.Parent().(*ast.Blockquote); ok && n.PreviousSibling() == nil {
			r.nearlyCallout(line, first.Start)
		}
	default:
		r.nearlyBlock(line, first.Start)
	}
}

// nearlyCallout looks for [TIP] and [!TIP]text.
func (r *reading) nearlyCallout(line []byte, at int) {
	end := bytes.IndexByte(line, ']')
	if end < 0 {
		return
	}
	c, ok := calloutNamed(string(bytes.TrimPrefix(line[1:end], []byte{'!'})))
	if ok && line[1] == '!' {
		r.warn("nearly-callout", at, "write a space after the ], or go on below it", "a text stands right behind [!%s]", c.word)
	} else if ok && (end+1 == len(line) || line[end+1] != '(') {
		r.warn("nearly-callout", at, "write [!"+c.word+"]", "[%s] begins no callout", line[1:end])
	}
}

// nearlyBlock looks for a fence of signs that are not the right ones, or too few.
func (r *reading) nearlyBlock(line []byte, at int) {
	name := bytes.TrimLeft(line, "`´'‘’\"”")
	marks := utf8.RuneCount(line[:len(line)-len(name)])
	if marks >= 2 && slices.Contains(r.p.blocks, string(bytes.TrimSpace(name))) {
		r.warn("nearly-block", at, "write ```"+string(bytes.TrimSpace(name))+", with the sign called grave accent", "a block begins with three ` and its name")
	}
}
