package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"redskab/internal/source"
)

// Minify appends src to dst with fewer bytes and the same meaning. It knows text/html,
// text/css, image/svg+xml, text/xml (also application/xml) and application/json; everything
// else is copied. JSON that is none is a problem with its line and column, and without a
// file, since Minify does not know it; the others never fail.
//
// It drops comments and white space, and only such white space as cannot be seen: that is
// what is safe to do to any page, and nearly all that is left to win under gzip. (A library
// that does more was tried. It closed up the words around a <tspan>, turned `flex: 1 1 0px`
// into something else, dropped value="on" of radio buttons, and took five times as long.)
//   - HTML keeps its DOM but for comments and for runs of white space, of which one character
//     stays: white space between inline elements, buttons and inputs too is never lost.
//     pre, textarea, script, style and the like are copied. Every attribute, quotation mark
//     and end tag stays.
//   - SVG likewise, inline or as a file, and untouched when it says xml:space.
//   - CSS keeps its tokens, in order. Comments that begin with /*! stay: they are licences.
//   - XML loses comments and indentation between tags, never white space beside text.
//   - JSON loses white space; numbers and strings stay as they were written.
//
// White space that a stylesheet makes visible (white-space: pre) outside these elements
// would be lost; a layout that wants it uses pre.
func Minify(kind string, dst *bytes.Buffer, src []byte) error {
	dst.Grow(len(src))
	switch kind {
	case "text/html":
		dst.Write(shrinkMarkup(dst.AvailableBuffer(), src, asHTML))
	case "image/svg+xml":
		if bytes.Contains(src, []byte("xml:space")) {
			dst.Write(src)
			return nil
		}
		dst.Write(shrinkMarkup(dst.AvailableBuffer(), src, asSVG))
	case "text/xml", "application/xml":
		dst.Write(shrinkMarkup(dst.AvailableBuffer(), src, asXML))
	case "text/css":
		dst.Write(shrinkCSS(dst.AvailableBuffer(), src))
	case "application/json":
		return compactJSON(dst, src)
	default:
		dst.Write(src)
	}
	return nil
}

func compactJSON(dst *bytes.Buffer, src []byte) error {
	if json.Compact(dst, src) == nil {
		return nil
	}
	var ps source.Problems
	var se *json.SyntaxError
	err := json.Unmarshal(src, new(json.RawMessage)) // Compact does not say where
	if !errors.As(err, &se) {
		return err
	}
	var pos source.Position
	lines, wrong := source.NewLines(src), int(se.Offset)-1 // the offset counts the wrong byte too
	if wrong < 0 || strings.HasPrefix(se.Error(), "unexpected end") {
		pos.Line, pos.Column = lines.At(len(src))
		ps.Add("output-json", pos, "", "is not JSON: it ends too soon")
		return ps
	}
	pos.Line, pos.Column = lines.At(wrong)
	r, _ := utf8.DecodeRune(src[wrong:])
	ps.Add("output-json", pos, "", "is not JSON: %q does not belong here", r)
	return ps
}
