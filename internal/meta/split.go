package meta

import (
	"bytes"

	"redskab/internal/source"
)

var fence, tomlFence = []byte("---"), []byte("+++")

// Split cuts a page's text into front matter and body, and says on which line of the file
// each begins. Without front matter front is nil and body the whole text. When the front
// matter is not closed it is taken to end at the first empty line, so that the rest of the
// page can still be looked at.
func Split(file string, text []byte) (front []byte, frontLine int, body []byte, bodyLine int, ps source.Problems) {
	opening, rest, line := firstLine(text)
	if bytes.Equal(opening, tomlFence) {
		ps.Add("front-matter-toml", source.Position{File: file, Line: line, Column: 1},
			"write YAML between two lines of ---", "front matter between +++ is TOML, which is not read here")
	}
	if !bytes.Equal(opening, fence) {
		if what, hint := nearly(opening, rest); what != "" {
			ps.Add("front-matter-nearly", source.Position{File: file, Line: line, Column: 1}, hint, "%s", what)
		}
		return nil, 0, text, 1, ps
	}
	end, next, lines, closed := closing(rest)
	if !closed {
		ps.Add("front-matter-open", source.Position{File: file, Line: line, Column: 1},
			"end it with a line of ---", "front matter is not closed")
		end, next, lines = firstEmptyLine(rest)
	}
	if rest == nil {
		rest = []byte{} // front matter of no lines is not the same as none
	}
	return rest[:end], line + 1, rest[next:], line + 1 + lines, ps
}

// nearly says what keeps the first lines of a text from being the front matter they were
// meant as: other hyphens than three, or none above the keys.
func nearly(opening, rest []byte) (what, hint string) {
	next, _, _ := bytes.Cut(rest, []byte{'\n'})
	switch {
	case len(opening) > 1 && len(bytes.Trim(opening, "-–—")) == 0 && keyLike(next):
		return "front matter begins with three hyphens, not with " + string(opening), "write ---, above it and below"
	case keyLike(opening):
		for line := range bytes.Lines(rest) {
			line = bytes.TrimRight(line, " \t\r\n")
			if bytes.Equal(line, fence) {
				return "front matter begins with a line of three hyphens, which is missing", "write --- above it, too"
			}
			if len(line) == 0 || !keyLike(line) && line[0] != ' ' && line[0] != '#' {
				break
			}
		}
	}
	return "", ""
}

// keyLike reports whether a line begins like title: or not-for:.
func keyLike(line []byte) bool {
	word, after, ok := bytes.Cut(line, []byte{':'})
	return ok && len(word) > 0 && len(bytes.Trim(word, "abcdefghijklmnopqrstuvwxyz-")) == 0 && (len(after) == 0 || after[0] == ' ')
}

// firstLine gives the first line that is not empty, without trailing spaces, what follows
// it, and its number.
func firstLine(text []byte) (first, rest []byte, line int) {
	for line = 1; ; line++ {
		first, rest, _ = bytes.Cut(text, []byte{'\n'})
		first = bytes.TrimRight(first, " \t\r")
		if len(first) > 0 || len(rest) == 0 {
			return first, rest, line
		}
		text = rest
	}
}

// closing finds the line that ends the front matter: end is the offset of the line, next
// that of the body, lines the number of lines between the opening line and the body.
func closing(text []byte) (end, next, lines int, found bool) {
	for start := 0; start < len(text); {
		lines++
		length := bytes.IndexByte(text[start:], '\n')
		after := start + length + 1
		if length < 0 {
			after = len(text)
		}
		if bytes.HasPrefix(text[start:], fence) && bytes.Equal(bytes.TrimRight(text[start:after], " \t\r\n"), fence) {
			return start, after, lines, true
		}
		start = after
	}
	return 0, 0, 0, false
}

// firstEmptyLine is closing for front matter that nothing closes.
func firstEmptyLine(text []byte) (end, next, lines int) {
	for next < len(text) {
		length := bytes.IndexByte(text[next:], '\n')
		if length < 0 {
			return len(text), len(text), lines + 1
		}
		line := text[next : next+length]
		end, next, lines = next, next+length+1, lines+1
		if len(bytes.TrimSpace(line)) == 0 {
			return end, next, lines
		}
	}
	return next, next, lines
}
