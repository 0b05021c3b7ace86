package markdown

import (
	"net/url"
	"strings"

	"redskab/internal/source"
)

// A Doc is a page's Markdown, rendered as far as the file alone allows: finished HTML
// interrupted by what only the whole site can settle (Refs) and by what belongs to
// another package (Blocks). It depends on the file's bytes and the Config, nothing else,
// so it may be kept and shared; it is never changed after Parse, and it holds no part of
// the Input's Text.
type Doc struct {
	Parts    []Part
	Title    string // text of the # heading the page opens with, "" without; it is not in Parts
	TitleID  string // id that links may use for the top of the page: the title's own {#id} or its slug; no element has it
	TitlePos source.Position
	Lead     string    // plain text of the first paragraph, at most some 300 characters, for descriptions
	Headings []Heading // level 2 and below, in order; headings inside quotes, lists and notes are among the Anchors
	Anchors  []string  // every other id in the text: footnotes, attributes on figures …
	HasCode  bool      // a highlighted code block stands in it
}

// A Part is one of: finished HTML, a Ref, a Block.
type Part struct {
	HTML  string
	Ref   *Ref
	Block *Block
}

// A Heading of level 2 to 6. Text is plain.
type Heading struct {
	Level int
	ID    string
	Text  string
	Pos   source.Position
}

// RefKind says what stands in the HTML where a Ref stands in Parts.
type RefKind uint8

const (
	// RefLink is replaced by the finished, escaped value of href, without quotation
	// marks: Parts holds `<a href="`, the Ref, `">text</a>`.
	RefLink RefKind = iota
	// RefLinkNote follows the </a> of the same link (Of points to its RefLink). It is
	// replaced by nothing for a page, and by the file's type and size for a download.
	RefLinkNote
	// RefImage is replaced by attributes: `src="…" width="…" height="…"`.
	RefImage
)

// A Ref is a link or an image that the author wrote to a place in the site. Links that
// need no site are not Refs: https:, mailto:, tel: and fragments of the page itself are
// finished HTML (fragments are checked by Parse against the page's own ids).
//
// One case is left open: on a page with Blocks, a fragment that is no id of the text may
// still be one of a Block's. It becomes a RefLink (without a note) whose Dest begins
// with #.
type Ref struct {
	Kind RefKind
	Dest string          // as written, Markdown escapes resolved, percent-encoding kept
	Pos  source.Position // of the address: for [text][label], the one in the definition
	Of   *Ref
}

// A Block is a fenced block whose info string is one of Config.Blocks.
type Block struct {
	Name   string          // the info string: "field", "table" …
	Pos    source.Position // of the opening fence
	Text   []byte          // between the fences
	Line   int             // line in the file of the first byte of Text
	Column int             // 1 plus the fence's indentation
}

// Config is what Parse needs besides the text.
type Config struct {
	Blocks []string // info strings handed out as Blocks
	HTML   []string // names of harmless elements that may be written as raw HTML; see HarmlessHTML
	IDs    []string // ids that layouts use: no heading gets one, no author may write one
}

// Input is the body of one file.
type Input struct {
	File string // for positions
	Text []byte // the Markdown, front matter cut; clean: UTF-8, NFC, LF
	Line int    // line in the file of Text's first byte

	// Passage, when set, hears every text that is read as running prose, in order, and may
	// ask where in the file an offset of it stands. See passages.
	Passage func(text string, at func(offset int) source.Position)
}

// Anchor finds the id that a link's fragment (without #) means, and reports whether the
// text has it. The id is "" for the top of the page. A fragment means the id it spells,
// or else the heading that would get the same id: #økonomi finds "oekonomi", so that
// links written for other tools hold.
func (d *Doc) Anchor(fragment string) (id string, ok bool) {
	if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	if d.has(fragment) {
		return fragment, true
	}
	if fragment == "" || fragment == "top" || fragment == d.TitleID {
		return "", true
	}
	slug := Slug(fragment)
	if slug != "" && d.has(slug) {
		return slug, true
	}
	return "", slug != "" && slug == d.TitleID
}

// NearestAnchor gives the hint for a fragment that Anchor does not find, "" when no id
// of the text is near.
func (d *Doc) NearestAnchor(fragment string) string {
	ids := make([]string, 0, len(d.Headings)+len(d.Anchors))
	for _, h := range d.Headings {
		ids = append(ids, "#"+h.ID)
	}
	for _, a := range d.Anchors {
		if !strings.Contains(a, ":") { // footnotes are not linked to by hand
			ids = append(ids, "#"+a)
		}
	}
	return source.DidYouMean("#"+fragment, ids)
}

func (d *Doc) has(id string) bool {
	if id == "" {
		return false
	}
	for i := range d.Headings {
		if d.Headings[i].ID == id {
			return true
		}
	}
	for _, a := range d.Anchors {
		if a == id {
			return true
		}
	}
	return false
}
