package spelling

import (
	"bytes"
	"regexp"
	"unicode/utf8"
)

// Danish sentences of the script hold a space or begin with a capital letter or hold a
// letter that English has not; names of events, classes and keys do not.
var (
	danish    = regexp.MustCompile(`^\p{Lu}\p{Ll}|[æøåÆØÅ]|\p{L}[,.:]? \p{L}`)
	technical = regexp.MustCompile(`[\[\]=<>{}\\]|^[a-z-]+/|^[a-z]+-|://|\bvar\(|^[MLZAHVC][ \d]|\bis-|^[a-z]+(?:, [a-z]+)+$`)
	// before a text that readers never see
	machine = regexp.MustCompile(`(?:querySelector(?:All)?|closest|matches)(?:<\w+>)?\($|(?:Error|Exception|Array\.from)\($|class: $|[!=]== $|case $`)
)

// blankScript keeps the Danish sentences of a script. It knows strings, templates, comments
// and regular expressions; what stands between ${ and } in a template is script again.
func blankScript(b []byte) {
	s := scriptReader{b: b, whole: bytes.Clone(b)}
	s.read(false)
}

type scriptReader struct {
	b, whole []byte
	at       int
	// before is the last byte that was no space: after a value, a slash divides.
	before byte
}

// read blanks out up to the end, or to the } that closes an expression in a template.
func (s *scriptReader) read(within bool) {
	depth := 0
	for s.at < len(s.b) {
		switch c := s.b[s.at]; {
		case c == '"' || c == '\'':
			s.quoted(c)
			continue
		case c == '`':
			s.template()
			continue
		case bytes.HasPrefix(s.b[s.at:], []byte("//")):
			s.skip(lineEnd(s.b, s.at) - s.at)
			continue
		case bytes.HasPrefix(s.b[s.at:], []byte("/*")):
			n := bytes.Index(s.b[s.at:], []byte("*/"))
			s.skip(n + 2)
			continue
		case c == '/' && !isValue(s.before):
			s.pattern()
			continue
		case c == '{':
			depth++
		case c == '}':
			if depth--; within && depth < 0 {
				return
			}
		}
		if s.b[s.at] > ' ' {
			s.before = s.b[s.at]
		}
		s.skip(1)
	}
}

// isValue reports whether a byte may end a value.
func isValue(c byte) bool {
	return c == ')' || c == ']' || c == '}' || c == '"' || c == '_' || c == '$' || c >= utf8.RuneSelf ||
		'0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

func (s *scriptReader) skip(n int) {
	spaces(s.b[s.at : s.at+n])
	s.at += n
}

func (s *scriptReader) quoted(quote byte) {
	from := s.at
	for s.at++; s.at < len(s.b) && s.b[s.at] != quote; s.at++ {
		if s.b[s.at] == '\\' {
			s.at++
		}
	}
	s.at++
	s.before = '"'
	if inside := s.b[from+1 : s.at-1]; !isDanish(inside) || machine.Match(s.whole[max(0, from-40):from]) {
		spaces(inside)
	} else {
		blankProse(inside)
	}
}

func isDanish(text []byte) bool { return danish.Match(text) && !technical.Match(text) }

// template blanks out what stands in ${…}, and then looks at the rest as at any text.
func (s *scriptReader) template() {
	from := s.at
	for s.skip(1); s.at < len(s.b) && s.b[s.at] != '`'; {
		switch {
		case s.b[s.at] == '\\':
			s.at += 2
		case bytes.HasPrefix(s.b[s.at:], []byte("${")):
			s.skip(2)
			s.before = '('
			s.read(true)
			s.skip(1)
		default:
			s.at++
		}
	}
	if !isDanish(s.b[from:s.at]) || machine.Match(s.whole[max(0, from-40):from]) {
		spaces(s.b[from:s.at])
	}
	blankProse(s.b[from:s.at])
	s.skip(1)
	s.before = '"'
}

// pattern skips a regular expression; in a class a slash does not end it.
func (s *scriptReader) pattern() {
	end, class := s.at+1, false
	for ; end < len(s.b) && s.b[end] != '\n'; end++ {
		c := s.b[end]
		if c == '\\' {
			end++
		} else if c == '[' {
			class = true
		} else if c == ']' {
			class = false
		} else if c == '/' && !class {
			break
		}
	}
	s.skip(min(end+1, len(s.b)) - s.at)
	s.before = ')'
}
