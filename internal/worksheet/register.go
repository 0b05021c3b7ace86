package worksheet

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"redskab/internal/source"
)

// A Register is content/ids.lock: every id that was released, so that none is lost from
// under somebody's answers or used again for another question. It only grows.
type Register struct {
	file string
	ids  []released // sorted by address
}

// A released id. Its address is its path in SPEC.md, as far as it is the author's:
//
//	roller-og-ansvar                     sheet
//	roller-og-ansvar.maal                text     a field, and its kind
//	roller-og-ansvar.linjer              table
//	roller-og-ansvar.linjer.aftalt       choice   a column, and its kind
//	roller-og-ansvar.linjer.aftalt=ja    option
//	roller-og-ansvar.linjer/samlet       row
type released struct {
	address, kind string
	pos           source.Position
}

const registerHead = `# Every id that was released. Answers stand under them in browsers and files, so none may
# vanish or come to mean something else. "redskab ids --accept" writes this file.
`

// ParseRegister reads content/ids.lock.
func ParseRegister(file string, text []byte) (*Register, source.Problems) {
	var ps source.Problems
	g := &Register{file: file}
	line := 0
	for text := range bytes.Lines(text) {
		line++
		words := strings.Fields(string(text))
		if len(words) == 0 || words[0][0] == '#' {
			continue
		}
		id := released{address: words[0], pos: source.Position{File: file, Line: line, Column: 1}}
		if len(words) != 2 || !addressLike(id.address) || !idLike(words[1]) {
			ps.Add("ids-line", id.pos, "take the file back to what redskab ids --accept wrote", "this is no address of an id and its kind: %q", strings.TrimSpace(string(text)))
			continue
		}
		id.kind = words[1]
		g.ids = append(g.ids, id)
	}
	g.sort()
	return g, ps
}

func (g *Register) sort() {
	slices.SortStableFunc(g.ids, func(a, b released) int { return compareAddresses(a.address, b.address) })
	g.ids = slices.CompactFunc(g.ids, func(a, b released) bool { return a.address == b.address })
}

// Text gives the register as it is written to content/ids.lock.
func (g *Register) Text() []byte {
	var b bytes.Buffer
	b.WriteString(registerHead)
	for _, id := range g.ids {
		fmt.Fprintf(&b, "%s %s\n", id.address, id.kind)
	}
	return b.Bytes()
}

// Since gives the lines of g that an older register has not, nil for none.
func (g *Register) Since(old *Register) []string {
	var lines []string
	for _, id := range g.ids {
		if kind, known := old.kind(id.address); !known || kind != id.kind {
			lines = append(lines, id.address+" "+id.kind)
		}
	}
	return lines
}

// With gives a register of all that g has and the sheets release. A nil g has nothing.
func (g *Register) With(sheets []*Sheet) *Register {
	all := &Register{}
	for _, s := range sheets {
		all.ids = append(all.ids, s.released()...)
	}
	if g != nil {
		all.file = g.file
		all.ids = append(all.ids, g.ids...)
	}
	all.sort() // stable: of one address the kind it has now stands
	return all
}

// compareAddresses orders addresses so that what lies in a thing follows it at once: what
// divides an address comes before every letter of an id.
func compareAddresses(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return cmp.Compare(rank(a[i]), rank(b[i]))
		}
	}
	return cmp.Compare(len(a), len(b))
}

func rank(c byte) int {
	if i := strings.IndexByte(dividers, c); i >= 0 {
		return i
	}
	return len(dividers) + int(c)
}

// dividers stand before a column or field, a row, and an option.
const dividers = "=./"

// kind gives the kind that an address was released with.
func (g *Register) kind(address string) (string, bool) {
	if g == nil {
		return "", false
	}
	i, found := slices.BinarySearchFunc(g.ids, address, func(id released, a string) int { return compareAddresses(id.address, a) })
	if !found {
		return "", false
	}
	return g.ids[i].kind, true
}

// addressLike reports whether s is written like the address of an id.
func addressLike(s string) bool {
	s, option, has := strings.Cut(s, "=")
	if has && !idLike(option) && !wholeNumber(option) {
		return false
	}
	parts := strings.FieldsFunc(s, func(c rune) bool { return c == '.' || c == '/' })
	return len(parts) > 0 && len(parts) <= 3 && !slices.ContainsFunc(parts, func(p string) bool { return !idLike(p) }) &&
		len(strings.Join(parts, "."))-len(s) == 0
}

// sheetOf gives the id of the sheet that an address lies in.
func sheetOf(address string) string {
	if i := strings.IndexAny(address, dividers); i >= 0 {
		return address[:i]
	}
	return address
}

// lies reports whether an address is another, or lies in it.
func lies(address, in string) bool {
	return strings.HasPrefix(address, in) && (len(address) == len(in) || strings.IndexByte(dividers, address[len(in)]) >= 0)
}

// released gives the ids of a sheet, the sheet's own first.
func (s *Sheet) released() []released {
	if s.ID == "" {
		return nil
	}
	ids := []released{{s.ID, "sheet", s.Pos}}
	s.addresses(false, func(id released) { ids = append(ids, id) })
	return ids
}

// addresses calls add for each id in the sheet; with former for each address that one of
// them once had instead, as `was` tells.
func (s *Sheet) addresses(former bool, add func(released)) {
	question := func(at string, f *Field, pos source.Position, moved bool) {
		for i, name := range names(f.ID, f.Was) {
			moved := moved || i > 0
			if moved == former {
				add(released{at + name, f.Kind, pos})
			}
			if !f.Grouped() {
				continue
			}
			for _, o := range f.Options {
				for j, id := range names(o.ID, o.Was) {
					if (moved || j > 0) == former {
						add(released{at + name + "=" + id, "option", pos})
					}
				}
			}
		}
	}
	for _, b := range s.Blocks {
		for _, f := range b.Fields {
			question(s.ID+".", f, f.Pos, false)
		}
		if b.Table == nil {
			continue
		}
		t := b.Table
		for i, name := range names(t.ID, t.Was) {
			at := s.ID + "." + name
			if (i > 0) == former {
				add(released{at, "table", t.Pos})
			}
			for _, c := range t.Columns {
				question(at+".", c, c.Pos, i > 0)
			}
			for _, row := range t.Rows {
				for j, id := range names(row.ID, row.Was) {
					if (i > 0 || j > 0) == former {
						add(released{at + "/" + id, "row", row.Pos})
					}
				}
			}
		}
	}
}

// names gives an id and the former ones; none for a thing without an id.
func names(id string, was []string) []string {
	if id == "" {
		return nil
	}
	return append([]string{id}, was...)
}

// form is what answers of a kind look like: a question may change its kind within it.
func form(kind string) string {
	switch kind {
	case "longtext":
		return "text"
	case "scale":
		return "choice"
	}
	return kind
}
