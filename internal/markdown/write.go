package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"redskab/internal/source"
)

func (r *reading) string(s string) { r.buf = append(r.buf, s...) }

// escape writes text that has no marks in it: as it is into plain text, with entities
// into HTML.
func (r *reading) escape(b []byte) {
	if r.plain {
		r.buf = append(r.buf, b...)
		return
	}
	run := 0
	for i, c := range b {
		entity := ""
		switch c {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case 0:
			entity = "\uFFFD"
		default:
			continue
		}
		r.buf = append(append(r.buf, b[run:i]...), entity...)
		run = i + 1
	}
	r.buf = append(r.buf, b[run:]...)
}

// attribute writes ` name="value"`, escaped.
func (r *reading) attribute(name, value string) {
	r.buf = append(append(append(r.buf, ' '), name...), '=', '"')
	r.attributeText(value)
	r.buf = append(r.buf, '"')
}

func (r *reading) attributeText(value string) {
	for i := range len(value) {
		switch c := value[i]; c {
		case '&':
			r.string("&amp;")
		case '"':
			r.string("&quot;")
		case '<':
			r.string("&lt;")
		case '>':
			r.string("&gt;")
		case 0:
			r.string("\uFFFD")
		default:
			r.buf = append(r.buf, c)
		}
	}
}

// cutRef leaves the place where we are to a Ref.
func (r *reading) cutRef(ref *Ref) { r.cuts = append(r.cuts, cut{at: len(r.buf), ref: ref}) }

// segments writes lines of code.
func (r *reading) segments(lines *text.Segments) {
	for i := range lines.Len() {
		s := lines.At(i)
		r.escape(s.Value(r.src))
	}
}

func (r *reading) codeLines(n ast.Node) { r.segments(n.Lines()) }

func isBlank(b []byte) bool { return len(bytes.TrimSpace(b)) == 0 }

// maxHints is the number of mistakes in one text for which we look for the name that was
// meant. Who makes more needs other help, and comparing all with all takes long.
const maxHints = 100

// nearest is source.DidYouMean for names in no particular order.
func (r *reading) nearest(name string, known func() []string) string {
	if r.hints++; r.hints > maxHints {
		return ""
	}
	names := known()
	slices.Sort(names)
	return source.DidYouMean(name, names)
}
