package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Ignored reports whether a file or folder of that name is no part of the site: it begins
// with a full stop or an underscore (but _index.md), or an editor or a file manager left
// it there.
func Ignored(name string) bool {
	switch {
	case name == "":
		return true
	case name[0] == '_':
		return !isIndex(name)
	case name[0] == '.', strings.HasSuffix(name, "~"), strings.HasPrefix(name, "~$"),
		name[0] == '#' && name[len(name)-1] == '#':
		return true
	}
	switch lower := strings.ToLower(name); {
	case lower == "thumbs.db", lower == "desktop.ini", lower == "4913": // the last is Vim's
		return true
	case strings.HasSuffix(lower, ".swp"), strings.HasSuffix(lower, ".swo"), strings.HasSuffix(lower, ".tmp"), strings.HasSuffix(lower, ".bak"),
		strings.HasSuffix(lower, ".orig"), strings.HasSuffix(lower, ".part"), strings.HasSuffix(lower, ".crdownload"):
		return true
	}
	return false
}

// isConflict reports whether a file looks like the copy that a sync program makes when two
// people change a file at once. Nobody means to publish it, and it may hold someone's work.
func isConflict(name string) bool {
	lower := strings.ToLower(name)
	for _, sign := range []string{".sync-conflict-", "conflicted copy", "konfliktkopi", "modstridende kopi", "(conflict ", "_conf("} {
		if strings.Contains(lower, sign) {
			return true
		}
	}
	return false
}

// isIndex reports whether a file is the page of its folder.
func isIndex(name string) bool {
	stem, ok := pageStem(name)
	return ok && (strings.EqualFold(stem, "_index") || strings.EqualFold(stem, "index"))
}

// pageStem gives the name of a Markdown file without its extension.
func pageStem(name string) (string, bool) {
	for _, ext := range []string{".md", ".markdown"} {
		if n := len(name) - len(ext); n > 0 && strings.EqualFold(name[n:], ext) {
			return name[:n], true
		}
	}
	return "", false
}

// Slug makes the part of an address that a file or folder has from its name: lower case,
// æ ø å as ae oe aa, other letters without their marks, everything else a hyphen. It is
// "" when no letter from a to z and no digit is left.
func Slug(name string) string {
	if plainSlug(name) {
		return name
	}
	var b strings.Builder
	hyphen := false
	add := func(s string) {
		if hyphen && b.Len() > 0 {
			b.WriteByte('-')
		}
		hyphen = false
		b.WriteString(s)
	}
	for _, r := range strings.ToLower(norm.NFC.String(name)) {
		switch {
		case r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9'):
			add(string(r))
		case r == 'æ' || r == 'ä':
			add("ae")
		case r == 'ø' || r == 'ö':
			add("oe")
		case r == 'å':
			add("aa")
		case r == 'ß':
			add("ss")
		default:
			if base := norm.NFD.String(string(r))[0]; r >= utf8.RuneSelf && base >= 'a' && base <= 'z' {
				add(string(rune(base)))
			} else if !unicode.Is(unicode.Mn, r) && r != '\'' && r != '’' {
				hyphen = true
			}
		}
	}
	return b.String()
}

// plainSlug is the quick look that most names pass.
func plainSlug(name string) bool {
	for i := range len(name) {
		c := name[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' || i == 0 || i == len(name)-1 || name[i-1] == '-') {
			return false
		}
	}
	return name != ""
}

// Readable makes a title from the name of a file or folder: without extension and leading
// number, hyphens and underscores as spaces, the first letter large.
func Readable(name string) string {
	if stem, ok := pageStem(name); ok {
		name = stem
	}
	name = norm.NFC.String(name)
	if rest := strings.TrimLeft(name, "0123456789"); rest != "" && len(rest) < len(name) && strings.ContainsRune("-_. ", rune(rest[0])) {
		if rest = strings.TrimLeft(rest, "-_. "); rest != "" {
			name = rest
		}
	}
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
	first, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return name
	}
	return string(unicode.ToUpper(first)) + name[size:]
}
