package output

import "bytes"

// shrinkCSS appends src to dst, without comments and without white space that separates
// nothing. Tokens and their order stay.
func shrinkCSS(dst, src []byte) []byte {
	z := cssShrinker{dst: dst, base: len(dst)}
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case isSpace(c) || c == '\f':
			z.gap = true
			i++
		case c == '/' && i+1 < len(src) && src[i+1] == '*':
			i = z.comment(src, i)
		case c == '"' || c == '\'':
			i = z.copy(src, i, cssString(src, i))
		case c == '\\':
			i = z.copy(src, i, cssEscape(src, i))
		case c == '(' && z.endsInURL():
			i = z.copy(src, i, cssURL(src, i))
		default:
			i = z.copy(src, i, i+1)
		}
	}
	return z.dst
}

type cssShrinker struct {
	dst  []byte
	base int
	gap  bool // white space was read since the last byte of dst
	join bool // a comment was left out since the last byte of dst
	esc  bool // dst ends in an escape
}

// copy appends src[i:end], after white space if white space is needed there.
func (z *cssShrinker) copy(src []byte, i, end int) int {
	next, last := src[i], byte(0)
	if len(z.dst) > z.base {
		last = z.dst[len(z.dst)-1]
	}
	switch {
	case last == 0: // the file begins
	case z.gap:
		after := bytes.IndexByte([]byte("{};,:("), last) >= 0 && !z.esc
		before := bytes.IndexByte([]byte("{};,)!"), next) >= 0
		// `--x: ;` is an empty value, `--x:;` is none for older browsers.
		empty := last == ':' && (next == ';' || next == '}')
		if !after && !before || empty {
			z.dst = append(z.dst, ' ')
		}
	case z.join && bytes.IndexByte([]byte(`{};,:()"'`), last) < 0 && bytes.IndexByte([]byte(`{};,:)"'`), next) < 0:
		z.dst = append(z.dst, "/**/"...) // or two tokens become one
	}
	if next == '}' && !z.esc {
		z.dropSemicolons()
	}
	z.dst = append(z.dst, src[i:end]...)
	z.gap, z.join, z.esc = false, false, next == '\\'
	return end
}

// dropSemicolons takes back those before a closing brace, save the one of `--x: ;`.
func (z *cssShrinker) dropSemicolons() {
	for n := len(z.dst); n > z.base+1 && z.dst[n-1] == ';' && z.dst[n-2] != ':' && z.dst[n-2] != ' ' && z.dst[n-2] != '\\'; n-- {
		z.dst = z.dst[:n-1]
	}
}

// comment leaves a comment out, or copies a licence.
func (z *cssShrinker) comment(src []byte, i int) int {
	end := after(src, i+2, "*/")
	if end < 0 {
		end = len(src)
	}
	if i+2 < len(src) && src[i+2] == '!' {
		z.dst = append(z.dst, src[i:end]...)
		if end < len(src) {
			z.dst = append(z.dst, '\n')
		}
		z.base, z.gap, z.join = len(z.dst), false, false
		return end
	}
	z.join = true
	return end
}

// endsInURL reports whether a ( that follows begins an address without quotation marks.
func (z *cssShrinker) endsInURL() bool {
	s := z.dst[z.base:]
	if z.gap || len(s) < 3 || !bytes.EqualFold(s[len(s)-3:], []byte("url")) {
		return false
	}
	return len(s) == 3 || !nameByte(s[len(s)-4])
}

func nameByte(c byte) bool {
	return c == '-' || c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// cssString gives the end of the string that begins at s[i]. A line feed ends a broken one.
func cssString(s []byte, i int) int {
	for q := s[i]; ; {
		i++
		switch {
		case i >= len(s):
			return len(s)
		case s[i] == q:
			return i + 1
		case s[i] == '\n' || s[i] == '\r' || s[i] == '\f':
			return i + 1 // copied too, since it is what ends the string
		case s[i] == '\\':
			i++
		}
	}
}

// cssEscape gives the end of the escape that begins at s[i]. One white space after
// hexadecimal digits belongs to it.
func cssEscape(s []byte, i int) int {
	i++
	start := i
	for i < len(s) && i < start+6 && (('0' <= s[i] && s[i] <= '9') || 'a' <= s[i]|0x20 && s[i]|0x20 <= 'f') {
		i++
	}
	if i == start {
		return min(i+1, len(s))
	}
	if i+1 < len(s) && s[i] == '\r' && s[i+1] == '\n' {
		return i + 2
	}
	if i < len(s) && (isSpace(s[i]) || s[i] == '\f') {
		i++
	}
	return i
}

// cssURL gives the end of url(…) whose ( is s[i]: behind the ), or behind the ( when a
// string follows.
func cssURL(s []byte, i int) int {
	j := i + 1
	for j < len(s) && isSpace(s[j]) {
		j++
	}
	if j < len(s) && (s[j] == '"' || s[j] == '\'') {
		return i + 1
	}
	for ; j < len(s); j++ {
		switch s[j] {
		case ')':
			return j + 1
		case '\\':
			j++
		}
	}
	return len(s)
}
