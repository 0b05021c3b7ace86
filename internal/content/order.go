package content

import (
	"cmp"
	"maps"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// order sorts the children of every section and lists all pages in reading order.
func (b *builder) order() {
	t := b.tree
	danish := collate.New(language.Danish, collate.Numeric)
	for _, section := range t.folders {
		slices.SortFunc(section.Children, func(p, q *Page) int {
			// Titles are compared only when they decide: it is the slow part.
			if c := cmp.Compare(rank(p), rank(q)); c != 0 {
				return c
			}
			return cmp.Or(danish.CompareString(p.Title, q.Title), cmp.Compare(p.Path, q.Path))
		})
	}
	t.Pages = make([]*Page, 0, len(t.pages))
	b.list(t.Root)
	b.chain()
}

// SourcesByTitle lists sources.yaml in the order of Danish dictionaries.
func (t *Tree) SourcesByTitle() []Source {
	danish := collate.New(language.Danish, collate.Numeric)
	return slices.SortedFunc(maps.Values(t.Sources), func(a, b Source) int {
		return cmp.Or(danish.CompareString(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
}

// lastRank is where pages without a weight stand.
const lastRank = int(^uint(0) >> 1)

func rank(p *Page) int {
	if _, written := p.Front.Pos["weight"]; !written {
		return lastRank
	}
	return p.Front.Weight
}

func (b *builder) list(p *Page) {
	b.tree.Pages = append(b.tree.Pages, p)
	if p.Sheet != nil {
		b.sheets = append(b.sheets, p.Sheet)
	}
	for _, c := range p.Children {
		b.list(c)
	}
}

// chain links pages in reading order. Prose is one chain through the whole tree; sheets
// are tools beside it, and each top section has a chain of its own for them.
func (b *builder) chain() {
	var prose *Page
	sheets := map[*Page]*Page{} // by top section: the sheet before
	for _, p := range b.tree.Pages {
		before := &prose
		var sheet *Page
		if p.Listed() {
			top := top(p)
			sheet = sheets[top]
			sheets[top] = p
			before = &sheet
		}
		if *before != nil {
			(*before).Next, p.Prev = p, *before
		}
		if !p.Listed() {
			prose = p
		}
	}
}

// top gives the section right below the front page that a page lies in.
func top(p *Page) *Page {
	for p.Parent != nil && p.Parent.Parent != nil {
		p = p.Parent
	}
	return p
}
