package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/util"
)

// An htmlTag is one tag, understood.
type htmlTag struct {
	name       string // in lower case
	end        bool   // </name>
	attributes []pair
}

// scanTag reads the tag that b begins with, and gives its length.
func scanTag(b []byte) (t htmlTag, n int, ok bool) {
	i := 1
	if len(b) < 3 || b[0] != '<' {
		return t, 0, false
	}
	if b[i] == '/' {
		t.end = true
		i++
	}
	start := i
	for i < len(b) && (isLetter(b[i]) || i > start && (isDigit(b[i]) || b[i] == '-')) {
		i++
	}
	if i == start {
		return t, 0, false
	}
	t.name = strings.ToLower(string(b[start:i]))
	for i < len(b) {
		switch c := b[i]; {
		case util.IsSpace(c) || c == '/':
			i++
		case c == '>':
			return t, i + 1, true
		default:
			if !util.IsSpace(b[i-1]) && b[i-1] != '/' && b[i-1] != '"' && b[i-1] != '\'' {
				return t, 0, false
			}
			a, size := scanTagAttribute(b[i:])
			if size == 0 {
				return t, 0, false
			}
			t.attributes = append(t.attributes, a)
			i += size
		}
	}
	return t, 0, false
}

// scanTagAttribute reads name, name=value, name="value" or name='value'.
func scanTagAttribute(b []byte) (pair, int) {
	i := 0
	for i < len(b) && !util.IsSpace(b[i]) && bytes.IndexByte([]byte("\"'<>/=`"), b[i]) < 0 {
		i++
	}
	if i == 0 {
		return pair{}, 0
	}
	p := pair{key: strings.ToLower(string(b[:i]))}
	eq := i + util.TrimLeftSpaceLength(b[i:])
	if eq >= len(b) || b[eq] != '=' {
		return p, i
	}
	i = eq + 1
	i += util.TrimLeftSpaceLength(b[i:])
	if i >= len(b) {
		return pair{}, 0
	}
	if q := b[i]; q == '"' || q == '\'' {
		end := bytes.IndexByte(b[i+1:], q)
		if end < 0 {
			return pair{}, 0
		}
		p.value = unescapeHTML(b[i+1 : i+1+end])
		return p, i + 1 + end + 1
	}
	start := i
	for i < len(b) && !util.IsSpace(b[i]) && bytes.IndexByte([]byte("\"'<>=`"), b[i]) < 0 {
		i++
	}
	if i == start {
		return pair{}, 0
	}
	p.value = unescapeHTML(b[start:i])
	return p, i
}

// unescapeHTML resolves entities alone.
func unescapeHTML(b []byte) string {
	var out []byte
	for {
		amp := bytes.IndexByte(b, '&')
		if amp < 0 {
			return string(append(out, b...))
		}
		out = append(out, b[:amp]...)
		b = b[amp:]
		value, n := entity(b)
		if n == 0 {
			value, n = b[:1], 1
		}
		out = append(out, value...)
		b = b[n:]
	}
}

func firstWord(b []byte) []byte {
	if end := bytes.IndexAny(b, " \t\n"); end >= 0 {
		b = b[:end]
	}
	return b[:min(len(b), 40)]
}

// nextMarkup finds the next tag, comment or lone < in b: how many bytes stand before it,
// and how long it is.
func nextMarkup(b []byte) (skip, size int) {
	skip = bytes.IndexByte(b, '<')
	if skip < 0 {
		return len(b), 0
	}
	b = b[skip:]
	if bytes.HasPrefix(b, []byte("<!--")) {
		if bytes.HasPrefix(b, []byte("<!-->")) || bytes.HasPrefix(b, []byte("<!--->")) {
			return skip, bytes.IndexByte(b, '>') + 1
		}
		if end := bytes.Index(b[4:], []byte("-->")); end >= 0 {
			return skip, 4 + end + 3
		}
		return skip, len(b)
	}
	if bytes.HasPrefix(b, []byte("<!")) || bytes.HasPrefix(b, []byte("<?")) {
		if end := bytes.IndexByte(b, '>'); end >= 0 {
			return skip, end + 1
		}
		return skip, len(b)
	}
	if _, n, ok := scanTag(b); ok {
		return skip, n
	}
	return skip, 1
}
