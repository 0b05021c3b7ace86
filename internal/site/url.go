package site

import (
	"fmt"
	"strings"
)

// A resolver writes addresses for one page. Prefix leads from the page to the root of the
// site: "" for the front page, "../../" for a page two folders down.
type resolver struct {
	site   *Site
	prefix string
	index  string // "index.html" in an offline build, where a folder is no page
}

func (s *Site) resolver(depth int) resolver {
	r := resolver{site: s}
	if depth < len(prefixes) {
		r.prefix = prefixes[depth]
	} else {
		r.prefix = strings.Repeat("../", depth)
	}
	if s.cfg.Offline {
		r.index = "index.html"
	}
	return r
}

var prefixes = [...]string{"", "../", "../../", "../../../", "../../../../"}

// depth is the number of folders a page lies in: 0 for "/", 2 for "/mandat/temamoede/".
func depth(urlPath string) int { return strings.Count(urlPath, "/") - 1 }

// page gives the address of a page that is known to exist.
func (r resolver) page(urlPath string) string {
	u := r.prefix + strings.TrimPrefix(urlPath, "/") + r.index
	if u == "" {
		return "./"
	}
	return u
}

func (r resolver) pageURL(to string) (string, error) {
	p, fragment, hasFragment := strings.Cut(to, "#")
	if !r.site.Has(pageFile(p)) {
		return "", fmt.Errorf("there is no page %s", p)
	}
	u := r.page(p)
	if hasFragment {
		u += "#" + fragment
	}
	return u, nil
}

func (r resolver) assetURL(name string) (string, error) {
	out, ok := r.site.assets.byName[name]
	if !ok {
		return "", fmt.Errorf("there is no file static/%s", name)
	}
	return r.prefix + out, nil
}

// URL gives the page-relative address of a page ("/mandat/", "/mandat/#maal"). A page that
// does not exist is a problem in the layout.
func (v *View) URL(path string) (string, error) { return v.resolver.pageURL(path) }

// Asset gives the page-relative address of a file of static/ or a bundle ("css/site.css"),
// under its hashed name.
func (v *View) Asset(name string) (string, error) { return v.resolver.assetURL(name) }

// HasAsset reports whether there is such a file, for what a site may leave out.
func (v *View) HasAsset(name string) bool { return v.resolver.site.assets.has(name) }

// FigureKinds gives the kinds of figures that there is a script for, for pages that may draw
// any of them.
func (v *View) FigureKinds() []string {
	var kinds []string
	for _, name := range v.resolver.site.assets.names() {
		if kind, ok := strings.CutPrefix(name, "js/figure-"); ok {
			kinds = append(kinds, strings.TrimSuffix(kind, ".js"))
		}
	}
	return kinds
}

// canonical gives the absolute address of a page, "" when the site does not know its own.
func (s *Site) canonical(urlPath string) string {
	if s.tree.Site.URL == "" || s.cfg.Offline {
		return ""
	}
	return s.tree.Site.URL + strings.TrimPrefix(urlPath, "/")
}
