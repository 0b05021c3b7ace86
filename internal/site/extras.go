package site

import (
	"bytes"
	"encoding/xml"
	"html/template"
	"slices"
	"strings"

	"redskab/internal/output"
	"redskab/internal/source"
)

// csp is the policy of every page: nothing but what the site itself serves, no connection
// to anywhere, no form that leaves the page, nothing written inline.
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'"

// extras makes the files that no author writes: for crawlers and for web servers. An
// offline build needs none of them.
func (s *Site) extras() map[string][]byte {
	if s.cfg.Offline {
		return nil
	}
	host := output.Host{CSP: csp, NotFound: true, Base: s.base()}
	for name, out := range s.assets.byName {
		if name != out {
			host.Hashed = append(host.Hashed, out)
		}
	}
	slices.Sort(host.Hashed)
	x := host.Files()
	x["robots.txt"] = s.robots()
	if s.tree.Site.URL != "" {
		x["sitemap.xml"] = s.sitemap()
	}
	x[notFoundFile] = nil // made by Make
	return x
}

func (s *Site) robots() []byte {
	text := "User-agent: *\nDisallow:\n"
	if s.tree.Site.URL != "" {
		text += "Sitemap: " + s.tree.Site.URL + "sitemap.xml\n"
	}
	return []byte(text)
}

func (s *Site) sitemap() []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range s.tree.Pages {
		b.WriteString("<url><loc>")
		// The escaper never fails on a buffer.
		_ = xml.EscapeText(&b, []byte(s.canonical(p.Path)))
		b.WriteString("</loc>")
		if day := p.Front.Reviewed; !day.IsZero() {
			b.WriteString("<lastmod>" + day.Format("2006-01-02") + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}

// base gives the path of the site's root on its host: "/" unless the site knows better.
func (s *Site) base() string {
	_, afterScheme, known := strings.Cut(s.tree.Site.URL, "://")
	if !known {
		return "/"
	}
	return afterScheme[strings.Index(afterScheme, "/"):]
}

// deepest is how many folders below the site's root an unknown address may lie for the
// page of what is not found to be dressed.
const deepest = 6

// makeNotFound makes the page that hosts serve for any address that does not exist, at
// that address. Page-relative links would lead astray there, so they begin at the root of
// the site. When the site does not know its own address, that is taken to be the root of
// the host; should it lie below a path all the same, the stylesheet is asked for at every
// depth, and a script that finds itself at one of them mends the links.
func (s *Site) makeNotFound(w *Work) ([]byte, source.Problems) {
	r := resolver{site: s, prefix: s.base()}
	l := s.makeLevel(r)
	v := &View{
		Kind: "notfound", Lang: "da", Title: "Siden findes ikke", Heading: "Siden findes ikke", Path: "/" + notFoundFile,
		CSP: csp, Site: l.site, Board: l.board, Tracks: l.tracks, resolver: r, tree: s.tree,
	}
	if ps := s.frameAnew(v, r); ps != nil {
		return nil, ps
	}
	data, ps := s.execute(v, "notfound.html", notFoundFile, w)
	if ps.Broken() || s.tree.Site.URL != "" {
		return data, ps
	}
	css, js := s.assets.byName["css/site.css"], s.assets.byName["js/notfound.js"]
	var guesses strings.Builder
	for d := range deepest {
		up := strings.Repeat("../", d)
		guesses.WriteString(`<link rel="stylesheet" href="` + up + css + `"><script defer src="` + up + js + `"></script>`)
	}
	return bytes.Replace(data, []byte("</head>"), []byte(guesses.String()+"</head>"), 1), nil
}

// frameAnew makes the pieces that other pages share: the addresses of this one are its own.
func (s *Site) frameAnew(v *View, r resolver) source.Problems {
	var ps source.Problems
	piece := func(name string, value any) template.HTML {
		var b strings.Builder
		ps = append(ps, s.layouts.Part(&b, name, value, notFoundFile)...)
		return template.HTML(b.String())
	}
	v.Assets, v.Footer = piece("nav/assets.html", v), piece("nav/footer.html", v)
	v.Menu = piece("nav/menu.html", s.menuView(r))
	if len(v.Board) > 0 {
		v.BoardNav = piece("nav/board.html", boardView(v))
	}
	return ps
}
