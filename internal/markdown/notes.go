package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A note is a footnote that the text refers to. Notes are numbered in the order in which
// a reader meets them.
type note struct {
	node *extast.Footnote
	refs int // places that refer to it
}

// The ids of notes hold a colon, which no id made from a heading has, and those of an
// example its number.
func (r *reading) noteID(number int) string { return "fn:" + r.noteNumberID(number) }

func (r *reading) noteNumberID(number int) string {
	if r.within {
		return "e" + strconv.Itoa(r.examples) + ":" + strconv.Itoa(number)
	}
	return strconv.Itoa(number)
}

func (r *reading) noteRefID(number, ref int) string {
	id := "fnref:" + r.noteNumberID(number)
	if ref > 1 {
		id += ":" + strconv.Itoa(ref)
	}
	return id
}

func (r *reading) footnoteLink(n *extast.FootnoteLink) {
	if r.plain {
		return
	}
	number := r.noteNumber(n.Index)
	if number == 0 {
		return
	}
	r.string(`<sup class="footnote-ref">`)
	text := strconv.Itoa(number)
	if r.inLink {
		r.string(text)
	} else {
		note := &r.notes[number-1]
		note.refs++
		id := r.noteRefID(number, note.refs)
		r.anchor(id)
		r.string(`<a id="` + id + `" href="#` + r.noteID(number) + `" role="doc-noteref" aria-label="Note ` + text + `">` + text + "</a>")
	}
	r.string("</sup>")
}

// noteNumber gives the number that readers see, for the one that goldmark gave.
func (r *reading) noteNumber(index int) int {
	if r.numbers == nil {
		r.numbers = make(map[int]int, len(r.footnotes))
	}
	number := r.numbers[index]
	for i := 0; number == 0 && i < len(r.footnotes); i++ {
		if r.footnotes[i].Index == index {
			r.notes = append(r.notes, note{node: r.footnotes[i]})
			number = len(r.notes)
			r.numbers[index] = number
		}
	}
	return number
}

// footnoteSection writes the notes that were referred to, and warns of the others.
func (r *reading) footnoteSection() {
	if len(r.footnotes) == 0 {
		return
	}
	if len(r.notes) > 0 {
		id := r.ids.give("noter")
		r.anchor(id)
		r.string(`<section class="footnotes" role="doc-endnotes" aria-labelledby="` + id + `">` + "\n" + `<h2 id="` + id + `">Noter</h2>` + "\n<ol>\n")
		for i := 0; i < len(r.notes); i++ { // a note may refer to further notes
			r.footnote(i)
		}
		r.string("</ol>\n</section>\n")
	}
	names := make(map[string]bool, len(r.footnotes))
	for _, f := range r.footnotes {
		switch name := string(f.Ref); {
		case names[name]:
			r.problem("footnote-duplicate", max(f.Pos(), 0), "give one of them another name", "the text of footnote [^%s] is written twice", name)
		case r.numbers[f.Index] == 0:
			r.warn("footnote-unused", max(f.Pos(), 0), "", "nothing in the text refers to footnote [^%s]", name)
			fallthrough
		default:
			names[name] = true
		}
	}
}

func (r *reading) footnote(i int) {
	n := r.notes[i].node
	id := r.noteID(i + 1)
	r.anchor(id)
	r.string(`<li id="` + id + "\">\n")
	r.backlink, r.backlinkN = i+1, n.LastChild()
	switch r.backlinkN.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		r.blocks(n)
	default:
		r.blocks(n)
		r.string("<p>")
		r.backlinks(r.backlinkN)
		r.string("</p>\n")
	}
	r.backlink, r.backlinkN = 0, nil
	r.string("</li>\n")
}

// backlinks writes the ways back to the text into the last paragraph of a note.
func (r *reading) backlinks(n ast.Node) {
	if r.backlink == 0 || n != r.backlinkN {
		return
	}
	for ref := 1; ref <= r.notes[r.backlink-1].refs; ref++ {
		label := "Tilbage til teksten"
		if ref > 1 {
			label += ", " + strconv.Itoa(ref) + ". sted"
		}
		r.string(` <a class="footnote-back" href="#` + r.noteRefID(r.backlink, ref) + `" role="doc-backlink"><span aria-hidden="true">↩︎</span><span class="visually-hidden">` + label + "</span></a>")
	}
}
