package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"redskab/internal/source"
)

// Read counts one passage. At tells where in the author's file an offset of it stands; it
// is called for few of them.
func (m *Meter) Read(text string, at func(offset int) source.Position) {
	start, words, last := 0, 0, ""
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case inWord(c):
			length, letters := word(text[i:])
			if last = text[i : i+length]; words == 0 {
				start = i
			}
			words++
			m.Words++
			if letters > longLetters {
				m.Long++
			}
			size = length
		case isStop(c) && words > 0 && endsSentence(text[i:], last):
			m.end(words, start, at)
			words = 0
		}
		i += size
	}
	if words > 0 {
		m.end(words, start, at)
	}
}

// leftOut stands where code or the like was left out of a passage. A sentence may begin
// with it.
const leftOut = '\uFFFC'

// Most of a text is ASCII, which a table knows quicker than package unicode.
const (
	letter = iota + 1
	digit
	join
)

var ascii = func() (class [utf8.RuneSelf]uint8) {
	for c := range class {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			class[c] = letter
		case '0' <= c && c <= '9':
			class[c] = digit
		case strings.IndexByte("-'.,", byte(c)) >= 0:
			class[c] = join
		}
	}
	return class
}()

func inWord(c rune) bool {
	if c < utf8.RuneSelf {
		return ascii[c] == letter || ascii[c] == digit
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

// word gives the length in bytes and the number of letters of the word that s begins with.
// A hyphen, an apostrophe or a full stop between letters joins, a comma only digits.
func word(s string) (length, letters int) {
	var before rune
	for length < len(s) {
		if c := s[length]; c < utf8.RuneSelf {
			switch ascii[c] {
			case letter:
				letters++
				fallthrough
			case digit:
				before = rune(c)
				length++
				continue
			case join:
			default:
				return length, letters
			}
		}
		c, size := utf8.DecodeRuneInString(s[length:])
		switch {
		case unicode.IsLetter(c):
			letters++
		case unicode.IsDigit(c) || unicode.Is(unicode.Mn, c):
		case c == '’' || c < utf8.RuneSelf:
			after, _ := utf8.DecodeRuneInString(s[length+size:])
			if !inWord(after) || c == ',' && !(unicode.IsDigit(before) && unicode.IsDigit(after)) {
				return length, letters
			}
		default:
			return length, letters
		}
		before = c
		length += size
	}
	return length, letters
}

func isStop(c rune) bool {
	switch c {
	case '.', ':', '?', '!', '…':
		return true
	}
	return false
}

// endsSentence reports whether the stop that rest begins with ends a sentence whose last
// word is given.
func endsSentence(rest, last string) bool {
	dot := rest[0] == '.'
	behind := strings.TrimLeft(rest, ".:?!…")
	single := len(rest)-len(behind) == 1
	behind = strings.TrimLeft(behind, "«\"”’)]›*_")
	next := strings.TrimLeft(behind, " \n\t\u00a0")
	if next == "" {
		return true
	}
	if len(next) == len(behind) {
		return false // 14:30, site.yaml
	}
	next = strings.TrimLeft(next, "»\"“”‹([*_–- ")
	begins, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsUpper(begins) && !unicode.IsDigit(begins) && begins != leftOut {
		return false
	}
	return !dot || !single || !short(last)
}

// short reports whether the full stop behind a word belongs to the word. I is no initial
// but the pronoun, and KL is no clock.
func short(last string) bool {
	c, size := utf8.DecodeRuneInString(last)
	if size == len(last) && unicode.IsUpper(c) && c != 'I' {
		return true
	}
	return abbreviations[string(unicode.ToLower(c))+last[size:]]
}

// abbreviations stand before what they belong to, so that a capital letter or a number
// after them begins no sentence. Those that close a list (osv., m.fl., m.v., mm.) are not
// among them: before a capital letter they end the sentence, too.
var abbreviations = func() map[string]bool {
	known := map[string]bool{}
	for w := range strings.FieldsSeq(`
		adm afd art aug bd bl.a ca cand d dec div dr dvs d.v.s eks ekskl evt f.eks feb fig fmd forb forv fr
		gl gr hhv hr iflg inkl ift ifm ing i.e jan jf jur kap kgl kl kr lic maks max m.h.t mht min mio mrd ml
		nov nr okt o.s pct p.g.a pga pkt pr prof red ref s sep sept skt spec str stk st t.o.m tlf t.h t.v
		udg vedr vha v vol årg`) {
		known[w] = true
	}
	return known
}()
