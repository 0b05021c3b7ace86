package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// special are the bytes of a text that may not go into HTML as they are.
var special = func() (t [256]bool) {
	for _, c := range []byte("\x00\\&<>\"'-.@") {
		t[c] = true
	}
	return t
}()

// text writes src[start:stop]: escapes and entities resolved, signs of Danish typography
// put in, www. and mail addresses made links.
func (r *reading) text(start, stop int) {
	src, run := r.src, start
	for i := start; i < stop; {
		c := src[i]
		if !special[c] {
			i++
			continue
		}
		sign, size := "", 1 // what to write instead of the next size bytes; "" leaves them
		switch c {
		case '\\':
			if i+1 < stop && util.IsPunct(src[i+1]) {
				// The backslash of \-- and \... is meant for all of them.
				size = 1 + max(1, runLength(src[i+1:stop], '-'), runLength(src[i+1:stop], '.'))
				r.buf = append(r.buf, src[run:i]...)
				r.escape(src[i+1 : i+size])
				run = i + size
			}
		case '&':
			if value, n := entity(src[i:stop]); n > 0 {
				r.buf = append(r.buf, src[run:i]...)
				r.escape(value)
				run, size = i+n, n
			} else {
				sign = r.inHTML("&amp;")
			}
		case '<':
			sign = r.inHTML("&lt;")
		case '>':
			sign = r.inHTML("&gt;")
		case 0:
			sign = "\uFFFD"
		case '"', '\'':
			sign = r.quoteAt(i)
		case '-':
			sign, size = dash(src, i, stop)
		case '.':
			if sign, size = dots(src, i, stop); sign == "" && r.linksHere() {
				if from, end := wwwAddress(src, run, i, stop); end > 0 {
					r.buf = append(r.buf, src[run:from]...)
					r.writeAutoLink("http://"+string(src[from:end]), src[from:end])
					run, size = end, end-i
				}
			}
		case '@':
			if from, end := mailAddress(src, run, i, stop); end > 0 && r.linksHere() {
				r.buf = append(r.buf, src[run:from]...)
				r.writeAutoLink("mailto:"+string(src[from:end]), src[from:end])
				run, size = end, end-i
			}
		}
		if sign != "" {
			r.buf = append(append(r.buf, src[run:i]...), sign...)
			run = i + size
		}
		i += size
	}
	r.buf = append(r.buf, src[run:stop]...)
}

func (r *reading) linksHere() bool { return !r.plain && !r.inLink }

func (r *reading) inHTML(entity string) string {
	if r.plain {
		return ""
	}
	return entity
}

// dash makes -- a dash and --- a long one. More are a rule or a table drawn by hand, and
// beside < or > they are an arrow.
func dash(src []byte, i, stop int) (string, int) {
	n := runLength(src[i:stop], '-')
	arrow := i+n < stop && src[i+n] == '>' || i > 0 && src[i-1] == '<'
	switch {
	case n == 2 && !arrow:
		return "–", 2
	case n == 3 && !arrow:
		return "—", 3
	}
	return "", n
}

func dots(src []byte, i, stop int) (string, int) {
	n := runLength(src[i:stop], '.')
	if n == 3 {
		return "…", 3
	}
	return "", n
}

func runLength(b []byte, c byte) int {
	n := 0
	for n < len(b) && b[n] == c {
		n++
	}
	return n
}

// entity reads &name; or &#number; and gives its characters and length, 0 when it is none.
func entity(b []byte) ([]byte, int) {
	end := bytes.IndexByte(b[:min(len(b), 40)], ';')
	if end < 2 {
		return nil, 0
	}
	name := b[1:end]
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(string(name)); ok {
			return e.Characters, end + 1
		}
		return nil, 0
	}
	number, base, most := name[1:], rune(10), 7
	if len(number) > 0 && number[0]|0x20 == 'x' {
		number, base, most = number[1:], 16, 6
	}
	if len(number) == 0 || len(number) > most {
		return nil, 0
	}
	value := rune(0)
	for _, c := range number {
		switch {
		case isDigit(c):
			value = value*base + rune(c-'0')
		case base == 16 && 'a' <= c|0x20 && c|0x20 <= 'f':
			value = value*base + rune(c|0x20-'a') + 10
		default:
			return nil, 0
		}
	}
	if value < ' ' && value != '\t' && value != '\n' {
		value = utf8.RuneError
	}
	return utf8.AppendRune(nil, value), end + 1
}

// unescape resolves backslashes and entities in an address or a title.
func unescape(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		switch c := b[i]; c {
		case '\\':
			if i+1 < len(b) && util.IsPunct(b[i+1]) {
				i++
			}
			out = append(out, b[i])
		case '&':
			if value, n := entity(b[i:]); n > 0 {
				out = append(out, value...)
				i += n - 1
				continue
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

// A quote is what a " or ' in the text turned out to be.
type quote struct {
	at   int
	sign string // "" leaves it
}

// findQuotes looks for the " and ' in the text of a block, and decides what each is,
// before the text is written.
func (r *reading) findQuotes(n ast.Node) {
	r.quotes, r.nextQuote = r.quotes[:0], 0
	lines, found := n.Lines(), false
	for i := range lines.Len() {
		l := lines.At(i)
		line := r.src[l.Start:l.Stop]
		if bytes.IndexByte(line, '"') >= 0 || bytes.IndexByte(line, '\'') >= 0 {
			found = true
			break
		}
	}
	if found {
		r.collectQuotes(n, 0)
		pairQuotes(r.src, r.quotes)
	}
}

// quoteAt gives the sign for the quote at an offset. Quotes are written in the order in
// which they were found, so the next is nearly always the one.
func (r *reading) quoteAt(at int) string {
	for i := range r.quotes[r.nextQuote:] {
		if q := &r.quotes[r.nextQuote+i]; q.at == at {
			r.nextQuote += i + 1
			return q.sign
		}
	}
	return ""
}

// collectQuotes goes through the spans as they will be written.
func (r *reading) collectQuotes(parent ast.Node, depth int) {
	if depth > maxDepth {
		return
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			r.collectQuotesIn(n.Segment.Start, n.Segment.Stop)
		case *ast.Emphasis, *ast.Link, *ast.Image, *extast.Strikethrough:
			r.collectQuotes(n, depth+1)
		}
	}
}

// collectQuotesIn notes every " and ' of a text that no backslash protects.
func (r *reading) collectQuotesIn(start, stop int) {
	for i := start; i < stop; i++ {
		switch r.src[i] {
		case '\\':
			if i+1 < stop && util.IsPunct(r.src[i+1]) {
				i++
			}
		case '"', '\'':
			r.quotes = append(r.quotes, quote{at: i})
		}
	}
}

// pairQuotes finds the pairs: "…" is written »…«, '…' is written ›…‹, and a ' without a
// partner is an apostrophe. Which side a mark can be on follows from its neighbours, as
// for the _ of emphasis. A " without a partner stays: 5" is a measure.
func pairQuotes(src []byte, quotes []quote) {
	var open []int // indexes of those waiting for their partner
	for i := range quotes {
		q := &quotes[i]
		mark := src[q.at]
		if mark == '\'' {
			q.sign = "’"
		}
		opens, closes := quoteSides(src, q.at)
		if closes {
			partner := len(open) - 1
			for partner >= 0 && src[quotes[open[partner]].at] != mark {
				partner--
			}
			if partner >= 0 {
				other := &quotes[open[partner]]
				other.sign, q.sign = "»", "«"
				if mark == '\'' {
					other.sign, q.sign = "›", "‹"
				}
				open = open[:partner]
				continue
			}
		}
		if opens {
			open = append(open, i)
		}
	}
}

// quoteSides says whether the mark may open and whether it may close.
func quoteSides(src []byte, at int) (opens, closes bool) {
	before, _ := utf8.DecodeLastRune(src[max(0, at-utf8.UTFMax):at])
	after, _ := utf8.DecodeRune(src[at+1:])
	if at == 0 {
		before = ' '
	}
	if at+1 == len(src) {
		after = ' '
	}
	spaceBefore, spaceAfter := unicode.IsSpace(before), unicode.IsSpace(after)
	punctBefore, punctAfter := util.IsPunctRune(before), util.IsPunctRune(after)
	left := !spaceAfter && (!punctAfter || spaceBefore || punctBefore)
	right := !spaceBefore && (!punctBefore || spaceAfter || punctAfter)
	return left && (!right || punctBefore), right && (!left || punctAfter)
}
