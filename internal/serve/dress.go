package serve

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"

	"redskab/internal/source"
)

//go:embed preview.js
var script string

//go:embed preview.css
var style string

// emptyPage stands in for a site that was never without problems.
var emptyPage = []byte(`<!doctype html><html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Redskab</title></head><body></body></html>`)

// Dress adds to a finished page what the preview needs: leave to hear of changes, the
// script that reloads, and the list of problems over the page. Everything else of the page
// stays as build writes it.
func Dress(page []byte, ps source.Problems, version int) []byte {
	page = bytes.Replace(page, []byte("connect-src 'none'"), []byte("connect-src 'self'"), 1)
	head := fmt.Sprintf(`<link rel="stylesheet" href="/_redskab/preview.css"><script defer src="/_redskab/preview.js" data-version="%d"></script></head>`, version)
	page = bytes.Replace(page, []byte("</head>"), []byte(head), 1)
	if len(ps) == 0 {
		return page
	}
	var b bytes.Buffer
	title := "1 problem"
	if len(ps) != 1 {
		title = fmt.Sprintf("%d problems", len(ps))
	}
	fmt.Fprintf(&b, `<aside id="redskab-problems" role="alert" lang="en"><details open><summary>%s in the sources; below is the last good page</summary><ol>`, title)
	for _, p := range ps {
		fmt.Fprintf(&b, `<li><code>%s</code> %s`, html.EscapeString(p.Pos.String()), html.EscapeString(p.Msg))
		if p.Hint != "" {
			fmt.Fprintf(&b, ` <em>%s</em>`, html.EscapeString(p.Hint))
		}
		b.WriteString(`</li>`)
	}
	b.WriteString(`</ol></details></aside></body>`)
	if !bytes.Contains(page, []byte("</body>")) {
		return append(page, b.Bytes()...)
	}
	return bytes.Replace(page, []byte("</body>"), b.Bytes(), 1)
}
