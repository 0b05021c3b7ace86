package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Slug gives the id of a heading, and the address of a page, from its text: lower case,
// æ ø å as ae oe aa, accents left out, one hyphen between words: "Mål & midler" is
// "maal-midler". Letters of other scripts stay. It is "" when the text has no letter and
// no digit.
func Slug(text string) string {
	b := make([]byte, 0, len(text)+4)
	gap := false
	put := func(s string) {
		if gap && len(b) > 0 {
			b = append(b, '-')
		}
		gap = false
		b = append(b, s...)
	}
	for i := 0; i < len(text); {
		c, size := text[i], 1
		if c >= utf8.RuneSelf || i+1 < len(text) && text[i+1] >= utf8.RuneSelf {
			// A character with the accents that follow it, if it was spelt apart.
			size = norm.NFC.NextBoundaryInString(text[i:], true)
		}
		if c < utf8.RuneSelf && size == 1 {
			i++
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				put(text[i-1 : i])
			case 'A' <= c && c <= 'Z':
				put(string(rune(c + 'a' - 'A')))
			case c != '\'': // PC'er is one word
				gap = true
			}
			continue
		}
		if s, ok := spelling(norm.NFC.String(text[i : i+size])); ok {
			if s != "" {
				put(s)
			}
		} else {
			gap = true
		}
		i += size
	}
	return string(b)
}

// spelling writes one character as a slug does; false means that it is no part of a word.
func spelling(s string) (string, bool) {
	r, size := utf8.DecodeRuneInString(s)
	switch unicode.ToLower(r) {
	case 'æ':
		return "ae", true
	case 'ø':
		return "oe", true
	case 'å':
		return "aa", true
	case 'œ':
		return "oe", true
	case 'ß':
		return "ss", true
	case 'ð', 'đ':
		return "d", true
	case 'þ':
		return "th", true
	case 'ł':
		return "l", true
	case '’', '\u00ad': // an apostrophe, a soft hyphen: inside a word
		return "", true
	}
	if size < len(s) || unicode.IsLetter(r) || unicode.IsDigit(r) {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, norm.NFKD.String(s)), true
	}
	return "", false
}

// unnamed is the id of a heading without a letter: "afsnit" is Danish for section.
const unnamed = "afsnit"

// An idTable hands out ids, each once.
type idTable struct{ next map[string]int } // id → the number to try when it is wanted again

func (t *idTable) clear() {
	if t.next == nil {
		t.next = make(map[string]int)
	}
	clear(t.next)
}

func (t *idTable) taken(id string) bool { return t.next[id] > 0 }

func (t *idTable) take(id string) { t.next[id] = max(t.next[id], 2) }

// give takes the id, or the id with the first free number: maal, maal-2, maal-3.
func (t *idTable) give(id string) string {
	if id == "" {
		id = unnamed
	}
	n := t.next[id]
	if n == 0 {
		t.next[id] = 2
		return id
	}
	for ; ; n++ {
		numbered := id + "-" + strconv.Itoa(n)
		if t.next[numbered] == 0 {
			t.next[id] = n + 1
			t.next[numbered] = 2
			return numbered
		}
	}
}

// takeExplicit takes the ids that the author wrote, before any is made from a text, and
// complains of every one written twice.
func (r *reading) takeExplicit() {
	slices.SortStableFunc(r.explicit, func(a, b explicitID) int { return a.at - b.at })
	for i, e := range r.explicit {
		if slices.Contains(r.p.ids, e.id) {
			r.problem("id-reserved", e.at, "give it another id", "every page has an element with the id %q", e.id)
			continue
		}
		if r.ids.taken(e.id) {
			first := slices.IndexFunc(r.explicit[:i], func(f explicitID) bool { return f.id == e.id })
			if first < 0 { // an example, and the text around it has the id
				r.problem("id-duplicate", e.at, "give one of them another id", "the id %q stands elsewhere on the page, too", e.id)
				continue
			}
			r.problem("id-duplicate", e.at, "give one of them another id",
				"the id %q is written twice; the first is in line %d", e.id, r.pos(r.explicit[first].at).Line)
			continue
		}
		r.ids.take(e.id)
	}
	for _, id := range r.p.ids {
		r.ids.take(id)
	}
}
