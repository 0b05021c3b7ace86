package worksheet

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"redskab/internal/meta"
	"redskab/internal/source"
)

// Danish text breaks YAML's braces: `{label: Navn: det hele}` cannot be read, and package
// meta can only say so. Blocks are where authors write braces, so here the line is shown
// with its texts in quotation marks, and read on from there to find more problems.

const (
	maxMended = 50        // lines repaired before a block is given up
	maxMend   = 200 << 10 // bytes of a block that is worth it: each line costs two readings
)

// yamlText is the text of a block and where its first byte stands.
type yamlText struct {
	text         []byte
	line, column int
}

// parseMending is meta.Parse with the lines repaired that it cannot repair itself.
func parseMending(file string, t *yamlText) (*meta.Value, source.Problems) {
	var mended source.Problems
	for range maxMended {
		if len(t.text) > maxMend {
			break
		}
		v, ps := meta.Parse(file, t.line, t.column, t.text)
		i := bracketProblem(ps)
		if i < 0 {
			return v, append(mended, ps...)
		}
		better, hint, ok := t.mend(ps[i].Pos.Line, file)
		if !ok {
			return v, append(mended, ps...)
		}
		p := ps[i]
		p.Hint = "write " + hint
		mended = append(mended, p)
		t.text = better
	}
	v, ps := meta.Parse(file, t.line, t.column, t.text)
	return v, append(mended, ps...)
}

func bracketProblem(ps source.Problems) int {
	for i, p := range ps {
		if p.Code == "yaml-bracket" {
			return i
		}
	}
	return -1
}

// mend gives the text with the texts between the brackets of a line of the file in
// quotation marks, and that line; false when the text cannot be read any better for it.
func (t *yamlText) mend(line int, file string) (text []byte, repaired string, ok bool) {
	start, end, ok := t.bounds(line)
	if !ok {
		return nil, "", false
	}
	repaired, ok = mendLine(string(t.text[start:end]), -1)
	if !ok {
		return nil, "", false
	}
	text = append(append(bytes.Clone(t.text[:start]), repaired...), t.text[end:]...)
	_, ps := meta.Parse(file, t.line, t.column, text)
	if i := bracketProblem(ps); i >= 0 && ps[i].Pos.Line <= line {
		return nil, "", false
	}
	return text, strings.TrimSpace(repaired), true
}

// mendedAt gives the line of the file on which a value stands with that value in quotation
// marks.
func (t *yamlText) mendedAt(pos source.Position) (string, bool) {
	if t == nil {
		return "", false
	}
	start, end, ok := t.bounds(pos.Line)
	if !ok {
		return "", false
	}
	line := string(t.text[start:end])
	at := 0
	for n := pos.Column - t.column; n > 0 && at < len(line); n-- {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	if at >= len(line) {
		return "", false
	}
	if before := line[:at]; !strings.ContainsAny(before, "{[") {
		return strings.TrimSpace(before + quoted(strings.TrimSpace(line[at:]))), true
	}
	line, ok = mendLine(line, at)
	return strings.TrimSpace(line), ok
}

// bounds gives the offsets of a line of the file in the text.
func (t *yamlText) bounds(line int) (start, end int, ok bool) {
	for n := line - t.line; n > 0; n-- {
		i := bytes.IndexByte(t.text[start:], '\n')
		if i < 0 {
			return 0, 0, false
		}
		start += i + 1
	}
	if line < t.line || start >= len(t.text) {
		return 0, 0, false
	}
	if i := bytes.IndexByte(t.text[start:], '\n'); i >= 0 {
		return start, start + i, true
	}
	return start, len(t.text), true
}

// mendLine puts the texts between the braces of a line in quotation marks, where they need
// them, and the one that begins at offset force whether it does or not. It is false when
// that changes nothing.
func mendLine(line string, force int) (string, bool) {
	open := strings.IndexByte(line, '{')
	if open < 0 || len(line) > 4000 {
		return "", false
	}
	m := mender{line: line, force: force}
	m.out.WriteString(line[:open])
	m.braces(open, 0)
	m.out.WriteString(line[m.at:])
	out := m.out.String()
	return out, out != line
}

// A mender copies a line and mends it on the way. It takes `, word:` for the beginning of
// the next key and everything else for text, which is what authors mean.
type mender struct {
	line  string
	at    int
	force int
	out   strings.Builder
}

// braces copies {key: value, …} from its opening brace to its closing one, or to the end
// of the line.
func (m *mender) braces(open, depth int) {
	m.out.WriteByte('{')
	m.at = open + 1
	for m.at < len(m.line) {
		m.copyWhile(func(c byte) bool { return c == ' ' || c == ',' })
		if m.at < len(m.line) && m.line[m.at] == '}' {
			m.out.WriteByte('}')
			m.at++
			return
		}
		key := keyLength(m.line[m.at:])
		if key == 0 { // no key where one should be: leave the rest as it is
			m.out.WriteString(m.line[m.at:])
			m.at = len(m.line)
			return
		}
		m.out.WriteString(m.line[m.at : m.at+key])
		m.at += key
		m.copyWhile(func(c byte) bool { return c == ' ' })
		rest := m.line[m.at:]
		if strings.HasPrefix(rest, "{") && m.at != m.force && depth < 20 && keyLength(strings.TrimLeft(rest[1:], " ")) > 0 {
			m.braces(m.at, depth+1)
			continue
		}
		end := textLength(rest)
		text := strings.TrimRight(rest[:end], " ")
		if m.at == m.force || needsQuotes(text) {
			m.out.WriteString(quoted(text))
		} else {
			m.out.WriteString(text)
		}
		m.at += end
	}
}

func (m *mender) copyWhile(is func(byte) bool) {
	for m.at < len(m.line) && is(m.line[m.at]) {
		m.out.WriteByte(m.line[m.at])
		m.at++
	}
}

// keyLength is the length of the `word:` that s begins with, 0 when it begins otherwise.
func keyLength(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-':
		case c == ':' && i > 0 && (i+1 == len(s) || s[i+1] == ' '):
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// textLength is how far a text between braces goes: to the comma before the next key, or
// to the brace that closes what the text stands in.
func textLength(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{', '[':
			depth++
		case ']':
			depth--
		case '}':
			if depth <= 0 {
				return i
			}
			depth--
		case ',':
			if depth <= 0 && keyLength(strings.TrimLeft(s[i+1:], " ")) > 0 {
				return i
			}
		}
	}
	return len(s)
}

// needsQuotes reports whether a text between braces is not read as it stands.
func needsQuotes(s string) bool {
	if s == "" {
		return false
	}
	if q := s[0]; (q == '"' || q == '\'') && strings.IndexByte(s[1:], q) == len(s)-2 {
		return false
	}
	if s[0] == '[' && s[len(s)-1] == ']' { // a list
		return false
	}
	return strings.ContainsAny(s, ",[]{}") || strings.Contains(s, ": ") || strings.HasSuffix(s, ":") ||
		strings.Contains(s, " #") || strings.ContainsAny(s[:1], "\"'&*!|>%@`#?")
}

// quoted puts a text in quotation marks.
func quoted(s string) string {
	if !strings.ContainsAny(s, `"\`) {
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}
