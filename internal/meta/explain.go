package meta

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// startMessage is the library's word about | and >, and stands for all its words about
// texts that begin with a sign of YAML's.
const startMessage = "did not find expected comment or line break"

// explain turns an error of the library into a Problem. When the line can be repaired it
// also gives the line's number and the text with the line repaired; else nil. It is long
// because it is a table: the library's messages, and what is said for each.
func (p *parser) explain(err error, text []byte) (line int, repaired []byte) {
	var one *yaml.LoadError
	if !errors.As(err, &one) || one.Mark.Line == 0 {
		return p.explainPlaceless(err, text)
	}
	line, column := one.Mark.Line, one.Mark.Column
	context := one.ContextMark
	here, fine := lineOf(text, line)
	if !fine { // an error at the end of the text
		line = max(1, bytes.Count(bytes.TrimRight(text, "\n"), []byte{'\n'})+1)
		here, _ = lineOf(text, line)
		column = utf8.RuneCount(here) + 1
	}
	at := p.pos(line, column)
	hint := p.quotedHint(text, line)
	message := one.Message
	if strings.HasPrefix(message, "unknown anchor ") || strings.HasSuffix(one.ContextMsg, " tag") {
		message = startMessage
	}
	switch message {
	case "mapping values are not allowed in this context":
		if f, ok := splitLine(here); ok && colonIn(f.value) {
			p.ps.Add("yaml-colon", at, hint, "a text with a colon needs quotation marks")
			return line, quoteLine(text, line)
		}
		p.ps.Add("yaml-indent", p.pos(line, indentOf(here)+1), "give it the indentation of the keys it belongs with, or put the text above in quotation marks",
			"%q cannot stand below a line that has its value already", keyOf(here))
	case "found character that cannot start any token":
		p.ps.Add("yaml-start", at, hint, "a text cannot begin with %q without quotation marks", runeAt(here, column))
		return line, quoteLine(text, line)
	case "block sequence entries are not allowed in this context", "mapping keys are not allowed in this context",
		"did not find expected alphabetic or numeric character", "found undefined tag handle",
		startMessage:
		if context.Line == line {
			column = context.Column
		}
		p.ps.Add("yaml-start", p.pos(line, column), hint, "a text cannot begin with %q without quotation marks", runeAt(here, column))
		return line, quoteLine(text, line)
	case "did not find expected node content":
		if column > utf8.RuneCount(here) {
			p.ps.Add("yaml-bracket", at, "close it, or put the text in quotation marks", "a bracket is never closed")
			return 0, nil
		}
		p.ps.Add("yaml-start", at, hint, "a text cannot begin with %q without quotation marks", runeAt(here, column))
		return line, quoteLine(text, line)
	case "did not find expected key", "found a comment without preceding whitespace":
		if f, ok := splitLine(here); ok && column > indentOf(here)+1 && strings.ContainsAny(f.value[:1], `"'[{`) {
			p.ps.Add("yaml-after", at, hint, "text after the closing %q", closingOf[f.value[0]])
			return line, quoteLine(text, line)
		}
		p.ps.Add("yaml-indent", at, "give it the indentation of the keys it belongs with", "%q is indented unlike the lines it belongs with", keyOf(here))
	case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
		p.explainBrackets(text, context, line, column)
	case "found unexpected end of stream", "found unexpected document indicator":
		p.ps.Add("yaml-quote-open", p.pos(context.Line, context.Column), "", "the quotation mark is never closed")
	case "found unknown escape character", "did not find expected hexadecimal number", "found invalid Unicode character escape code":
		p.ps.Add("yaml-escape", at, `write \\ for one backslash, or use '…'`, "YAML does not know this use of a backslash")
	case "could not find expected ':'":
		word, _ := lineOf(text, context.Line)
		p.ps.Add("yaml-no-colon", p.pos(context.Line, context.Column), "write key: value; a text that goes on stands further in than its key",
			"%q is no key with a value", clip(strings.TrimSpace(string(word))))
	case "did not find expected '-' indicator":
		p.ps.Add("yaml-indent", at, "begin a new item with \"- \", or give it the indentation of the keys of the one above", "%q stands where the list above goes on with \"- \"", keyOf(here))
	case "did not find expected <document start>":
		p.ps.Add("yaml-indent", at, "give all keys the same indentation, and write a space after the colon", "%q does not belong to what stands above it", keyOf(here))
	default:
		p.ps.Add("yaml-syntax", at, "", "YAML cannot be read here: %s", strings.TrimSpace(one.ContextMsg+" "+one.Message))
	}
	return 0, nil
}

var closingOf = map[byte]string{'"': `"`, '\'': "'", '[': "]", '{': "}"}

// explainBrackets is explain for [ and { that go wrong: the bracket opened at context, and
// the library stopped at line and column.
func (p *parser) explainBrackets(text []byte, context yaml.Mark, line, column int) {
	opened, _ := lineOf(text, context.Line)
	bracket := runeAt(opened, context.Column)
	here, _ := lineOf(text, line)
	if context.Line != line || column > utf8.RuneCount(here) {
		p.ps.Add("yaml-bracket", p.pos(context.Line, context.Column), "close it, or put the text in quotation marks", "%q is never closed", bracket)
		return
	}
	p.ps.Add("yaml-bracket", p.pos(line, column), "put the texts between the brackets in quotation marks, or on lines of their own",
		"the text between the brackets that begin in column %d cannot be read from here", context.Column+p.column)
}

// explainPlaceless is explain for the library's errors that say no place.
func (p *parser) explainPlaceless(err error, text []byte) (int, []byte) {
	if strings.HasSuffix(err.Error(), "expected single document, found multiple") {
		for line := 2; ; line++ {
			here, ok := lineOf(text, line)
			if !ok {
				break
			}
			if bytes.HasPrefix(here, fence) || bytes.HasPrefix(here, []byte("...")) {
				p.ps.Add("yaml-documents", p.pos(line, 1), "remove the line", "a line of %s begins a second document", here[:3])
				return 0, nil
			}
		}
	}
	message := strings.TrimPrefix(err.Error(), "go-yaml load error in ")
	p.ps.Add("yaml-syntax", p.pos(1, 0), "", "YAML cannot be read: %s", message)
	return 0, nil
}

// lineOf gives a line of text without its line break; false when there is none.
func lineOf(text []byte, line int) ([]byte, bool) {
	for ; line > 1; line-- {
		_, rest, found := bytes.Cut(text, []byte{'\n'})
		if !found {
			return nil, false
		}
		text = rest
	}
	first, rest, found := bytes.Cut(text, []byte{'\n'})
	return bytes.TrimRight(first, "\r"), found || len(first) > 0 || len(rest) > 0
}

// A written line is a key or a list's hyphen, and a value that was meant to be one text.
type written struct{ before, value string }

// splitLine takes `  - key: value` apart. It is false when the line has no value, or one
// that spreads over several keys.
func splitLine(line []byte) (written, bool) {
	s := strings.TrimRight(string(line), " \t")
	indent := indentOf([]byte(s))
	start := indent
	for strings.HasPrefix(s[start:], "- ") {
		start += 2
		start += len(s[start:]) - len(strings.TrimLeft(s[start:], " "))
	}
	listed := start > indent
	rest := s[start:]
	if rest == "" {
		return written{}, false
	}
	colon := strings.Index(rest, ": ")
	if !strings.ContainsAny(rest[:1], "\"'[{&*!|>%@`,") && colon > 0 {
		value := strings.TrimLeft(rest[colon+2:], " ")
		return written{s[:len(s)-len(value)], value}, value != ""
	}
	return written{s[:start], rest}, listed
}

// quoteLine gives the text with the value of a line in quotation marks; nil when there is
// no value to put in them.
func quoteLine(text []byte, line int) []byte {
	here, _ := lineOf(text, line)
	f, ok := splitLine(here)
	if !ok {
		return nil
	}
	start := 0
	for ; line > 1; line-- {
		start += bytes.IndexByte(text[start:], '\n') + 1
	}
	out := make([]byte, 0, len(text)+8)
	out = append(out, text[:start]...)
	out = append(out, f.before+quote(f.value)...)
	return append(out, text[start+len(here):]...)
}

// quotedHint shows the line of the text with its value in quotation marks.
func (p *parser) quotedHint(text []byte, line int) string {
	here, _ := lineOf(text, line)
	f, ok := splitLine(here)
	if !ok || utf8.RuneCountInString(f.value) > 200 {
		return "put the text in quotation marks"
	}
	return "write " + strings.TrimLeft(f.before, " ") + quote(f.value)
}

// quote puts a text in quotation marks, the ones it bears halfway taken off first.
func quote(s string) string {
	if n := len(s); n > 1 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		s = s[1 : n-1]
	}
	if !strings.ContainsAny(s, `"\`) {
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// colonIn reports whether a value holds a colon that YAML takes for a key's.
func colonIn(value string) bool {
	return strings.Contains(value, ": ") || strings.HasSuffix(value, ":")
}

func indentOf(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

// keyOf gives what a line begins with, for messages: its key, or its first words.
func keyOf(line []byte) string {
	s := strings.TrimSpace(string(line))
	if key, _, found := strings.Cut(s, ":"); found {
		return clip(key)
	}
	return clip(s)
}

func clip(s string) string {
	if utf8.RuneCountInString(s) <= 40 {
		return s
	}
	return string([]rune(s)[:40]) + "…"
}

func runeAt(line []byte, column int) string {
	runes := []rune(string(line))
	if column < 1 || column > len(runes) {
		return "the end of the line"
	}
	return fmt.Sprintf("%c", runes[column-1])
}
