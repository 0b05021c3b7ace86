package site_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"redskab"
	"redskab/internal/site"
)

// small layouts show what a View holds without the design around it.
var small = map[string]string{
	"layouts/base.html": `<!doctype html><html lang="{{.Lang}}"><head><title>{{.Title}}</title><meta name="x" content="{{.Canonical}}"><link rel="stylesheet" href="{{.Asset "css/site.css"}}"></head><body>{{.Menu}}{{template "main" .}}</body></html>`,
	"layouts/page.html": `{{define "main"}}<main><h1>{{.Heading}}</h1>{{range .Crumbs}}<a href="{{.URL}}">{{.Title}}</a>›{{end}}{{.Body}}{{with .Prev}}<a rel="prev" href="{{.URL}}">{{.Title}}</a>{{end}}{{with .Next}}<a rel="next" href="{{.URL}}">{{.Title}}</a>{{end}}</main>{{end}}`,
}

func sources(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range small {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func load(t *testing.T, cfg site.Config) *site.Site {
	t.Helper()
	cfg.Defaults = redskab.Files
	s, ps := site.Load(cfg)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	return s
}

func file(t *testing.T, s *site.Site, name string) string {
	t.Helper()
	var w site.Work
	data, ps := s.Make(name, &w)
	if ps != nil {
		t.Fatal(ps)
	}
	return string(data)
}

// wants reports each piece that a text does not hold.
func wants(t *testing.T, text string, pieces ...string) {
	t.Helper()
	for _, p := range pieces {
		if !strings.Contains(text, p) {
			t.Errorf("there is no %s in\n%s", p, text)
		}
	}
}

func TestAddressesLeadFromPageToPage(t *testing.T) {
	fsys := sources(
		"content/_index.md", "# Forside\n\n[Dybt nede](a/b/c.md#et-afsnit)\n",
		"content/a/_index.md", "# A\n",
		"content/a/b/c.md", "# C\n\n[Hjem](/) og [A](../_index.md)\n\n## Et afsnit\n",
	)
	t.Run("on a host", func(t *testing.T) {
		s := load(t, site.Config{FS: fsys})
		wants(t, file(t, s, "index.html"), `href="a/b/c/#et-afsnit"`, `href="css/site.`)
		wants(t, file(t, s, "a/b/c/index.html"), `href="../../../"`, `href="../../../a/"`, `href="../../../css/site.`)
	})
	t.Run("from disk", func(t *testing.T) {
		s := load(t, site.Config{FS: fsys, Offline: true, URL: "https://example.org/"})
		wants(t, file(t, s, "index.html"), `href="a/b/c/index.html#et-afsnit"`, `<meta name="x" content>`)
		wants(t, file(t, s, "a/b/c/index.html"), `href="../../../index.html"`, `href="../../../a/index.html"`)
		for _, p := range s.Paths() {
			if p == "404.html" || p == "sitemap.xml" || p == ".htaccess" {
				t.Errorf("an offline build has %s, which only a server reads", p)
			}
		}
	})
	t.Run("with a known address", func(t *testing.T) {
		s := load(t, site.Config{FS: fsys, URL: "https://example.org/kommune"})
		wants(t, file(t, s, "a/b/c/index.html"), `content="https://example.org/kommune/a/b/c/"`, `href="../../../a/"`)
		wants(t, file(t, s, "sitemap.xml"), `<loc>https://example.org/kommune/a/b/c/</loc>`)
		wants(t, file(t, s, "404.html"), `href="/kommune/css/site.`)
		wants(t, file(t, s, "robots.txt"), "Sitemap: https://example.org/kommune/sitemap.xml")
	})
}

func TestPageOfWhatIsNotFoundIsDressedAtAnyDepth(t *testing.T) {
	s := load(t, site.Config{FS: sources("content/_index.md", "# Forside\n")})
	css := ""
	for _, p := range s.Paths() {
		if strings.HasPrefix(p, "css/site.") {
			css = p
		}
	}
	wants(t, file(t, s, "404.html"), `href="/`+css+`"`, `href="`+css+`"`, `href="../`+css+`"`, `href="../../`+css+`"`, `src="../../js/notfound.`)
}

func TestOldAddressSendsOn(t *testing.T) {
	s := load(t, site.Config{URL: "https://example.org/", FS: sources(
		"content/_index.md", "# Forside\n",
		"content/ny.md", "---\naliases: [/gammel/sti/, /side.html]\n---\n# Ny & bedre\n",
	)})
	wants(t, file(t, s, "gammel/sti/index.html"), `content="0; url=../../ny/"`, `<a href="../../ny/">Ny &amp; bedre</a>`, `<link rel="canonical" href="https://example.org/ny/">`)
	wants(t, file(t, s, "side.html"), `url=ny/`)
}

func TestReadingOrderIsFollowed(t *testing.T) {
	s := load(t, site.Config{FS: sources(
		"content/_index.md", "# Forside\n",
		"content/b.md", "---\nweight: 1\n---\n# Først\n",
		"content/a.md", "---\nweight: 2\n---\n# Så\n",
	)})
	wants(t, file(t, s, "b/index.html"), `<a rel="next" href="../a/">Så</a>`)
	wants(t, file(t, s, "a/index.html"), `<a rel="prev" href="../b/">Først</a>`)
}

func TestStaticFileIsNamedByItsBytesAndFoundFromStylesheets(t *testing.T) {
	s := load(t, site.Config{FS: sources(
		"content/_index.md", "# Forside\n\n![Et kort](/img/kort.svg)\n",
		"static/img/kort.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>Kort</title></svg>`,
		"static/css/site.css", `body { background: url('../img/kort.svg') }`,
		"static/favicon.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`,
	)})
	var css, img string
	for _, p := range s.Paths() {
		switch {
		case strings.HasPrefix(p, "css/site."):
			css = p
		case strings.HasPrefix(p, "img/kort."):
			img = p
		}
	}
	if img == "img/kort.svg" || !s.Has("favicon.svg") {
		t.Errorf("the names are %s and %s", img, css)
	}
	wants(t, file(t, s, css), "../"+img)
	wants(t, file(t, s, "index.html"), `src="`+img+`"`)
}

func TestProblemsOfTheWholeSite(t *testing.T) {
	good := "# Forside\n"
	tests := map[string]struct {
		fsys fstest.MapFS
		want string
	}{
		"a stylesheet points to a file that is not there": {
			sources("content/_index.md", good, "static/css/site.css", "body {\n  background: url(../img/kort.png) }"),
			`static/css/site.css:2:19: there is no file static/img/kort.png`,
		},
		"a layout asks for a file that is not there": {
			sources("content/_index.md", good, "layouts/page.html", `{{define "main"}}{{.Asset "css/sit.css"}}{{end}}`, "content/a.md", "# A"),
			`layouts/page.html:1:20: {{.Asset}}: error calling Asset: there is no file static/css/sit.css, in the page of content/a.md`,
		},
		"a layout links to a page that is not there": {
			sources("content/_index.md", good, "layouts/page.html", `{{define "main"}}{{.URL "/b/"}}{{end}}`, "content/a.md", "# A"),
			`layouts/page.html:1:20: {{.URL}}: error calling URL: there is no page /b/, in the page of content/a.md`,
		},
		"a page asks for a layout that is not there": {
			sources("content/_index.md", good, "content/a.md", "---\nlayout: pagee\n---\n# A"),
			`content/a.md:2:9: there is no layout "pagee" (did you mean "page"?)`,
		},
		"a page and a static file take one place": {
			sources("content/_index.md", good, "static/index.html", "x"),
			`static/index.html: index.html is also made of content/_index.md (rename one of them)`,
		},
		"a misspelt name in a layout, and each page it breaks": {
			sources("content/_index.md", good, "layouts/page.html", `{{define "main"}}{{.Titel}}{{end}}`, "content/a.md", "# A", "content/b.md", "# B"),
			`layouts/page.html:1:20: "Titel" is not a name in site.View, in the page of content/a.md (did you mean "Title"?)` + "\n" +
				`layouts/page.html:1:20: "Titel" is not a name in site.View, in the page of content/b.md (did you mean "Title"?)`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, _, err := site.Build(context.Background(), site.Config{FS: tt.fsys, Defaults: redskab.Files, Out: t.TempDir()})
			if err == nil {
				t.Fatal("no problem was found")
			}
			if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestInterruptedBuildLeavesTheFolderAlone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	out := t.TempDir()
	_, _, err := site.Build(ctx, site.Config{FS: sources("content/_index.md", "# Forside\n"), Defaults: redskab.Files, Out: out})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	for name := range tree(t, out) {
		if !strings.HasPrefix(name, ".redskab/") {
			t.Errorf("%s was written", name)
		}
	}
}
