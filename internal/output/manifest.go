package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

type sum [sha256.Size]byte

// A manifest says what files are ours and which bytes we put into them: more than one sum
// when a promotion was cut off and either may stand there.
type manifest map[string][]sum

// The first line keeps an empty manifest (a site without files) apart from one that a power
// cut emptied. sha256sum takes it for a comment.
const manifestHead = "# files that redskab made; it removes and replaces no others\n"

// parse adds the lines of a manifest and gives the number of the first line that is none,
// or 0.
func (m manifest) parse(text []byte) (badLine int) {
	rest, ok := bytes.CutPrefix(text, []byte(manifestHead))
	if !ok {
		return 1
	}
	for n := 2; len(rest) > 0; n++ {
		line, after, ok := bytes.Cut(rest, []byte{'\n'})
		const digits = 2 * sha256.Size
		if !ok || len(line) < digits+3 || line[digits] != ' ' || line[digits+1] != ' ' {
			return n
		}
		var s sum
		if _, err := hex.Decode(s[:], line[:digits]); err != nil {
			return n
		}
		path := string(line[digits+2:])
		if badPath(path, "") != nil {
			return n // it would be removed, and who knows where it leads
		}
		m.add(path, s)
		rest = after
	}
	return 0
}

func (m manifest) add(path string, s sum) {
	if !slices.Contains(m[path], s) {
		m[path] = append(m[path], s)
	}
}

// appendLine appends the line of one file.
func appendLine(dst []byte, path string, s sum) []byte {
	dst = hex.AppendEncode(dst, s[:])
	dst = append(dst, ' ', ' ')
	dst = append(dst, path...)
	return append(dst, '\n')
}
