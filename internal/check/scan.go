package check

import (
	"html"
	"strings"
)

// A scanner cuts HTML into start tags, end tags and texts, as the HTML standard does.
// Comments and document types are passed over. Names and attributes are substrings of the
// page, so that nothing is allocated for ordinary pages.
type scanner struct {
	s  string
	at int // what follows has not been read

	kind        token
	start       int // of the token
	name        string
	attrs       []attribute // of a start tag, reused by the next
	selfClosing bool
	text        string // of a text token, entities as they are written
	raw         bool   // the text is that of a script, style, title or the like

	bare    int    // end of the last value without quotation marks
	closes  string // name of the element whose raw text comes next
	foreign int    // open svg and math elements
}

type token uint8

const (
	textToken token = iota
	startTag
	endTag
)

// An attribute; a name without = has the value "".
type attribute struct{ name, value string }

func (z *scanner) reset(s string) {
	clear(z.attrs[:cap(z.attrs)]) // they hold the page before
	*z = scanner{s: s, attrs: z.attrs[:0]}
}

// next reads the next token; it reports whether there was one.
func (z *scanner) next() bool {
	if z.closes != "" && z.rawText() {
		return true
	}
	for z.at < len(z.s) {
		z.start = z.at
		s := z.s[z.at:]
		if s[0] != '<' {
			n := strings.IndexByte(s, '<')
			if n < 0 {
				n = len(s)
			}
			return z.textUpTo(n)
		}
		var c byte
		if len(s) > 1 {
			c = s[1]
		}
		switch {
		case isLetter(c):
			if z.tag(1) {
				z.kind = startTag
				return true
			}
		case c == '/' && len(s) > 2 && isLetter(s[2]):
			if z.tag(2) {
				z.kind = endTag
				return true
			}
		case c == '!' && z.foreign > 0 && strings.HasPrefix(s, "<![CDATA["):
			end := strings.Index(s, "]]>")
			z.at += 9
			if end < 0 {
				return z.textUpTo(len(s) - 9)
			}
			if end > 9 {
				z.textUpTo(end - 9)
				z.at += 3
				return true
			}
			z.at += 3
		case c == '!' || c == '?' || c == '/' && len(s) > 2:
			z.at += comment(s)
		default: // a text that begins with <
			n := strings.IndexByte(s[1:], '<')
			if n < 0 {
				n = len(s) - 1
			}
			return z.textUpTo(n + 1)
		}
	}
	return false
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

func (z *scanner) textUpTo(n int) bool {
	z.kind, z.raw = textToken, false
	z.text = z.s[z.at : z.at+n]
	z.at += n
	return true
}

// rawText reads up to the end tag of an element whose content is no markup. An empty one
// is no token.
func (z *scanner) rawText() bool {
	name := z.closes
	z.closes = ""
	s := z.s[z.at:]
	n := len(s)
	if name != "plaintext" {
		n = endOfRaw(s, name)
	}
	if n == 0 {
		return false
	}
	z.start = z.at
	z.textUpTo(n)
	z.raw = true
	return true
}

// endOfRaw gives the index of the end tag of a raw text, or the length of s.
func endOfRaw(s, name string) int {
	from := 0
	for {
		n := strings.Index(s[from:], "</")
		if n < 0 {
			return len(s)
		}
		from += n + 2
		after := from + len(name)
		if after < len(s) && strings.EqualFold(s[from:after], name) &&
			(isSpace(s[after]) || s[after] == '/' || s[after] == '>') {
			return from - 2
		}
	}
}

// comment gives the length of the comment, document type or the like that s begins with.
func comment(s string) int {
	if !strings.HasPrefix(s, "<!--") {
		if n := strings.IndexByte(s, '>'); n >= 0 {
			return n + 1
		}
		return len(s)
	}
	rest := s[4:]
	switch {
	case strings.HasPrefix(rest, ">"):
		return 5
	case strings.HasPrefix(rest, "->"):
		return 6
	}
	end := strings.Index(rest, "-->")
	if end < 0 {
		end = len(rest)
	}
	if wrong := strings.Index(rest[:end], "--!>"); wrong >= 0 {
		return 4 + wrong + 4
	}
	return min(len(s), 4+end+3)
}

// tag reads a tag whose name begins at z.s[z.at+skip]. A tag that never ends is none: it
// reports false, and the page ends.
func (z *scanner) tag(skip int) bool {
	s := z.s
	i := z.at + skip
	begin := i
	upper := false
	for i < len(s) && !isSpace(s[i]) && s[i] != '/' && s[i] != '>' {
		upper = upper || 'A' <= s[i] && s[i] <= 'Z'
		i++
	}
	z.name = s[begin:i]
	if upper {
		z.name = asciiLower(z.name)
	}
	z.attrs = z.attrs[:0]
	z.selfClosing = false
	for {
		for i < len(s) && (isSpace(s[i]) || s[i] == '/') {
			i++
		}
		if i >= len(s) {
			z.at = len(s)
			return false
		}
		if s[i] == '>' {
			z.selfClosing = s[i-1] == '/' && i != z.bare
			z.at = i + 1
			break
		}
		if i = z.attribute(i); i < 0 {
			z.at = len(s)
			return false
		}
	}
	z.follow(skip == 1)
	return true
}

// attribute reads the attribute that begins at s[i], and gives its end, or -1 when the
// page ends within it.
func (z *scanner) attribute(i int) int {
	s := z.s
	begin := i
	upper := 'A' <= s[i] && s[i] <= 'Z'
	i++ // an = here is part of the name
	for i < len(s) && !isSpace(s[i]) && s[i] != '/' && s[i] != '>' && s[i] != '=' {
		upper = upper || 'A' <= s[i] && s[i] <= 'Z'
		i++
	}
	a := attribute{name: s[begin:i]}
	if upper {
		a.name = asciiLower(a.name)
	}
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	if i < len(s) && s[i] == '=' {
		i++
		for i < len(s) && isSpace(s[i]) {
			i++
		}
		if i >= len(s) {
			return -1
		}
		from := i
		switch q := s[i]; q {
		case '"', '\'':
			n := strings.IndexByte(s[i+1:], q)
			if n < 0 {
				return -1
			}
			a.value = s[i+1 : i+1+n]
			i += n + 2
		default:
			for i < len(s) && !isSpace(s[i]) && s[i] != '>' {
				i++
			}
			a.value = s[from:i]
			z.bare = i
		}
		if strings.IndexByte(a.value, '&') >= 0 {
			a.value = html.UnescapeString(a.value)
		}
	}
	z.attrs = append(z.attrs, a)
	return i
}

// follow notes what a tag means for what comes after it.
func (z *scanner) follow(start bool) {
	switch z.name {
	case "svg", "math":
		if start && !z.selfClosing {
			z.foreign++
		} else if !start && z.foreign > 0 {
			z.foreign--
		}
	case "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext":
		if start && z.foreign == 0 {
			z.closes = z.name
		}
	}
}

// asciiLower lowers A to Z alone, as the standard does.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}
