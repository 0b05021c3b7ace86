// Package prose measures how hard a Danish text is to read, so that a build can warn the
// author while the text is still fresh.
//
// Its two nouns are Meter, which hears all passages of one page, and Limits, what a site
// finds too hard. A page's readability is its LIX (läsbarhetsindex), as C. H. Björnsson
// laid it down in Läsbarhet, Stockholm: Liber 1968:
//
//	LIX = words / sentences + 100 × long words / words
//
// where a long word has more than six letters, and a sentence ends at a full stop, a colon,
// a question mark or an exclamation mark that a capital letter follows. Below 25 is easy,
// 35 to 44 what newspapers write, 55 and above is for specialists. 45 is the usual limit.
//
// # What counts
//
//   - A word is letters and digits, and what joins them: e-mail, bl.a, 14.30, 262.000. A
//     number is a word, and never a long one.
//   - A passage that ends without a full stop ends its sentence all the same: items of a
//     list are sentences of their own. Which passages a page has is its reader's affair
//     (package markdown leaves out headings, tables, code and quotations).
//   - The full stop of an abbreviation (ca., bl.a., kl.), of an initial (E. Højlund) or of
//     an ordinal (den 14. november) ends nothing. Those that often end a sentence (osv.,
//     m.fl.) do so before a capital letter.
//   - Of a page with fewer than a hundred words no LIX is said: one long word more or less
//     would decide it.
//
// # Problems
//
//	lix-too-high        the page is too hard; the place is its longest sentence
//	sentence-too-long   each one, ten a page at most
//
// Both are warnings, and of each a site gets twenty, and the number of the others. Nobody must write badly to please a number; hence the limits are the
// site's to set.
package prose

import (
	"fmt"
	"math"

	"redskab/internal/source"
)

// Limits say what is too hard. 0 is no limit.
type Limits struct {
	LIX      int // of a page
	Sentence int // words in a sentence
}

// DefaultLimits are those of a site that says nothing.
func DefaultLimits() Limits { return Limits{LIX: 45, Sentence: 30} }

const (
	leastWords  = 100 // that a page must have for its LIX to mean something
	longLetters = 6   // more make a word long
	told        = 10  // so many long sentences are told of a page …
	toldOfSite  = 20  // … and so many warnings of each kind of a site
)

// A Meter counts the words of one page. The zero Meter is ready.
type Meter struct {
	Words, Long, Sentences int

	limit   int
	longest sentence
	over    []sentence // in order
	more    int        // over the limit, besides
}

type sentence struct {
	words int
	pos   source.Position // of its first word
}

// NewMeter makes a Meter that notes the sentences beyond the limits.
func NewMeter(l Limits) *Meter { return &Meter{limit: l.Sentence} }

// LIX gives the index, 0 for a text without words.
func (m *Meter) LIX() int {
	if m.Words == 0 {
		return 0
	}
	words := float64(m.Words)
	return int(math.Round(words/float64(m.Sentences) + 100*float64(m.Long)/words))
}

// Problems says where the text is beyond the limits.
func (m *Meter) Problems(l Limits) (ps source.Problems) {
	if lix := m.LIX(); l.LIX > 0 && lix > l.LIX && m.Words >= leastWords {
		ps.Warn("lix-too-high", m.longest.pos, "divide the longest sentences and choose shorter words",
			"the page has LIX %d, and %d is the most: %s words a sentence, %d %% of them long; the longest sentence, of %d words, begins here",
			lix, l.LIX, decimal(float64(m.Words)/float64(m.Sentences)), 100*m.Long/m.Words, m.longest.words)
	}
	for i, s := range m.over {
		more := ""
		if i == told-1 && m.more > 0 {
			more = fmt.Sprintf("; %d more on this page are too long", m.more)
		}
		ps.Warn("sentence-too-long", s.pos, "make two of it", "the sentence has %d words, and %d is the most%s", s.words, l.Sentence, more)
	}
	return ps
}

// Fewer leaves the first warnings of each kind among the problems of a whole site: whoever
// has more of them wants another limit, or begins with these. Other problems all stay.
func Fewer(all source.Problems) source.Problems {
	n := map[string]int{}
	few := all[:0]
	for _, p := range all {
		if p.Code == "lix-too-high" || p.Code == "sentence-too-long" {
			if n[p.Code]++; n[p.Code] > toldOfSite {
				continue
			}
		}
		few = append(few, p)
	}
	const hint = "mend these first, or set prose: in site.yaml"
	if more := n["lix-too-high"] - toldOfSite; more > 0 {
		few.Warn("lix-too-high", source.Position{}, hint, "%d more pages are too hard to read", more)
	}
	if more := n["sentence-too-long"] - toldOfSite; more > 0 {
		few.Warn("sentence-too-long", source.Position{}, hint, "%d more sentences are too long", more)
	}
	return few
}

func decimal(x float64) string { return fmt.Sprintf("%.1f", x) }

func (m *Meter) end(words int, start int, at func(int) source.Position) {
	m.Sentences++
	over := m.limit > 0 && words > m.limit
	if !over && words <= m.longest.words {
		return
	}
	s := sentence{words, at(start)}
	if words > m.longest.words {
		m.longest = s
	}
	switch {
	case !over:
	case len(m.over) < told:
		m.over = append(m.over, s)
	default:
		m.more++
	}
}
