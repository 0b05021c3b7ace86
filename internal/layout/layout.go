// Package layout turns layouts/ into pages: Go templates, parsed once, executed by name
// with one typed value.
//
// Its two nouns are Set, all templates of a site, and template, one file of layouts/
// named by its path below it ("page.html", "partials/crumbs.html", "sheet/text.html").
//
// Rules:
//   - base.html is the frame. Every other file directly in layouts/ is a page layout: it
//     holds {{define "main"}} … {{end}}, which base.html places. Executing "page.html"
//     executes base.html with that main.
//   - Files in folders are parts: {{template "partials/crumbs.html" .}} includes one by a
//     fixed name, {{include NAME VALUE}} one whose name is worked out.
//   - Templates are html/template: what is not template.HTML is escaped for its place.
//   - A name that the value does not have is a Problem with the layout's file, line and
//     column, naming the content page that was being made, never an empty string.
//   - Functions: date (a time.Time as "21. november 2026"), include, join (a list of
//     words with a comma between).
//
// The package knows nothing of content; it executes what it is given.
package layout

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"redskab/internal/source"
)

// MaxPage is the size in bytes at which making one page is given up: no page is that
// large, but a layout that includes itself is.
const MaxPage = 32 << 20

// A Set is all templates of a site. It is safe for concurrent use.
type Set struct {
	dir   string
	parts *template.Template            // files in folders
	pages map[string]*template.Template // page layouts, each with its own main
	ids   []string                      // ids written in the layouts, sorted
	depth atomic.Int32                  // of {{include}} right now, all pages together
}

// maxDepth is how deep {{include}} may nest, counted over all pages being made at once: a
// sheet needs three, so only a layout that includes itself comes near. Each level costs
// some kilobytes of stack, and a stack that overflows cannot be recovered from.
const maxDepth = 1000

// Load parses every .html file of fsys, the content of layouts/ (dir is how problems call
// it). All mistakes are reported; the Set is nil when there is one.
func Load(fsys fs.FS, dir string) (*Set, source.Problems) {
	s := &Set{dir: dir, pages: map[string]*template.Template{}}
	files, ps := s.read(fsys)
	s.ids = writtenIDs(files)
	common := template.New("").Funcs(template.FuncMap{"date": Date, "join": join, "include": s.include}).Option("missingkey=error")
	var tops []string
	for _, name := range sortedKeys(files) {
		if !strings.Contains(name, "/") {
			tops = append(tops, name)
			continue
		}
		ps = append(ps, s.parse(common, name, files[name])...)
	}
	base, ok := files["base.html"]
	if !ok {
		ps.Add("layout-no-base", source.Position{File: path.Join(dir, "base.html")}, "every page layout is placed in it", "there is no base.html")
	}
	if ps.Broken() {
		return nil, ps
	}
	ps = append(ps, s.parse(common, "base.html", base)...)
	for _, name := range tops {
		if name == "base.html" {
			continue
		}
		t := template.Must(common.Clone())
		wrong := s.parse(t, name, files[name])
		ps = append(ps, wrong...)
		if wrong == nil && t.Lookup("main") == nil {
			ps.Add("layout-no-main", source.Position{File: path.Join(dir, name)}, `write {{define "main"}} … {{end}}`, "the layout has no main")
		}
		s.pages[name] = t
	}
	s.parts = template.Must(common.Clone())
	if ps.Broken() {
		return nil, ps
	}
	return s, ps
}

func (s *Set) read(fsys fs.FS) (map[string]string, source.Problems) {
	var ps source.Problems
	files := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || path.Ext(p) != ".html" || strings.HasPrefix(path.Base(p), ".") {
			return nil
		}
		text, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		if !utf8.Valid(text) {
			ps.Add("layout-not-utf8", source.Position{File: path.Join(s.dir, p)}, "save the file as UTF-8", "the layout is not UTF-8 text")
			return nil
		}
		text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
		files[p] = strings.ReplaceAll(string(text), "\r\n", "\n")
		return nil
	})
	if err != nil {
		ps.Add("layout-unreadable", source.Position{File: s.dir}, "", "cannot read the layouts: %v", err)
	}
	return files, ps
}

func (s *Set) parse(t *template.Template, name, text string) source.Problems {
	if _, err := t.New(name).Parse(text); err != nil {
		return source.Problems{s.problem(err, nil, "")}
	}
	return nil
}

var writtenID = regexp.MustCompile(`\sid="([^"{}]+)"`)

func writtenIDs(files map[string]string) []string {
	ids := map[string]bool{}
	for _, text := range files {
		for _, m := range writtenID.FindAllStringSubmatch(text, -1) {
			ids[m[1]] = true
		}
	}
	return sortedKeys(ids)
}

// IDs gives the ids that stand in the layouts as they are, sorted: no heading of a page may
// have one of them.
func (s *Set) IDs() []string { return s.ids }

// Has reports whether there is a page layout of that name ("sheets.html").
func (s *Set) Has(name string) bool { return s.pages[name] != nil }

// Pages gives the names of the page layouts, without .html, sorted.
func (s *Set) Pages() []string {
	names := sortedKeys(s.pages)
	for i, n := range names {
		names[i] = strings.TrimSuffix(n, ".html")
	}
	return names
}

// Page executes a page layout within base.html. from is the content file the page is made
// of, for problems.
func (s *Set) Page(w io.Writer, name string, value any, from string) source.Problems {
	t := s.pages[name]
	if t == nil {
		var ps source.Problems
		ps.Add("layout-missing", source.Position{File: from}, source.DidYouMean(name, sortedKeys(s.pages)), "there is no layout %q", name)
		return ps
	}
	return s.execute(t, "base.html", w, value, from)
}

// Part executes a template in a folder of layouts/.
func (s *Set) Part(w io.Writer, name string, value any, from string) source.Problems {
	if s.parts.Lookup(name) == nil {
		var names []string
		for _, t := range s.parts.Templates() {
			names = append(names, t.Name())
		}
		slices.Sort(names)
		var ps source.Problems
		ps.Add("layout-missing", source.Position{File: path.Join(s.dir, name)}, source.DidYouMean(name, names), "there is no layout %q, needed by %s", name, from)
		return ps
	}
	return s.execute(s.parts, name, w, value, from)
}

func (s *Set) execute(t *template.Template, name string, w io.Writer, value any, from string) source.Problems {
	if err := t.ExecuteTemplate(&limited{w: w, left: MaxPage}, name, value); err != nil {
		return source.Problems{s.problem(err, value, from)}
	}
	return nil
}

func (s *Set) include(name string, value any) (template.HTML, error) {
	if s.parts.Lookup(name) == nil {
		return "", fmt.Errorf("there is no layout %q", name)
	}
	if s.depth.Add(1) > maxDepth {
		s.depth.Add(-1)
		return "", errEndless
	}
	defer s.depth.Add(-1)
	var b strings.Builder
	if err := s.parts.ExecuteTemplate(&limited{w: &b, left: MaxPage}, name, value); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

// limited stops a layout that never ends before it fills the memory.
type limited struct {
	w    io.Writer
	left int
}

var (
	errTooLarge = errors.New("the page grows past 32 MB")
	errEndless  = errors.New("layouts include each other without end")
)

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errTooLarge
	}
	return l.w.Write(p)
}

var months = [...]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"}

// Date writes a day the Danish way: "21. november 2026". The zero time is "".
func Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d. %s %d", t.Day(), months[t.Month()-1], t.Year())
}

func join(words []string) string { return strings.Join(words, ", ") }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
