package check

import (
	"fmt"
	"net/url"
	"strings"

	"redskab/internal/source"
)

// load checks the address of something that the page loads.
func (p *page) load(tag, ref string) {
	if scheme, rest := schemeOf(ref); scheme == "http" || scheme == "https" || strings.HasPrefix(strings.TrimSpace(ref), "//") {
		p.found("check-third-party", "put it into static/", "<%s> loads %s from another host, which the policy blocks", tag, ref)
	} else if scheme == "data" && (tag == "img" || tag == "source" || tag == "image" || tag == "link" && strings.HasPrefix(rest, "image/")) {
		return
	} else {
		p.link(ref)
	}
}

// images checks the addresses of a srcset.
func (p *page) images(srcset string) {
	for srcset != "" {
		var one string
		one, srcset, _ = strings.Cut(srcset, ",")
		if strings.HasPrefix(strings.TrimSpace(one), "data:") {
			_, srcset, _ = strings.Cut(srcset, ",") // a data: address holds a comma
			continue
		}
		ref, _, _ := strings.Cut(strings.TrimSpace(one), " ")
		if ref != "" {
			p.load("img", ref)
		}
	}
}

// schemeOf gives the scheme of an address in lower case, "" when it has none.
func schemeOf(ref string) (scheme, rest string) {
	ref = strings.TrimSpace(ref)
	for i := range len(ref) {
		c := ref[i]
		switch {
		case isLetter(c):
		case i > 0 && (c == '+' || c == '-' || c == '.' || '0' <= c && c <= '9'):
		case i > 0 && c == ':':
			return strings.ToLower(ref[:i]), ref[i+1:]
		default:
			return "", ref
		}
	}
	return "", ref
}

// link checks an address that a reader follows.
func (p *page) link(ref string) {
	scheme, _ := schemeOf(ref)
	switch scheme {
	case "":
		p.internal(strings.TrimSpace(ref))
	case "http", "https", "mailto", "tel", "sms":
	case "javascript", "vbscript", "data":
		p.found("check-javascript", "", "a link leads to %q, which the policy blocks", clip(ref))
	case "file":
		p.found("check-link-scheme", "put the file into content/ and link to it there", "a link leads to %q, a file on somebody's own computer", clip(ref))
	default:
		p.found("check-link-scheme", "write https://…", "a link leads to %q, and %s: is no kind of address that a page links to", clip(ref), scheme)
	}
}

func clip(s string) string {
	if runes := []rune(s); len(runes) > 80 {
		return string(runes[:80]) + "…"
	}
	return s
}

// internal checks an address within the site.
func (p *page) internal(ref string) {
	switch {
	case ref == "":
		p.found("check-link-empty", `write "./" for the page itself`, "a link or an image has no address")
		return
	case ref[0] == '#':
		if p.template == 0 {
			p.fragment(p.path, ref[1:])
		}
		return
	case strings.HasPrefix(ref, "//"):
		p.found("check-link-scheme", "write https:"+ref, "a link leads to %q, which has no scheme", clip(ref))
		return
	case p.path == p.Anywhere && p.Anywhere != "":
		rest, ok := strings.CutPrefix(ref, p.base())
		if !ok {
			return // such pages try relative ones on the chance
		}
		p.follow(ref, "", rest)
		return
	case ref[0] == '/':
		p.found("check-link-absolute", "write it from the page, with ../", "a link leads to %q, which breaks when the site lies below a path", clip(ref))
		return
	}
	p.follow(ref, p.dir, ref)
}

func (p *page) base() string {
	if p.Base == "" {
		return "/"
	}
	return p.Base
}

// follow resolves ref, which starts from the folder dir, and looks whether something is
// there.
func (p *page) follow(written, dir, ref string) {
	ref, fragment, _ := strings.Cut(ref, "#")
	ref, _, _ = strings.Cut(ref, "?")
	if strings.IndexByte(ref, '%') >= 0 {
		plain, err := url.PathUnescape(ref)
		if err != nil {
			p.found("check-link-missing", "write %25 for a percent sign", "a link leads to %q, which is no address", clip(written))
			return
		}
		ref = plain
	}
	path, ok := p.resolve(dir, ref)
	if !ok {
		p.found("check-link-outside", "", "a link leads to %q, which goes up beyond the root of the site", clip(written))
		return
	}
	folder := len(path) == 0 || path[len(path)-1] == '/'
	if folder {
		path = append(path, "index.html"...)
	}
	p.scratch = path
	to := string(path)
	if to == p.path {
		p.fragment(p.path, fragment)
		return
	}
	switch {
	case p.known(to):
		if folder && p.Offline {
			p.found("check-link-offline", "write index.html behind it", "a link leads to the folder %q, of which a browser shows a list when it opens the site from disk", sitePath(to))
		}
		p.fragment(to, fragment)
	case !folder && p.known(to+"/index.html"):
		p.found("check-link-slash", "write a / behind it", "a link leads to %q, which is a folder", sitePath(to))
	default:
		f := finding{code: "check-link-missing", msg: fmt.Sprintf("a link leads to %q, which is not part of the site", sitePath(to))}
		if strings.HasSuffix(to, ".html") {
			f.asked = sitePath(to)
		}
		p.note(f)
	}
}

// resolve appends ref to dir in scratch, going up for each .. and ignoring each dot.
func (p *page) resolve(dir, ref string) ([]byte, bool) {
	b := append(p.scratch[:0], dir...)
	for more := true; more; {
		var name string
		name, ref, more = strings.Cut(ref, "/")
		switch name {
		case "..":
			if len(b) == 0 {
				return b, false
			}
			b = b[:len(b)-1]
			for len(b) > 0 && b[len(b)-1] != '/' {
				b = b[:len(b)-1]
			}
		case ".":
		default:
			b = append(b, name...)
			if more {
				b = append(b, '/')
			}
		}
	}
	return b, true
}

// fragment notes a link to an id.
func (p *page) fragment(path, id string) {
	if id == "" || id == "top" || !strings.HasSuffix(path, ".html") {
		return
	}
	if strings.IndexByte(id, '%') >= 0 {
		if plain, err := url.PathUnescape(id); err == nil {
			id = plain
		}
	}
	if path == p.path {
		p.local = append(p.local, id)
		return
	}
	for _, t := range p.outward {
		if t.id == id && t.path == path {
			return
		}
	}
	p.outward = append(p.outward, target{path, id})
}

func (p *page) fragmentMissing(id string) {
	p.found("check-link-fragment", source.DidYouMean(id, p.order), "a link leads to %q, and the page has no such id", "#"+id)
}
