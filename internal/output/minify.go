package output

import (
	"bytes"
	"fmt"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
)

// Minify appends src to dst with fewer bytes and the same meaning. It knows text/html and
// text/css; everything else is copied: scripts come minified from the bundler, and the
// white space of an SVG's texts is part of the drawing.
//
// HTML is minified with care rather than greed, since little is left to win under gzip:
//   - White space between inline elements is never lost, that in pre and textarea stays.
//   - End tags, quotation marks and default attributes stay: stylesheets, scripts and tests
//     select on them.
//   - Inline SVG is copied. (Its minifier closes up the words around a <tspan>.)
func Minify(kind string, dst *bytes.Buffer, src []byte) error {
	switch kind {
	case "text/html", "text/css":
		// A Buffer is read in place, a Reader would be copied.
		if err := minifier.Minify(kind, dst, bytes.NewBuffer(src)); err != nil {
			return fmt.Errorf("cannot be read as %s: %w", kind, err)
		}
	default:
		dst.Write(src)
	}
	return nil
}

var minifier = func() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDefaultAttrVals: true, KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	m.Add("text/css", &css.Minifier{})
	return m
}()
