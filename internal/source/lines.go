package source

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Lines turns byte offsets of a text into lines and columns. Make it once per text: it
// keeps the offset of each line's first byte.
type Lines struct {
	text   []byte
	starts []int
}

// NewLines reads the line starts of text, which must not change afterwards.
func NewLines(text []byte) *Lines {
	l := &Lines{text: text, starts: make([]int, 1, bytes.Count(text, []byte{'\n'})+1)}
	for i, b := range text {
		if b == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// At gives the line and column of a byte offset, both from 1; the column counts
// characters. An offset past the end is taken as the end.
func (l *Lines) At(offset int) (line, column int) {
	offset = max(0, min(offset, len(l.text)))
	line = sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset })
	return line, utf8.RuneCount(l.text[l.starts[line-1]:offset]) + 1
}
