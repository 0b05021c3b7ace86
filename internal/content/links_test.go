package content

import (
	"testing"
	"testing/fstest"

	"redskab/internal/markdown"

	"github.com/google/go-cmp/cmp"
)

// Where every way of writing a link leads, seen from content/mandat/temamøde.md. A file
// comes before an address: ./side/ is the folder beside the file, not a page below it.
func TestResolve(t *testing.T) {
	site := fstest.MapFS{
		"content/_index.md":             {},
		"content/om.md":                 {Data: []byte("---\naliases: [/gammelt/, /gammelt.html]\n---\n")},
		"content/mandat/_index.md":      {},
		"content/mandat/temamøde.md":    {},
		"content/mandat/nabo.md":        {Data: []byte("## Mål\n")},
		"content/mandat/side/_index.md": {},
		"content/mandat/Skabelon A.pdf": {},
		"content/mandat/kort.svg":       {Data: []byte("<svg/>")},
		"static/bilag/a.pdf":            {},
		"content/site.yaml":             {Data: []byte("id: x\n")},
		"content/ark.md":                {Data: []byte("---\nworksheet: {id: ark, edition: 1, time: 5, who: alle, evidence: own}\n---\n```field\n{id: maal, label: Mål, kind: text}\n```\n")},
	}
	tree, ps := load(site)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	tests := map[string]string{
		"nabo.md":                     "/mandat/nabo/",
		"./nabo.md":                   "/mandat/nabo/",
		"nabo":                        "/mandat/nabo/",
		"nabo/":                       "/mandat/nabo/",
		"../nabo/":                    "/mandat/nabo/",
		"../nabo":                     "/mandat/nabo/",
		"nabo.md#mål":                 "/mandat/nabo/#maal",
		"nabo.md#m%C3%A5l":            "/mandat/nabo/#maal",
		"nabo.md#":                    "/mandat/nabo/",
		"nabo.md#top":                 "/mandat/nabo/",
		"temam%C3%B8de.md":            "/mandat/temamoede/",
		"side/":                       "/mandat/side/",
		"side":                        "/mandat/side/",
		"side/_index.md":              "/mandat/side/",
		".":                           "/mandat/",
		"..":                          "/",
		"../":                         "/",
		"../_index.md":                "/",
		"../om.md":                    "/om/",
		"../../om/":                   "/om/",
		"/":                           "/",
		"/index.html":                 "/",
		"/om":                         "/om/",
		"/om/index.html":              "/om/",
		"/om.md":                      "/om/",
		"/content/om.md":              "/om/",
		"/gammelt/":                   "/om/",
		"/gammelt":                    "/om/",
		"/gammelt.html":               "/om/",
		"/ark/#maal":                  "/ark/#f-maal",
		"../ark.md#f-maal":            "/ark/#f-maal",
		"Skabelon A.pdf":              "file mandat/skabelon-a.pdf",
		"Skabelon%20A.pdf#page=2":     "file mandat/skabelon-a.pdf#page=2",
		"/mandat/skabelon-a.pdf":      "file mandat/skabelon-a.pdf",
		"../mandat/Skabelon%20A.pdf":  "file mandat/skabelon-a.pdf",
		"/mandat/Skabelon A.pdf":      "file mandat/skabelon-a.pdf",
		"kort.svg":                    "file mandat/kort.svg",
		"/bilag/a.pdf":                "static bilag/a.pdf",
		"../../static/bilag/a.pdf":    "static bilag/a.pdf",
		"../../../bilag/a.pdf":        "",
		"/static/bilag/a.pdf":         "",
		"/../om.md":                   "/om/",
		"/ny/":                        "",
		"http-ish":                    "",
		"%zz.md":                      "",
		"#":                           "/mandat/temamoede/",
		"nabo.md?print":               "/mandat/nabo/",
		"../../../../../../etc/hosts": "",
	}
	from := tree.pages["/mandat/temamoede/"]
	for dest, want := range tests {
		target, ps := tree.Resolve(from, &markdown.Ref{Dest: dest})
		got := ""
		switch {
		case target.Page != nil:
			got = target.Page.Path
		case target.File != nil:
			got = "file " + target.File.Path
		case target.Static != "":
			got = "static " + target.Static
		}
		if target.Fragment != "" {
			got += "#" + target.Fragment
		}
		if got != want {
			t.Errorf("%s leads to %q, want %q", dest, got, want)
		}
		if wrong := want == "" || dest == "nabo.md?print"; wrong != ps.Broken() {
			t.Errorf("%s: problems %v", dest, ps)
		}
	}
}

// A renamed folder breaks many links at once: all are told, the first with what may have
// been meant.
func TestManyBrokenLinks(t *testing.T) {
	site := fstest.MapFS{"content/_index.md": {}, "content/maalene/_index.md": {}}
	body := ""
	for range 70 {
		body += "- [a](/maalet/)\n"
	}
	site["content/side.md"] = &fstest.MapFile{Data: []byte(body)}
	_, ps := load(site)
	hints := 0
	for _, p := range ps {
		if p.Hint == `did you mean "/maalene/"?` {
			hints++
		}
	}
	if diff := cmp.Diff([]int{70, maxGuesses}, []int{len(ps), hints}); diff != "" {
		t.Error(diff)
	}
}
