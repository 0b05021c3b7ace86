package site

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"strings"

	"redskab/internal/content"
	"redskab/internal/markdown"
	"redskab/internal/output"
	"redskab/internal/source"
)

// Work is the memory that one goroutine reuses from file to file. The zero value is ready.
type Work struct {
	page, small bytes.Buffer
}

// notFoundFile is what hosts serve for an address that does not exist.
const notFoundFile = "404.html"

// Make makes the file at an output path. The bytes belong to w and stand until its next
// use; those of a file that is not made anew each time must not be changed.
func (s *Site) Make(p string, w *Work) ([]byte, source.Problems) {
	r, ok := s.made[p]
	switch {
	case !ok:
		var ps source.Problems
		ps.Add("site-no-file", source.Position{File: p}, "", "the site has no such file")
		return nil, ps
	case r.page != nil:
		return s.makePage(r.page, w)
	case r.alias != nil:
		return s.makeAlias(p, r.alias, w)
	case r.file != nil:
		data, err := fs.ReadFile(s.cfg.FS, r.file.File)
		if err != nil {
			var ps source.Problems
			ps.Add("content-unreadable", source.Position{File: r.file.File}, "", "cannot be read: %v", err)
			return nil, ps
		}
		return data, nil
	case p == notFoundFile:
		return s.makeNotFound(w)
	}
	return r.data, nil
}

func (s *Site) makePage(p *content.Page, w *Work) ([]byte, source.Problems) {
	v, ps := s.view(p)
	if ps.Broken() {
		return nil, ps
	}
	body, wrong := s.body(p, v)
	if ps = append(ps, wrong...); ps.Broken() {
		return nil, ps
	}
	v.Body = body
	data, wrong := s.execute(v, layoutOf(p, v.Kind), p.File, w)
	return data, append(ps, wrong...)
}

func (s *Site) execute(v *View, name, from string, w *Work) ([]byte, source.Problems) {
	w.page.Reset()
	if ps := s.layouts.Page(&w.page, name, v, from); ps != nil {
		return nil, ps
	}
	w.small.Reset()
	if ps := minify(&w.small, w.page.Bytes(), from); ps != nil {
		return nil, ps
	}
	w.page.Reset()
	v.splice(&w.page, w.small.Bytes())
	return w.page.Bytes(), nil
}

func minify(dst *bytes.Buffer, html []byte, from string) (ps source.Problems) {
	if err := output.Minify("text/html", dst, html); err != nil {
		ps.Add("site-minify", source.Position{File: from}, "", "the finished HTML %v", err)
	}
	return ps
}

func layoutOf(p *content.Page, kind string) string {
	if p.Front.Layout != "" {
		return p.Front.Layout + ".html"
	}
	return kind + ".html"
}

// body joins the parts of a page's text: its HTML as it is, addresses from the link
// table, blocks from the layouts of the sheet.
func (s *Site) body(p *content.Page, v *View) (template.HTML, source.Problems) {
	var b strings.Builder
	var ps source.Problems
	block := 0
	for _, part := range p.Doc.Parts {
		switch {
		case part.Ref != nil:
			s.ref(&b, part.Ref, p, v)
		case part.Block != nil:
			ps = append(ps, s.block(&b, p, block, v.resolver)...)
			block++
		default:
			b.WriteString(part.HTML)
		}
	}
	return template.HTML(b.String()), ps
}

// ref writes what stands for a Ref. Load has seen to it that it leads somewhere.
func (s *Site) ref(b *strings.Builder, ref *markdown.Ref, p *content.Page, v *View) {
	of := ref
	if ref.Of != nil {
		of = ref.Of
	}
	t, _ := s.tree.Resolve(p, of)
	switch ref.Kind {
	case markdown.RefLink:
		b.WriteString(html.EscapeString(s.targetURL(t, v)))
	case markdown.RefLinkNote:
		if t.File != nil && t.File.Type != "" {
			fmt.Fprintf(b, ` <span class="file-note">(%s, %s)</span>`, html.EscapeString(t.File.Type), fileSize(t.File.Size))
		}
	case markdown.RefImage:
		fmt.Fprintf(b, `src="%s"`, html.EscapeString(s.targetURL(t, v)))
		if t.File != nil && t.File.Width > 0 {
			fmt.Fprintf(b, ` width="%d" height="%d"`, t.File.Width, t.File.Height)
		}
	}
}

func (s *Site) targetURL(t content.Target, v *View) string {
	u := ""
	switch {
	case t.Page != nil:
		u = v.resolver.page(t.Page.Path)
	case t.File != nil:
		u = v.resolver.prefix + t.File.Path
	case t.Static != "":
		u = v.resolver.prefix + s.assets.byName[t.Static]
	}
	if t.Fragment != "" {
		u += "#" + t.Fragment
	}
	return u
}

// fileSize writes a number of bytes for people: "12 kB", "1,4 MB".
func fileSize(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d byte", n)
	case n < 1_000_000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return strings.Replace(fmt.Sprintf("%.1f MB", float64(n)/1e6), ".", ",", 1)
}

// makeAlias makes the page at an old address: it sends the browser on, and says so to
// people whose browser does not go.
func (s *Site) makeAlias(out string, to *content.Page, w *Work) ([]byte, source.Problems) {
	r := s.resolver(strings.Count(out, "/"))
	u := html.EscapeString(r.page(to.Path))
	canonical := ""
	if c := s.canonical(to.Path); c != "" {
		canonical = `<link rel="canonical" href="` + html.EscapeString(c) + `">`
	}
	title := html.EscapeString(to.Title)
	w.small.Reset()
	fmt.Fprintf(&w.small, `<!doctype html><html lang="da"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="%s"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url=%s">%s<title>%s</title></head><body><main><h1>Siden er flyttet</h1><p>Den hedder nu <a href="%s">%s</a>.</p></main></body></html>`,
		csp, u, canonical, title, u, title)
	return w.small.Bytes(), nil
}
