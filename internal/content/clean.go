package content

import (
	"bytes"
	"unicode/utf8"

	"redskab/internal/source"

	"golang.org/x/text/unicode/norm"
)

var (
	byteOrderMark = []byte("\xef\xbb\xbf")
	utf16Marks    = [][]byte{{0xff, 0xfe}, {0xfe, 0xff}}
)

// clean gives a text as if its author's tools were ours: UTF-8, NFC, lines that end in
// \n, the last one too, no byte order mark. What cannot be mended is a problem; the text
// is nil when there is no sense in reading on. The text given is changed.
func clean(file string, text []byte) ([]byte, source.Problems) {
	var ps source.Problems
	for _, mark := range utf16Marks {
		if bytes.HasPrefix(text, mark) {
			ps.Add("invalid-utf8", source.Position{File: file}, "save it as UTF-8", "the file is UTF-16")
			return nil, ps
		}
	}
	text = bytes.TrimPrefix(text, byteOrderMark)
	text = lineFeeds(text)
	if at := bytes.IndexByte(text, 0); at >= 0 {
		line, column := source.NewLines(text).At(at)
		ps.Add("nul-byte", source.Position{File: file, Line: line, Column: column}, "is it a text file?", "the file holds a NUL byte")
		return nil, ps
	}
	if !utf8.Valid(text) {
		text = validUTF8(file, text, &ps)
	}
	if mayDecompose(text) && !norm.NFC.IsNormal(text) {
		text = norm.NFC.Bytes(text)
	}
	if n := len(text); n > 0 && text[n-1] != '\n' {
		text = append(text, '\n')
	}
	return text, ps
}

// mayDecompose is the quick look that almost every text passes: below U+0300, and among
// dashes and quotation marks, there is nothing that NFC would change.
func mayDecompose(text []byte) bool {
	for i, c := range text {
		if c >= 0xcc && (c != 0xe2 || i+2 >= len(text) || text[i+1] != 0x80 || text[i+2] < 0x82) {
			return true
		}
	}
	return false
}

// lineFeeds turns CRLF and CR into LF, in place.
func lineFeeds(text []byte) []byte {
	at := bytes.IndexByte(text, '\r')
	if at < 0 {
		return text
	}
	out := text[:at]
	for i := at; i < len(text); i++ {
		switch {
		case text[i] != '\r':
			out = append(out, text[i])
		case i+1 == len(text) || text[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	return out
}

// validUTF8 replaces what is not UTF-8, with one problem that names the first place.
func validUTF8(file string, text []byte, ps *source.Problems) []byte {
	first, count := -1, 0
	out := make([]byte, 0, len(text)+16)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			if count++; first < 0 {
				first = i
			}
			out = append(out, "\uFFFD"...)
		} else {
			out = append(out, text[i:i+size]...)
		}
		i += size
	}
	line, column := source.NewLines(text).At(first)
	pos := source.Position{File: file, Line: line, Column: column}
	if count == 1 {
		ps.Add("invalid-utf8", pos, "save the file as UTF-8", "the byte %#x is not UTF-8", text[first])
	} else {
		ps.Add("invalid-utf8", pos, "save the file as UTF-8", "the byte %#x and %d more are not UTF-8", text[first], count-1)
	}
	return out
}
