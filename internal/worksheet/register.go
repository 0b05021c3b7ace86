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

// With gives a register of all that g has and the sheets and lists release. A nil g has
// nothing.
func (g *Register) With(sheets []*Sheet, lists []*List) *Register {
	all := &Register{}
	for _, o := range owners(sheets, lists) {
		if o.id != "" {
			all.ids = append(all.ids, released{o.id, o.kind, o.pos})
			o.addresses(false, func(id released) { all.ids = append(all.ids, id) })
		}
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

// An owner is a sheet or a list: what bears an id that others lie in.
type owner struct {
	id, kind   string
	pos        source.Position
	retired    []string
	retiredPos []source.Position
	sheet      *Sheet // or
	list       *List
}

// owners gives all whose ids are released: not the sheets for practice.
func owners(sheets []*Sheet, lists []*List) []owner {
	var all []owner
	for _, s := range sheets {
		if s.Practice {
			continue
		}
		all = append(all, owner{s.ID, "sheet", s.Pos, s.Retired, s.RetiredPos, s, nil})
	}
	for _, l := range lists {
		all = append(all, owner{l.ID, "list", l.Pos, l.Retired, l.RetiredPos, nil, l})
	}
	return all
}

// addresses calls add for each id in a sheet or list; with former for each address that
// one of them once had instead, as `was` tells.
func (o *owner) addresses(former bool, add func(released)) {
	if o.list != nil {
		for _, c := range o.list.Columns {
			c.addresses(o.id+".", false, former, add)
		}
		return
	}
	for _, b := range o.sheet.Blocks {
		for _, f := range b.questions() {
			f.addresses(o.id+".", false, former, add)
		}
		if b.Table != nil {
			b.Table.addresses(o.id+".", former, add)
		}
	}
}

func (t *Table) addresses(at string, former bool, add func(released)) {
	for i, name := range namesOf(t.ID, t.Was) {
		in := at + name
		if (i > 0) == former {
			add(released{in, "table", t.Pos})
		}
		for _, c := range t.Columns {
			c.addresses(in+".", i > 0, former, add)
		}
		for _, row := range t.Rows {
			for j, id := range namesOf(row.ID, row.Was) {
				if (i > 0 || j > 0) == former {
					add(released{in + "/" + id, "row", row.Pos})
				}
			}
		}
	}
}

// addresses of a question: its own and those of its options. Moved says that what it lies
// in is called by a former id. Nothing is stored of what is worked out.
func (f *Field) addresses(at string, moved, former bool, add func(released)) {
	if f.computed() {
		return
	}
	for i, name := range namesOf(f.ID, f.Was) {
		moved := moved || i > 0
		if moved == former {
			add(released{at + name, f.Kind, f.Pos})
		}
		if !f.Chosen() {
			continue
		}
		for _, o := range f.Options {
			for j, id := range namesOf(o.ID, o.Was) {
				if (moved || j > 0) == former {
					add(released{at + name + "=" + id, "option", f.Pos})
				}
			}
		}
	}
}

// namesOf gives an id and the former ones; none for a thing without an id.
func namesOf(id string, was []string) []string {
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
