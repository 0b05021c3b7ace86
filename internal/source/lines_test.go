package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLinesAt(t *testing.T) {
	long := strings.Repeat("æøå abc ", 3000)
	for _, tt := range []struct {
		name, text   string
		offset       int
		line, column int
	}{
		{"start", "abc", 0, 1, 1},
		{"end of the text", "abc", 3, 1, 4},
		{"past the end", "abc", 9, 1, 4},
		{"before the start", "abc", -1, 1, 1},
		{"line end belongs to its line", "ab\ncd", 2, 1, 3},
		{"second line", "ab\ncd", 3, 2, 1},
		{"after a last line end", "ab\n", 3, 2, 1},
		{"columns count characters", "æøå\nblåbær", 11, 2, 4},
		{"no text", "", 0, 1, 1},
		{"far along a long line", "kort\n" + long + "x", 5 + len(long), 2, utf8.RuneCountInString(long) + 1},
		{"start of a line after a long one", long + "\nx", len(long) + 1, 2, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			line, column := NewLines([]byte(tt.text)).At(tt.offset)
			if line != tt.line || column != tt.column {
				t.Errorf("At(%d) = %d:%d, want %d:%d", tt.offset, line, column, tt.line, tt.column)
			}
		})
	}
}

func TestLinesAtEveryCharacterOfALongLine(t *testing.T) {
	text := "kort\n" + strings.Repeat("aæ€𝄞", 2500) + "\nslut"
	lines := NewLines([]byte(text))
	line, column := 1, 1
	for i, c := range text {
		if gotLine, gotColumn := lines.At(i); gotLine != line || gotColumn != column {
			t.Fatalf("At(%d) = %d:%d, want %d:%d", i, gotLine, gotColumn, line, column)
		}
		if column++; c == '\n' {
			line, column = line+1, 1
		}
	}
}
