package source

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// markEvery is how far apart the marks of a text with long lines are.
const markEvery = 4096

// Lines turns byte offsets of a text into lines and columns. Make it once per text: it
// keeps the offset of each line's first byte. For a text with a line longer than markEvery
// it also keeps how many characters stand before each multiple of markEvery; counting
// from the start of such a line every time would cost the square of its length.
type Lines struct {
	text   []byte
	starts []int
	marks  []int
}

// NewLines reads the line starts of text, which must not change afterwards.
func NewLines(text []byte) *Lines {
	l := &Lines{text: text, starts: make([]int, 1, bytes.Count(text, []byte{'\n'})+1)}
	longest, start := 0, 0
	for {
		n := bytes.IndexByte(text[start:], '\n')
		if n < 0 {
			longest = max(longest, len(text)-start)
			break
		}
		longest = max(longest, n)
		start += n + 1
		l.starts = append(l.starts, start)
	}
	if longest > markEvery {
		n := 0
		for i := 0; i < len(text); i += markEvery {
			l.marks = append(l.marks, n)
			n += characters(text[i:min(i+markEvery, len(text))])
		}
	}
	return l
}

// At gives the line and column of a byte offset, both from 1; the column counts
// characters. An offset past the end is taken as the end.
func (l *Lines) At(offset int) (line, column int) {
	offset = max(0, min(offset, len(l.text)))
	line = sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset })
	start := l.starts[line-1]
	if offset-start <= markEvery {
		return line, utf8.RuneCount(l.text[start:offset]) + 1
	}
	return line, l.before(offset) - l.before(start) + 1
}

// before is the number of characters before an offset.
func (l *Lines) before(offset int) int {
	mark := min(offset/markEvery, len(l.marks)-1)
	return l.marks[mark] + characters(l.text[mark*markEvery:offset])
}

// characters counts the bytes that begin a character, so that a text may be cut anywhere.
func characters(b []byte) int {
	n := 0
	for _, c := range b {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}
