package layout

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

type leaf struct{ Title string }

type view struct {
	Title string
	Leaf  *leaf
	Items []leaf
}

func (v *view) URL(p string) (string, error) { return "../" + p, nil }

func files(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

const base = `<title>{{.Title}}</title>{{template "main" .}}`

func TestPageIsMainWithinBase(t *testing.T) {
	s, ps := Load(files(
		"base.html", base,
		"page.html", `{{define "main"}}<p>{{template "partials/x.html" .}}{{include "partials/leaf.html" .Leaf}}</p>{{end}}`,
		"section.html", `{{define "main"}}section <a href="{{.URL "mål"}}">x</a>{{end}}`,
		"partials/x.html", `{{.Title}}!`,
		"partials/leaf.html", `[{{.Title}}]`,
		"partials/notes.txt", `{{broken`,
	), "layouts")
	if ps != nil {
		t.Fatal(ps)
	}
	v := &view{Title: "<b> & co", Leaf: &leaf{"Blad"}}
	for name, want := range map[string]string{
		"page.html":    `<title>&lt;b&gt; &amp; co</title><p>&lt;b&gt; &amp; co![Blad]</p>`,
		"section.html": `<title>&lt;b&gt; &amp; co</title>section <a href="../m%c3%a5l">x</a>`,
	} {
		var b bytes.Buffer
		if ps := s.Page(&b, name, v, "content/a.md"); ps != nil {
			t.Fatal(ps)
		}
		if diff := cmp.Diff(want, b.String()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// loadAndRun gives every problem of loading the layouts and making one page of them.
func loadAndRun(m fstest.MapFS, page string) string {
	s, ps := Load(m, "layouts")
	if ps == nil {
		ps = s.Page(&bytes.Buffer{}, page, &view{Title: "T", Items: []leaf{{"x"}}}, "content/a.md")
	}
	return ps.Sort().Error()
}

func TestProblems(t *testing.T) {
	tests := map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"syntax error": {
			files("base.html", base, "page.html", "{{define \"main\"}}\n{{if}}\n{{end}}"),
			`layouts/page.html:2: missing value for if`,
		},
		"block never ended": {
			files("base.html", base, "page.html", "{{define \"main\"}}\n{{if .Title}}\n"),
			`layouts/page.html:3: unexpected EOF`,
		},
		"two files wrong, both reported": {
			files("base.html", base, "page.html", `{{define "main"}}{{end}}`, "partials/a.html", "{{", "partials/b.html", "\n{{end}}"),
			"layouts/partials/a.html:1: unclosed action\nlayouts/partials/b.html:2: unexpected {{end}}",
		},
		"unknown function": {
			files("base.html", base, "page.html", `{{define "main"}}{{dato .Title}}{{end}}`),
			`layouts/page.html:1: unknown function "dato" (did you mean "date"?)`,
		},
		"misspelt field": {
			files("base.html", base, "page.html", "{{define \"main\"}}\n<p>{{.Titel}}{{end}}"),
			`layouts/page.html:2:6: "Titel" is not a name in layout.view, in the page of content/a.md (did you mean "Title"?)`,
		},
		"misspelt field of a nested value": {
			files("base.html", base, "page.html", `{{define "main"}}{{range .Items}}{{.Titl}}{{end}}{{end}}`),
			`layouts/page.html:1:36: "Titl" is not a name in layout.leaf, in the page of content/a.md (did you mean "Title"?)`,
		},
		"misspelt field in an included part": {
			files("base.html", base, "page.html", `{{define "main"}}{{include "p/x.html" .}}{{end}}`, "p/x.html", "\n{{.Titel}}"),
			`layouts/p/x.html:2:3: "Titel" is not a name in layout.view, in the page of content/a.md (did you mean "Title"?)`,
		},
		"misspelt method": {
			files("base.html", base, "page.html", `{{define "main"}}{{.Url "x"}}{{end}}`),
			`layouts/page.html:1:20: "Url" is not a name in layout.view, in the page of content/a.md (did you mean "URL"?)`,
		},
		"missing part": {
			files("base.html", base, "page.html", `{{define "main"}}{{template "partials/y.html" .}}{{end}}`),
			`layouts/page.html:1:29: no such template "partials/y.html", in the page of content/a.md`,
		},
		"missing included part": {
			files("base.html", base, "page.html", `{{define "main"}}{{include "partials/y.html" .}}{{end}}`),
			`layouts/page.html:1:20: {{include "partials/y.html" .}}: error calling include: there is no layout "partials/y.html", in the page of content/a.md`,
		},
		"endless recursion": {
			files("base.html", base, "page.html", `{{define "main"}}{{template "p/x.html" .}}{{end}}`, "p/x.html", `x{{template "p/x.html" .}}`),
			`layouts/p/x.html:1:13: the layout never comes to an end, in the page of content/a.md (does it include itself?)`,
		},
		"endless inclusion by name": {
			files("base.html", base, "page.html", `{{define "main"}}{{include "p/x.html" .}}{{end}}`, "p/x.html", `x{{include "p/x.html" .}}`),
			`layouts/p/x.html:1:4: the layout never comes to an end, in the page of content/a.md (does it include itself?)`,
		},
		"html that escaping cannot follow": {
			files("base.html", base, "page.html", "{{define \"main\"}}\n<a href=\"{{if .Title}}\"{{end}}>{{end}}"),
			`layouts/page.html:2:15: {{if}} branches end in different contexts, in the page of content/a.md (open and close quotation marks and tags in the same branch)`,
		},
		"no base": {
			files("page.html", `{{define "main"}}{{end}}`),
			`layouts/base.html: there is no base.html (every page layout is placed in it)`,
		},
		"no main": {
			files("base.html", base, "page.html", `x`),
			`layouts/page.html: the layout has no main (write {{define "main"}} … {{end}})`,
		},
		"not UTF-8": {
			files("base.html", base, "page.html", "\xff"),
			`layouts/page.html: the layout is not UTF-8 text (save the file as UTF-8)`,
		},
		"no such layout": {
			files("base.html", base, "pages.html", `{{define "main"}}{{end}}`),
			`content/a.md: there is no layout "page.html" (did you mean "pages.html"?)`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, loadAndRun(tt.files, "page.html")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDateIsWrittenTheDanishWay(t *testing.T) {
	if got := Date(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)); got != "1. marts 2026" {
		t.Error(got)
	}
	if got := Date(time.Time{}); got != "" {
		t.Errorf("the zero time gives %q", got)
	}
}

func TestHugePageIsGivenUp(t *testing.T) {
	s, ps := Load(files("base.html", base, "page.html", `{{define "main"}}{{.Title}}{{end}}`), "layouts")
	if ps != nil {
		t.Fatal(ps)
	}
	ps = s.Page(&bytes.Buffer{}, "page.html", &view{Title: strings.Repeat("x", MaxPage)}, "content/a.md")
	if len(ps) != 1 || ps[0].Code != "layout-endless" {
		t.Error(ps)
	}
}
