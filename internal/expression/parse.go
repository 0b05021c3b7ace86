package expression

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"redskab/internal/source"
)

// A Source is an expression as an author wrote it, and where its first character stands.
// A line break in the text is one in the file, after which the column is the same again.
type Source struct {
	Text string
	Pos  source.Position

	before string // of a part of a text, what stands before it; Pos is where that begins
}

// at is the place of a byte of the text.
func (s Source) at(offset int) source.Position {
	before := s.before + s.Text[:min(offset, len(s.Text))]
	pos := s.Pos
	if n := strings.Count(before, "\n"); n > 0 {
		pos.Line += n
		before = before[strings.LastIndexByte(before, '\n')+1:]
	}
	pos.Column += utf8.RuneCountInString(before)
	return pos
}

// A syntax is a part of an expression as it was parsed. Its op is one of
//
//	number today this path               text: as it is written
//	count sum mean … last                args: the paths, where: the condition or nil
//	or and                               two args or more
//	not answered empty                   one arg
//	in                                   one arg, words
//	= != < <= > >= + - * /               two args
type syntax struct {
	op      string
	at, end int // bytes
	text    string
	args    []*syntax
	where   *syntax
	words   []word
}

// A word is an option in the list of `in`.
type word struct {
	text string
	at   int
}

const (
	longest = 2000 // bytes of an expression
	deepest = 50   // brackets within brackets
	nested  = 3    // where within where: each asks about all rows for each row of the one around
)

// functions in the order messages name them.
var functions = []string{"count", "sum", "mean", "median", "min", "max", "spread", "share", "last"}

type parser struct {
	src    Source
	tokens []token
	next   int
	depth  int // of brackets
	wheres int // around what is read
	ps     source.Problems
	broken bool // a problem was found that makes the rest guesswork
}

// parse reads an expression; it is nil when there are problems.
func parse(src Source) (*syntax, source.Problems) {
	p := &parser{src: src}
	switch {
	case strings.TrimSpace(src.Text) == "":
		p.fail("expression-empty", 0, "", "the expression is empty")
	case len(src.Text) > longest:
		p.fail("expression-long", 0, "make a value of a part of it", "the expression has more than %d characters", longest)
	default:
		p.lex()
	}
	if p.broken {
		return nil, p.ps
	}
	s := p.or()
	if !p.broken && p.peek().kind != "end" {
		p.unexpected("")
	}
	if len(p.ps) > 0 {
		return nil, p.ps
	}
	return s, nil
}

func (p *parser) problem(code string, at int, hint, format string, args ...any) {
	p.ps.Add(code, p.src.at(at), hint, format, args...)
}

// fail is problem for what ends the parsing.
func (p *parser) fail(code string, at int, hint, format string, args ...any) {
	if p.broken && len(p.tokens) > 0 && p.tokens[len(p.tokens)-1].kind == "end" {
		return // parsing has failed already; the rest follows from that
	}
	p.broken = true
	p.problem(code, at, hint, format, args...)
}

func (p *parser) peek() token { return p.tokens[p.next] }

// take gives the next token when it is of one of the kinds, and goes on to the one after.
func (p *parser) take(kinds ...string) (token, bool) {
	t := p.peek()
	if p.broken || !slices.Contains(kinds, t.kind) {
		return token{}, false
	}
	p.next++
	return t, true
}

func (p *parser) or() *syntax  { return p.chain("or", p.and) }
func (p *parser) and() *syntax { return p.chain("and", p.not) }

func (p *parser) chain(op string, part func() *syntax) *syntax {
	first := part()
	args := []*syntax{first}
	for {
		if _, ok := p.take(op); !ok {
			break
		}
		args = append(args, part())
	}
	if len(args) == 1 {
		return first
	}
	return &syntax{op: op, at: first.at, end: args[len(args)-1].end, args: args}
}

func (p *parser) not() *syntax {
	t, ok := p.take("not")
	if !ok {
		return p.test()
	}
	if p.peek().kind == "not" {
		p.fail("expression-not-not", p.peek().at, "leave both out", "not not means nothing more")
	}
	arg := p.test()
	return &syntax{op: "not", at: t.at, end: arg.end, args: []*syntax{arg}}
}

var comparisons = []string{"=", "!=", "<", "<=", ">", ">="}

func (p *parser) test() *syntax {
	left := p.sum()
	s := left
	if t, ok := p.take(comparisons...); ok {
		right := p.sum()
		s = &syntax{op: t.kind, at: left.at, end: right.end, args: []*syntax{left, right}}
	} else if t, ok := p.take("in"); ok {
		s = &syntax{op: "in", at: left.at, args: []*syntax{left}}
		s.words, s.end = p.wordList(t)
	} else if _, ok := p.take("is"); ok {
		if t := p.peek(); t.kind == "not" {
			p.fail("expression-is-not", t.at, "write is empty for is not answered, and is answered for is not empty", "not has no place after is")
		}
		t, ok := p.take("answered", "empty")
		if !ok {
			p.unexpected("is answered or is empty")
		}
		s = &syntax{op: t.kind, at: left.at, end: t.end, args: []*syntax{left}}
	}
	if t := p.peek(); s != left && !p.broken && (slices.Contains(comparisons, t.kind) || t.kind == "in" || t.kind == "is") {
		first := p.src.Text[s.args[0].end:s.end]
		p.fail("expression-chain", t.at, "divide it with and", "a second comparison follows %s at once", clip(strings.TrimSpace(first)))
	}
	return s
}

// wordList reads the options after in.
func (p *parser) wordList(in token) (list []word, end int) {
	if _, ok := p.take("["); !ok {
		switch t := p.peek(); t.kind {
		case "path", "number":
			p.fail("expression-in-list", t.at, "write in ["+t.text+"]", "the options after in stand in square brackets")
		case "(":
			p.fail("expression-in-list", t.at, "write [ and ]", "the options after in stand in square brackets")
		}
		p.unexpected("in [ and options")
		return nil, in.end
	}
	for {
		t, ok := p.take("path", "number")
		if !ok || strings.ContainsAny(t.text, "./") {
			if ok {
				p.next--
			}
			p.unexpected("the id of an option")
			return nil, in.end
		}
		list = append(list, word{t.text, t.at})
		if t, ok := p.take("]"); ok {
			return list, t.end
		}
		if _, ok := p.take(","); !ok {
			p.unexpected("a comma or ]")
			return nil, in.end
		}
	}
}

func (p *parser) sum() *syntax  { return p.pairs(p.term, "+", "-") }
func (p *parser) term() *syntax { return p.pairs(p.atom, "*", "/") }

func (p *parser) pairs(part func() *syntax, ops ...string) *syntax {
	s := part()
	for {
		t, ok := p.take(ops...)
		if !ok {
			return s
		}
		right := part()
		s = &syntax{op: t.kind, at: s.at, end: right.end, args: []*syntax{s, right}}
	}
}

func (p *parser) atom() *syntax {
	if t, ok := p.take("("); ok {
		p.depth++
		if p.depth > deepest {
			p.fail("expression-deep", t.at, "make a value of a part of it", "more than %d brackets stand within each other", deepest)
		}
		s := p.or()
		p.close(t)
		p.depth--
		return s
	}
	t, ok := p.take("number", "today", "this", "path")
	if !ok {
		p.unexpected("a value")
		return &syntax{op: "today"}
	}
	s := &syntax{op: t.kind, at: t.at, end: t.end, text: t.text}
	if t.kind != "path" {
		return s
	}
	if p.peek().kind == "(" {
		return p.call(t)
	}
	p.checkPath(t)
	return s
}

// checkPath looks at the shape of a path: [ id "." ] id [ "/" row ] [ "." id ].
func (p *parser) checkPath(t token) {
	if slices.Contains(functions, t.text) {
		p.fail("expression-function-bare", t.at, "write "+t.text+"( ) around a path", "the function %s stands without brackets", t.text)
		return
	}
	ids := strings.FieldsFunc(t.text, func(r rune) bool { return r == '.' || r == '/' })
	for _, id := range ids {
		if words[id] || slices.Contains(functions, id) {
			p.fail("expression-path", t.at, "", "%q is a word of the language, and no name in a path", id)
			return
		}
	}
	before, after, row := strings.Cut(t.text, "/")
	if row && !strings.Contains(after, ".") && !strings.Contains(after, "/") {
		p.fail("expression-path", t.at, "write "+clip(before+" / "+after)+" to divide, or a dot and a column after the row", "%q is no path", clip(t.text))
	} else if row && (strings.Count(before, ".") > 1 || strings.Count(after, ".") != 1 || strings.Contains(after, "/")) || len(ids) > 3 && !row {
		p.fail("expression-path", t.at, "a path is field, sheet.field, table.column, sheet.table.column or table/row.column", "%q is no path", clip(t.text))
	}
}

// call reads a function from its opening bracket on.
func (p *parser) call(name token) *syntax {
	if !slices.Contains(functions, name.text) {
		hint := source.DidYouMean(name.text, functions)
		if hint == "" {
			hint = "there are " + strings.Join(functions, ", ")
		}
		p.fail("expression-unknown-function", name.at, hint, "there is no function %q", clip(name.text))
	}
	open, _ := p.take("(")
	s := &syntax{op: name.text, at: name.at}
	for {
		t, ok := p.take("path")
		if !ok || slices.Contains([]string{"(", "+", "-", "*", "/"}, p.peek().kind) {
			p.argument(t)
			return s
		}
		p.checkPath(t)
		s.args = append(s.args, &syntax{op: "path", at: t.at, end: t.end, text: t.text})
		if _, ok := p.take(","); !ok {
			break
		}
	}
	if t, ok := p.take("where"); ok {
		p.wheres++
		if p.wheres > nested {
			p.fail("expression-deep", t.at, "make a column of a part of it", "more than %d where stand within each other", nested)
		}
		s.where = p.or()
		p.wheres--
	}
	s.end = p.close(open)
	return s
}

// argument complains about what stands where a function wants a path.
func (p *parser) argument(path token) {
	t := p.peek()
	switch {
	case p.broken:
	case path.kind != "":
		p.fail("expression-argument", path.at, "make a value of it, and name that", "a function takes paths, not what is worked out of them")
	case t.kind == "end":
		p.unexpected("a path")
	case t.kind == ")" || t.kind == "where":
		p.fail("expression-argument", t.at, "write what it is about, such as count(table)", "the function asks about nothing")
	default:
		p.fail("expression-argument", t.at, "make a value of it, and name that", "a function takes paths, not %s", p.shown(t))
	}
}

// close takes the bracket that ends what open began, and gives its end.
func (p *parser) close(open token) int {
	t, ok := p.take(")")
	switch {
	case ok || p.broken:
	case p.peek().kind == "end":
		p.fail("expression-unclosed", open.at, "", "this bracket is never closed")
	default:
		p.unexpected("a closing bracket")
	}
	return t.end
}

// danish are words that authors think in.
var danish = map[string]string{"og": "and", "eller": "or", "ikke": "not", "hvor": "where", "er": "is", "i": "in"}

// unexpected complains about the next token, where something else should stand.
func (p *parser) unexpected(want string) {
	t := p.peek()
	if p.broken {
		return
	}
	if p.next > 0 {
		if english := danish[p.tokens[p.next-1].text]; english != "" && t.kind != "end" {
			before := p.tokens[p.next-1]
			p.fail("expression-danish", before.at, "write "+english, "%q is no word of the language", before.text)
			return
		}
	}
	before := ""
	if p.next > 0 {
		before = p.tokens[p.next-1].kind
	}
	switch {
	case t.kind == "end" && want != "":
		p.fail("expression-unfinished", t.at, "", "the expression ends where %s should follow", want)
	case danish[t.text] != "" && want != "a value":
		p.fail("expression-danish", t.at, "write "+danish[t.text], "%q is no word of the language", t.text)
	case t.kind == "not" && p.tokens[min(p.next+1, len(p.tokens)-1)].kind == "in":
		p.fail("expression-not-in", t.at, "write not before what is asked about: not a in [b]", "not has no place before in")
	case t.kind == "where":
		p.fail("expression-where-outside", t.at, "write it within the brackets of the function", "where stands within a function")
	case t.kind == "," && before == "number":
		p.fail("expression-unexpected", t.at, "a number has a point where Danish has a comma", "a comma has no place here")
	case t.kind == "(" && before == "path":
		p.fail("expression-unexpected", t.at, "", "a bracket has no place here")
	case want == "":
		p.fail("expression-unexpected", t.at, "join two conditions with and or or", "%s has no place here", p.shown(t))
	default:
		p.fail("expression-unexpected", t.at, "", "%s stands where %s should", p.shown(t), want)
	}
}

// shown names a token as messages do.
func (p *parser) shown(t token) string {
	switch t.kind {
	case "path":
		return strconv.Quote(clip(t.text))
	case ")", "(":
		return "a bracket"
	case ",":
		return "a comma"
	}
	if t.text == "" {
		return t.kind
	}
	return t.text
}
