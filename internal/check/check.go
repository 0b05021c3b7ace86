// Package check applies rules to the finished HTML of a site, in every build: what a reader,
// a screen reader or the script of a sheet would stumble over never leaves the house.
//
// Its two nouns are Checker, which sees all pages of one build, and rule, each with a code
// of its own. Pages are read as they go by and are not kept; what is kept of each are its
// ids, and of all together the links into other pages.
//
//	c := check.New(known)           // known: is there a file at this path?
//	c.Page("mandat/index.html", "content/mandat/_index.md", html)  // from many goroutines
//	problems := c.Problems()        // when all pages went by
//
// A problem names the content file, since that is what an author knows, and the page; what
// is wrong on more than three pages is said once, with their number: a layout made it. Of
// many mistakes of one kind on a page ten are told, and the number of the others.
//
// Links
//
//	check-link-missing      leads to no page or file of the site
//	check-link-slash        leads to a folder without the slash
//	check-link-offline      leads to a folder, in a build that opens from disk
//	check-link-outside      goes up beyond the root of the site
//	check-link-absolute     begins with /, and would break below a path
//	check-link-empty        has no address
//	check-link-scheme       is a file: address, one without scheme (//host), or one nobody knows
//	check-link-fragment     names an id that the page it leads to has not
//	check-javascript        is a javascript: address, which the policy blocks
//	check-third-party       loads something from another host
//
// The page
//
//	check-lang check-title check-main check-h1
//	check-heading-level     skips one                 check-heading-empty
//	check-id-twice          check-id-empty (or with white space in it)
//	check-reference         for, aria-labelledby, aria-describedby … name an id that is not there
//	check-label-target      a label points to what nothing can be filled into
//	check-nesting           an end tag without its start tag, or the other way round
//	check-attribute-twice
//	check-template          the leavings of a template: ZgotmplZ, <no value>, %!d(…)
//
// People who listen, or use no mouse
//
//	check-img-alt  check-control-name  check-label-text  check-legend  check-link-text
//	check-button-text
//
// The content security policy
//
//	check-inline-script  check-inline-style  check-style-attribute  check-event-attribute
//	check-base  check-embed
//
// The contract of a sheet, which its script relies on (only within form[data-sheet])
//
//	check-sheet-form        lacks an attribute        check-sheet-enter   a first button that Enter presses in vain
//	check-sheet-stray       a control in no field     check-sheet-nested  a field within a field
//	check-sheet-outside     a field in no sheet       check-sheet-name    name differs from data-path
//	check-sheet-kind        check-sheet-path          check-sheet-path-twice
//	check-sheet-controls    not the controls that the kind has
//	check-sheet-value       radio or checkbox without value, or two of one
//	check-sheet-row         data-row, data-table and path disagree, or a row template without the word ROW
//
// HTML is read by a scanner of our own (scan.go), which follows the standard's rules for
// where tags, attributes, comments and raw texts begin and end, and builds no tree: a page
// of 10 kB takes some 25 µs. The tokenizer of x/net/html alone takes twice that and 700
// allocations, since it copies every name and value; it is the judge in the tests instead,
// which compare the two on samples and by fuzzing. (tdewolff's lexer is as fast as ours,
// but leaves entities, raw texts and foreign elements to its caller.)
package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"redskab/internal/source"
)

// A Checker sees the pages of one build. Set its fields before the first page.
type Checker struct {
	// Offline: the build opens from disk, where a link to a folder shows a list of files.
	Offline bool
	// Anywhere is the path of the page that hosts serve at any address that does not exist.
	// Its links begin at the root of the site; others of its links are not checked.
	Anywhere string
	// Base is the address of the root of the site on its host: "/" unless set.
	Base string

	known func(path string) bool
	pages sync.Pool // of *page

	mu       sync.Mutex
	ids      map[string]string // page → its ids, each between NUL bytes
	links    map[target]*spots // links into pages, by where they lead
	findings map[finding]*spots
}

// A target is an id on a page.
type target struct{ path, id string }

// A finding is a broken rule, wherever it was broken in this way.
type finding struct {
	code, msg, hint string
	asked           string // the address of a page that is not there, for a suggestion
}

// spots are the pages where something was found: their number, and the first few by path,
// so that what is reported does not depend on the order in which pages were checked.
type spots struct {
	n     int
	first []spot
}

type spot struct{ path, source string }

const (
	single = 3  // so many pages get a problem of their own
	told   = 10 // so many mistakes of one kind are told of a page
)

func (s *spots) add(at spot) {
	s.n++
	i, _ := slices.BinarySearchFunc(s.first, at, func(a, b spot) int { return strings.Compare(a.path, b.path) })
	if i >= single {
		return
	}
	s.first = slices.Insert(s.first, i, at)
	s.first = s.first[:min(single, len(s.first))]
}

// New makes a Checker. known tells whether the site has a file at a path without leading
// slash; it is called from many goroutines.
func New(known func(path string) bool) *Checker {
	c := &Checker{known: known, ids: map[string]string{}, links: map[target]*spots{}, findings: map[finding]*spots{}}
	c.pages.New = func() any { return newPage(c) }
	return c
}

// Page checks one page. Path is its place in the site, source the file it was made from.
// The bytes are not kept and not changed. Each page goes by once.
func (c *Checker) Page(path, source string, html []byte) {
	p := c.pages.Get().(*page)
	p.check(path, string(html))
	at := spot{path, source}
	c.mu.Lock()
	c.ids[path] = p.joinedIDs()
	for _, l := range p.outward {
		spots := c.links[l]
		if spots == nil {
			spots = newSpots()
			c.links[target{strings.Clone(l.path), strings.Clone(l.id)}] = spots
		}
		spots.add(at)
	}
	for _, f := range fewer(p.findings) {
		spots := c.findings[f]
		if spots == nil {
			spots = newSpots()
			c.findings[f] = spots
		}
		spots.add(at)
	}
	c.mu.Unlock()
	p.reset()
	c.pages.Put(p)
}

// fewer leaves the first ten findings of each code.
func fewer(all []finding) []finding {
	if len(all) <= told {
		return all
	}
	n := map[string]int{}
	few := all[:0]
	for _, f := range all {
		if n[f.code]++; n[f.code] <= told {
			few = append(few, f)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(n)) {
		if more := n[code] - told; more > 0 {
			few = append(few, finding{code: code, msg: fmt.Sprintf("and %d more mistakes of this kind", more)})
		}
	}
	return few
}

func newSpots() *spots { return &spots{first: make([]spot, 0, 1)} }

// Problems gives what was found on all pages, links between them included.
func (c *Checker) Problems() source.Problems {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all source.Problems
	for f, at := range c.findings {
		if f.asked != "" {
			f.hint = c.nearestPage(f.asked)
		}
		all = append(all, problems(f, at)...)
	}
	for l, at := range c.links {
		ids, seen := c.ids[l.path]
		if !seen || strings.Contains(ids, "\x00"+l.id+"\x00") {
			continue
		}
		f := finding{code: "check-link-fragment", msg: fmt.Sprintf("a link leads to %q, and that page has no id %q", sitePath(l.path)+"#"+l.id, l.id)}
		f.hint = source.DidYouMean(l.id, strings.Split(strings.Trim(ids, "\x00"), "\x00"))
		all = append(all, problems(f, at)...)
	}
	return all.Sort()
}

// problems gives a problem for each page, or one for all when there are many.
func problems(f finding, at *spots) source.Problems {
	var ps source.Problems
	if at.n > single {
		first := at.first[0]
		ps.Add(f.code, source.Position{File: first.source}, f.hint, "%s and %d other pages: %s", first.path, at.n-1, f.msg)
		return ps
	}
	for _, s := range at.first {
		ps.Add(f.code, source.Position{File: s.source}, f.hint, "%s: %s", s.path, f.msg)
	}
	return ps
}

// nearestPage suggests a page for a link that leads to none.
func (c *Checker) nearestPage(asked string) string {
	paths := make([]string, 0, len(c.ids))
	for path := range c.ids {
		paths = append(paths, sitePath(path))
	}
	slices.Sort(paths)
	return source.DidYouMean(asked, paths)
}

// sitePath gives the address of a page or file within the site, as an author writes it.
func sitePath(path string) string {
	if rest, ok := strings.CutSuffix(path, "index.html"); ok && (rest == "" || strings.HasSuffix(rest, "/")) {
		return "/" + rest
	}
	return "/" + path
}
