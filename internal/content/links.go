package content

import (
	"net/url"
	"path"
	"strings"

	"redskab/internal/markdown"
	"redskab/internal/source"

	"golang.org/x/text/unicode/norm"
)

// Resolve finds where a link or an image of a page leads. What an author writes is read
// first as the path of a file, seen from the folder of his own file, as editors and GitHub
// read it; then as an address, seen from the page's own; one that begins with / is an
// address of the site, a file of static/ or a file below the content folder, in this order.
//
//	[a](../kortlaegning.md)  [a](../kortlaegning/)  [a](/kortlaegning/#roed)  [a](skabelon.pdf)
//
// A full stop and slash before, a missing slash behind, percent-encoding and Unicode in
// another form make no difference. The link to an alias leads to its page.
func (t *Tree) Resolve(from *Page, ref *markdown.Ref) (Target, source.Problems) {
	target, ok, ps := t.resolve(from, ref)
	if !ok {
		ps = source.Problems{t.missing(from, ref, true)}
	}
	return target, ps
}

// resolve is Resolve without the search for what may have been meant: it is not ok when
// the link leads nowhere.
func (t *Tree) resolve(from *Page, ref *markdown.Ref) (target Target, ok bool, ps source.Problems) {
	written, fragment, hasFragment := strings.Cut(ref.Dest, "#")
	written, _, hasQuery := strings.Cut(written, "?")
	if written == "" && !hasQuery {
		target, ok = Target{Page: from}, true
	} else {
		target, ok = t.find(from, plainPath(written))
	}
	switch {
	case !ok:
		return target, false, nil
	case hasQuery:
		ps.Add("link-query", ref.Pos, "leave out what begins with ?", "the link %s asks for an answer that a site of plain files cannot give", ref.Dest)
	case ref.Kind == markdown.RefImage:
		ps = t.checkImage(target, ref)
	case hasFragment && target.Page != nil:
		target.Fragment, ps = anchor(target.Page, fragment, ref)
	case hasFragment:
		target.Fragment = fragment
	}
	return target, true, ps
}

// plainPath gives a path as file systems spell it: no percent-encoding, and NFC.
func plainPath(written string) string {
	if strings.IndexByte(written, '%') >= 0 {
		if plain, err := url.PathUnescape(written); err == nil {
			written = plain
		}
	}
	return norm.NFC.String(written)
}

// find looks a path up, as the comment on Resolve says.
func (t *Tree) find(from *Page, p string) (Target, bool) {
	if strings.HasPrefix(p, "/") {
		if target, ok := t.atAddress(p[1:]); ok {
			return target, true
		}
		clean := strings.TrimPrefix(path.Clean(p), "/")
		if target, ok := t.atFile(clean); ok {
			return target, true
		}
		clean = strings.TrimPrefix(clean, t.dir+"/")
		if target, ok := t.atFile(clean); ok {
			return target, true
		}
		return Target{}, t.isLost(clean)
	}
	file := path.Join(from.folder, p)
	if target, ok := t.atFile(file); ok {
		return target, true
	}
	if static, ok := strings.CutPrefix(file, "../static/"); ok && t.static(static) {
		return Target{Static: static}, true
	}
	if target, ok := t.atAddress(path.Join(from.Path[1:], p)); ok {
		return target, true
	}
	return Target{}, t.isLost(file)
}

// isLost reports whether a path is, or lies in, what could not be read: whether a link to
// it is right cannot be told.
func (t *Tree) isLost(file string) bool {
	for len(t.lost) > 0 && file != "." && !strings.HasPrefix(file, "../") && file != ".." && file != "/" {
		if t.lost[file] {
			return true
		}
		file = path.Dir(file)
	}
	return false
}

// atFile finds a page, a section's folder or a file by its path below the content folder.
func (t *Tree) atFile(file string) (Target, bool) {
	if p := t.files[file]; p != nil {
		return Target{Page: p}, true
	}
	if f := t.beside[file]; f != nil {
		return Target{File: f}, true
	}
	if p := t.folders[file]; p != nil {
		return Target{Page: p}, true
	}
	if p := t.files[file+".md"]; p != nil {
		return Target{Page: p}, true
	}
	return Target{}, false
}

// atAddress finds a page or file by its address, without the slash before it.
func (t *Tree) atAddress(address string) (Target, bool) {
	address = strings.TrimSuffix(address, "/")
	if address == "index.html" || strings.HasSuffix(address, "/index.html") {
		address = strings.TrimSuffix(strings.TrimSuffix(address, "index.html"), "/")
	}
	full := "/"
	if address != "" && address != "." {
		full = "/" + address + "/"
	}
	if p := t.pages[full]; p != nil {
		return Target{Page: p}, true
	}
	if f := t.Files[address]; f != nil {
		return Target{File: f}, true
	}
	if address != "" && t.static(address) {
		return Target{Static: address}, true
	}
	if p := t.Aliases[full]; p != nil {
		return Target{Page: p}, true
	}
	if p := t.Aliases["/"+address]; p != nil {
		return Target{Page: p}, true
	}
	return Target{}, false
}

// checkImage demands that what is shown as an image is one.
func (t *Tree) checkImage(target Target, ref *markdown.Ref) (ps source.Problems) {
	switch {
	case target.Page != nil:
		ps.Add("image-is-page", ref.Pos, "write a link, without the !", "%s is a page and cannot be shown as an image", ref.Dest)
	case target.File != nil && target.File.Type != "" || target.Static != "" && !isImage(target.Static):
		ps.Add("image-type", ref.Pos, "write a link, without the !, or use png, jpg, svg, webp, avif or gif", "%s is not an image", ref.Dest)
	}
	return ps
}

// anchor finds the id that a fragment means on a page: a heading, another id of the text,
// or a question of a sheet, by its id alone or as the page has it (f-maal, t-linjer).
func anchor(p *Page, fragment string, ref *markdown.Ref) (string, source.Problems) {
	if id, ok := p.Doc.Anchor(fragment); ok {
		return id, nil
	}
	if id, ok := questionAnchor(p, fragment); ok || p.broken {
		return id, nil
	}
	var ps source.Problems
	where := "the page"
	if !strings.HasPrefix(ref.Dest, "#") {
		where = p.File
	}
	ps.Add("link-missing-anchor", ref.Pos, p.Doc.NearestAnchor(fragment), "%s has no heading or other place with the id #%s", where, fragment)
	return "", ps
}

func questionAnchor(p *Page, fragment string) (string, bool) {
	if p.Sheet == nil {
		return fragment, false
	}
	for _, b := range p.Sheet.Blocks {
		for _, f := range b.Fields {
			if fragment == f.ID || fragment == "f-"+f.ID {
				return "f-" + f.ID, true
			}
		}
		if b.Table != nil && (fragment == b.Table.ID || fragment == "t-"+b.Table.ID) {
			return "t-" + b.Table.ID, true
		}
	}
	return fragment, false
}

// maxGuesses bounds how many broken links get a search through all names for what may have
// been meant: a renamed folder can break thousands.
const maxGuesses = 50

// CheckLinks resolves every link and image of every page and gives the problems.
func (t *Tree) CheckLinks() source.Problems {
	type lost struct {
		page *Page
		ref  *markdown.Ref
	}
	problems := make([]source.Problems, len(t.Pages))
	missing := make([][]lost, len(t.Pages))
	parallel(len(t.Pages), func(i int) {
		p := t.Pages[i]
		for j := range p.Doc.Parts {
			ref := p.Doc.Parts[j].Ref
			if ref == nil || ref.Kind == markdown.RefLinkNote {
				continue
			}
			_, ok, ps := t.resolve(p, ref)
			problems[i] = append(problems[i], ps...)
			if !ok {
				missing[i] = append(missing[i], lost{p, ref})
			}
		}
	})
	var all source.Problems
	guesses := 0
	for i := range t.Pages {
		all = append(all, problems[i]...)
		for _, l := range missing[i] {
			all = append(all, t.missing(l.page, l.ref, guesses < maxGuesses))
			guesses++
		}
	}
	return all.Sort()
}
