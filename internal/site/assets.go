package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"redskab/internal/browser"
	"redskab/internal/content"
	"redskab/internal/markdown"
	"redskab/internal/output"
	"redskab/internal/source"
)

// assets are the files of static/, the script bundles, and the stylesheets that are made.
// A file in a folder of static/ is published under a name with the hash of its bytes, so
// that browsers may keep it for ever; a file directly in static/ (favicon.svg) keeps its
// name, since others ask for it by that name.
type assets struct {
	byName   map[string]string // "css/site.css" → "css/site.3f2a9c1b.css"
	byOutput map[string]asset
}

type asset struct {
	source string
	data   []byte
}

// loadAssets reads the static files and bundles the scripts. Stylesheets come last, since
// the names of what they point to are part of their bytes.
func loadAssets(static fs.FS) (*assets, source.Problems) {
	a := &assets{byName: map[string]string{}, byOutput: map[string]asset{}}
	var ps source.Problems
	files := map[string][]byte{}
	err := fs.WalkDir(static, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); p != "." && (content.Ignored(name) && !hostFile(p)) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		data, err := fs.ReadFile(static, p)
		files[p] = data
		return err
	})
	if err != nil {
		ps.Add("static-unreadable", source.Position{File: staticDir}, "", "cannot read the static files: %v", err)
		return a, ps
	}
	scripts, wrong := browser.Bundle()
	ps = append(ps, wrong...)
	for name, data := range scripts {
		if _, own := files[name]; !own {
			files[name] = data
		}
	}
	names := make([]string, 0, len(files))
	for n := range files {
		names = append(names, n)
	}
	slices.SortFunc(names, func(x, y string) int {
		if xs, ys := strings.HasSuffix(x, ".css"), strings.HasSuffix(y, ".css"); xs != ys {
			if ys {
				return -1
			}
			return 1
		}
		return strings.Compare(x, y)
	})
	for _, n := range names {
		ps = append(ps, a.add(n, files[n], path.Join(staticDir, n))...)
	}
	return a, ps
}

// hostFile tells the settings of web servers from files that editors leave behind.
func hostFile(p string) bool {
	return p == "_headers" || p == "_redirects" || p == ".htaccess" || p == ".nojekyll" || strings.HasPrefix(p, ".well-known")
}

func (a *assets) add(name string, data []byte, from string) source.Problems {
	var ps source.Problems
	if path.Ext(name) == ".css" {
		data, ps = a.relink(name, data, from)
		var b bytes.Buffer
		if err := output.Minify("text/css", &b, data); err != nil {
			ps.Add("static-malformed", source.Position{File: from}, "", "%v", err)
			return ps
		}
		data = bytes.Clone(b.Bytes())
	}
	out := name
	if strings.Contains(name, "/") && !strings.HasPrefix(name, ".well-known/") {
		out = output.AssetName(name, data)
	}
	a.byName[name] = out
	a.byOutput[out] = asset{source: from, data: data}
	return ps
}

var cssURL = regexp.MustCompile(`url\(\s*(['"]?)([^'")]+)(['"]?)\s*\)`)

// relink writes the hashed names into a stylesheet's url(…).
func (a *assets) relink(name string, css []byte, from string) ([]byte, source.Problems) {
	var ps source.Problems
	lines := source.NewLines(css)
	var b bytes.Buffer
	last := 0
	for _, m := range cssURL.FindAllSubmatchIndex(css, -1) {
		ref := string(css[m[4]:m[5]])
		if strings.HasPrefix(ref, "data:") || strings.HasPrefix(ref, "#") {
			continue
		}
		target := path.Join(path.Dir(name), ref)
		out, ok := a.byName[target]
		if !ok {
			line, col := lines.At(m[4])
			ps.Add("static-missing", source.Position{File: from, Line: line, Column: col}, source.DidYouMean(target, a.names()), "there is no file %s", path.Join(staticDir, target))
			continue
		}
		b.Write(css[last:m[0]])
		fmt.Fprintf(&b, `url("%s%s")`, strings.Repeat("../", strings.Count(name, "/")), out)
		last = m[1]
	}
	b.Write(css[last:])
	return b.Bytes(), ps
}

// generate adds the stylesheets that are made and not written: highlighted code, and the
// site's own accent colour. A file of the same name in static/ wins.
func (a *assets) generate(site content.Site) {
	add := func(name string, css []byte) {
		if _, own := a.byName[name]; !own {
			a.add(name, css, contentDir+"/site.yaml")
		}
	}
	add("css/code.css", markdown.CodeCSS())
	if site.Colour != "" {
		add("css/accent.css", accentCSS(site.Colour))
	}
}

// accentCSS sets the accent in both modes; in the dark it is mixed with white so that it
// stays readable on a dark ground.
func accentCSS(colour string) []byte {
	return fmt.Appendf(nil, ":root{--accent:light-dark(%[1]s,color-mix(in oklab,%[1]s 45%%,white))}", colour)
}

func (a *assets) names() []string {
	names := make([]string, 0, len(a.byName))
	for n := range a.byName {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// has reports whether static/ holds a file, by its own name.
func (a *assets) has(name string) bool {
	_, ok := a.byName[name]
	return ok
}
