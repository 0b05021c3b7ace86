package expression

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// words are the words of the grammar. No id is one of them.
var words = map[string]bool{
	"or": true, "and": true, "not": true, "in": true, "is": true, "answered": true, "empty": true,
	"where": true, "today": true, "this": true,
}

const (
	longestNumber = 15 // characters; more digits than these are not exact
	quotes        = "\"'”“„»«’‘`"
)

// A token is a piece of an expression. Its kind is one of
//
//	"path"    ids with dots and at most one slash between, as they are written
//	"number"  digits, with a sign right before them and a point in them, perhaps
//	"end"     the end of the text
//
// or the token itself: a word of the grammar, an operator, a bracket, a comma.
type token struct {
	kind    string
	text    string
	at, end int // bytes
}

// operators as they are written, longest first, and what they mean. Those that mean
// something else are not of the language; reading goes on as if they had been right.
var operators = []struct{ written, means string }{
	{"<=", "<="}, {">=", ">="}, {"!=", "!="},
	{"==", "="}, {"=<", "<="}, {"=>", ">="}, {"<>", "!="}, {"&&", "and"}, {"||", "or"},
	{"≤", "<="}, {"≥", ">="}, {"≠", "!="}, {"×", "*"}, {"·", "*"}, {"÷", "/"}, {"−", "-"}, {"–", "-"},
	{"=", "="}, {"<", "<"}, {">", ">"}, {"+", "+"}, {"-", "-"}, {"*", "*"}, {"/", "/"},
	{"(", "("}, {")", ")"}, {"[", "["}, {"]", "]"}, {",", ","}, {"!", "not"},
}

// lex cuts the text into tokens; the last one is "end". What is no token, but can be taken
// for one, is a problem and the token that was meant. What cannot is a problem that makes
// the tokens good for nothing.
func (p *parser) lex() {
	text := p.src.Text
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case blank(c):
			i++
		case digit(c), c == '-' && i+1 < len(text) && digit(text[i+1]) && !p.afterOperand():
			i = p.lexNumber(i)
		case letter(c):
			i = p.lexName(i)
		case name(text[i:]) > 0:
			i = p.lexWrongName(i)
		default:
			i = p.lexOperator(i)
		}
	}
	p.tokens = append(p.tokens, token{"end", "", len(text), len(text)})
}

// afterOperand reports whether the last token ends something that has a value.
func (p *parser) afterOperand() bool {
	if len(p.tokens) == 0 {
		return false
	}
	switch p.tokens[len(p.tokens)-1].kind {
	case "path", "number", "today", "this", ")", "]":
		return true
	}
	return false
}

func (p *parser) lexNumber(at int) int {
	text := p.src.Text
	end := at + 1
	for end < len(text) && digit(text[end]) {
		end++
	}
	if day := dayEnd(text[at:]); day > 0 {
		p.fail("expression-date", at, "compare with today, or ask for the day in a field", "a day such as %s cannot stand in an expression", text[at:at+day])
		return at + day
	}
	if minutes := digitsAfter(text, end, ':'); minutes > 0 {
		p.fail("expression-date", at, "ask for it in a field", "a time such as %s cannot stand in an expression", text[at:minutes])
		return minutes
	}
	if fraction := digitsAfter(text, end, '.'); fraction > 0 {
		end = fraction
	}
	if fraction := digitsAfter(text, end, ','); fraction > 0 && !p.inBrackets() {
		better := strings.Replace(text[at:fraction], ",", ".", 1)
		p.fail("expression-comma", at, "write "+better, "a number has a point where Danish has a comma")
		return fraction
	}
	n := name(text[end:])
	switch {
	case n > 0:
		p.fail("expression-name", at, "lower-case letters, digits and hyphens, a letter first", "%q is neither a number nor a name", clip(text[at:end+n]))
		return end + n
	case end < len(text) && text[end] == '%':
		p.fail("expression-percent", at, "write a share of 1, such as 0.5 for half", "there are no percentages in expressions")
		return end + 1
	case end-at > longestNumber:
		p.fail("expression-number", at, "", "%s has more digits than can be counted exactly", text[at:end])
		return end
	}
	p.tokens = append(p.tokens, token{"number", text[at:end], at, end})
	return end
}

// dayEnd is where a day or month such as 2026-11-21 ends with which the text begins, or 0.
func dayEnd(text string) int {
	end := 0
	for i, form := range []string{"0000-00", "-00"} {
		for j := range form {
			if end+j >= len(text) || digit(form[j]) != digit(text[end+j]) || !digit(form[j]) && text[end+j] != form[j] {
				if i == 0 {
					return 0
				}
				return end
			}
		}
		end += len(form)
	}
	return end
}

// digitsAfter is the end of digits that follow sep, or 0.
func digitsAfter(text string, at int, sep byte) int {
	if at+1 >= len(text) || text[at] != sep || !digit(text[at+1]) {
		return 0
	}
	for at++; at < len(text) && digit(text[at]); at++ {
	}
	return at
}

// inBrackets reports whether what comes next stands between [ and ], or among the
// arguments of a function, where a comma divides.
func (p *parser) inBrackets() bool {
	for i := len(p.tokens) - 1; i >= 0; i-- {
		switch p.tokens[i].kind {
		case "[":
			return true
		case "]":
			return false
		}
	}
	return false
}

// lexName reads a word or a path. A slash and a dot belong to the path when an id follows
// them at once.
func (p *parser) lexName(at int) int {
	text := p.src.Text
	end := at
	for end < len(text) {
		c := text[end]
		if c == '/' || c == '.' {
			if end+1 >= len(text) || !letter(text[end+1]) {
				break
			}
		} else if !letter(c) && !digit(c) && c != '-' {
			break
		}
		end++
	}
	if n := name(text[end:]); n > 0 { // grøn, status_2
		return p.wrongName(at, end+n)
	}
	kind := "path"
	if words[text[at:end]] {
		kind = text[at:end]
	}
	p.tokens = append(p.tokens, token{kind, text[at:end], at, end})
	return end
}

// lexWrongName reads what cannot be a name: AND for and, or Status.
func (p *parser) lexWrongName(at int) int {
	text := p.src.Text
	end := at + name(text[at:])
	low := strings.ToLower(text[at:end])
	if !words[low] {
		return p.wrongName(at, end)
	}
	p.problem("expression-capitals", at, "write "+low, "the words of an expression have no capitals")
	p.tokens = append(p.tokens, token{low, low, at, end})
	return end
}

func (p *parser) wrongName(at, end int) int {
	wrong := p.src.Text[at:end]
	hint := "lower-case letters, digits and hyphens, a letter first"
	if id := asID(wrong); id != "" {
		hint = "write " + id
	}
	p.fail("expression-name", at, hint, "%q is no name", clip(wrong))
	return end
}

func (p *parser) lexOperator(at int) int {
	text := p.src.Text
	for _, op := range operators {
		if !strings.HasPrefix(text[at:], op.written) {
			continue
		}
		end := at + len(op.written)
		if op.written != op.means {
			p.problem("expression-operator", at, "write "+op.means, "there is no %s in expressions", op.written)
		}
		if strings.Contains("+-*/", op.means) && !(at > 0 && blank(text[at-1]) && end < len(text) && blank(text[end])) {
			p.spaces(at, end, op.means)
		}
		p.tokens = append(p.tokens, token{op.means, op.means, at, end})
		return end
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	if !strings.ContainsRune(quotes, r) {
		p.fail("expression-character", at, "", "%q means nothing in an expression", string(r))
		return at + size
	}
	p.fail("expression-quotes", at, "write the id of an option, bare", "there are no quotation marks in expressions")
	closing := strings.IndexAny(text[at+size:], quotes)
	if closing < 0 {
		return len(text)
	}
	_, last := utf8.DecodeRuneInString(text[at+size+closing:])
	return at + size + closing + last
}

// spaces complains about + - * / without a space on each side.
func (p *parser) spaces(at, end int, op string) {
	text := p.src.Text
	left, right := strings.TrimRight(text[:at], " "), strings.TrimLeft(text[end:], " ")
	if !p.afterOperand() {
		p.fail("expression-sign", at, "write 0 "+op+" and what follows", "%s stands between two values", op)
		return
	}
	left = left[strings.LastIndexAny(left, " (")+1:]
	if i := strings.IndexAny(right, " )"); i >= 0 {
		right = right[:i]
	}
	p.fail("expression-spaces", at, "write "+clip(left+" "+op+" "+right), "%s stands between spaces", op)
}

// asID makes an id of what an author wrote for one, or "".
func asID(s string) string {
	id := strings.Trim(strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa", "_", "-").Replace(strings.ToLower(s)), "-")
	for i := range len(id) {
		if c := id[i]; !letter(c) && (i == 0 || !digit(c) && !strings.ContainsRune("-./", rune(c))) {
			return ""
		}
	}
	if words[id] {
		return ""
	}
	return id
}

// name is how much of the beginning of text somebody might take for a name: letters of any
// kind, digits, hyphens and low lines.
func name(text string) int {
	for i, r := range text {
		if r != '_' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) || r == '-' && i == 0 {
			return i
		}
	}
	return len(text)
}

func blank(c byte) bool  { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }
func letter(c byte) bool { return c >= 'a' && c <= 'z' }

// clip shortens what a message quotes.
func clip(s string) string {
	const most = 40
	n := 0
	for i := range s {
		if n++; n > most {
			return strings.TrimSpace(s[:i]) + " …"
		}
	}
	return s
}
