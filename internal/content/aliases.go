package content

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// addAliases enters the old addresses of pages. Addresses that differ in case alone are the
// same on some disks, so they are compared without it.
func (b *builder) addAliases() {
	t := b.tree
	t.Aliases = map[string]*Page{}
	folded := map[string]*Page{}
	for _, p := range t.Pages {
		for i, written := range p.Front.Aliases {
			pos := p.Front.Pos[fmt.Sprintf("aliases.%d", i)]
			alias, why := aliasPath(written)
			if why != "" {
				b.ps.Add("alias-path", pos, why, "the alias %q is not an address of this site", written)
				continue
			}
			fold := strings.ToLower(pageFile(alias))
			switch at := t.pages[folder(fold)]; {
			case at == p:
				b.ps.Add("alias-itself", pos, "remove it", "the alias %s is the page's own address", written)
			case at != nil:
				b.ps.Add("alias-page", pos, "remove it", "the alias %s is the address of the page %s", written, at.File)
			case b.fileOnTheWay(alias) != "":
				b.ps.Add("alias-file", pos, "remove it", "the alias %s is, or lies below, the address of the file %s", written, b.fileOnTheWay(alias))
			case folded[fold] != nil:
				b.ps.Add("alias-twice", pos, "remove one of them", "the alias %s is also one of %s", written, folded[fold].File)
			default:
				folded[fold], t.Aliases[alias] = p, p
			}
		}
	}
}

// fileOnTheWay gives the file that stands where the page of an alias, or a folder it lies
// in, would have to be made; "" when there is none.
func (b *builder) fileOnTheWay(alias string) string {
	for at := pageFile(alias); at != "."; at = path.Dir(at) {
		if f := b.tree.Files[strings.ToLower(at)]; f != nil {
			return f.File
		}
		if b.tree.static(at) {
			return "static/" + at
		}
	}
	return ""
}

// aliasPath gives the URL path of an alias as it is written, or why it is none.
func aliasPath(written string) (alias, why string) {
	if at := strings.Index(written, "://"); at >= 0 {
		return "", "write the part after the host's name"
	}
	if !strings.HasPrefix(written, "/") {
		return "", "write /" + written
	}
	if strings.ContainsAny(written, "?#") {
		return "", "leave out what begins with ? or #: it does not reach a site of plain files"
	}
	plain, err := url.PathUnescape(written)
	if err != nil || strings.ContainsAny(plain, "\\\x00:*\"<>|") {
		return "", "write it as it stands in a browser"
	}
	plain = norm.NFC.String(plain)
	for part := range strings.SplitSeq(strings.Trim(plain, "/"), "/") {
		if part == "" && plain != "/" || part == "." || part == ".." {
			return "", "write it as it stands in a browser"
		}
	}
	if above := path.Dir(strings.TrimSuffix(plain, "/")) + "/"; strings.Contains(above, ".html/") || strings.Contains(above, ".htm/") {
		return "", "leave out what comes before the last .html"
	}
	if isHTML(plain) {
		return plain, ""
	}
	return strings.TrimSuffix(plain, "/") + "/", ""
}

func isHTML(urlPath string) bool {
	return strings.HasSuffix(urlPath, ".html") || strings.HasSuffix(urlPath, ".htm")
}

// pageFile gives the output file of a URL path: "mandat/index.html" for "/mandat/".
func pageFile(urlPath string) string {
	p := strings.TrimPrefix(urlPath, "/")
	if isHTML(p) {
		return p
	}
	return path.Join(p, "index.html")
}

// folder gives the URL path that an output file answers to: "/mandat/" for
// "mandat/index.html".
func folder(file string) string {
	return "/" + strings.TrimSuffix(file, "index.html")
}
