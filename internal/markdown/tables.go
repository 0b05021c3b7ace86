package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table writes a table in a box that can be scrolled, with the keyboard too: it can be
// focused, and has a role and a name for those who then hear where they are. It is a
// group, not a region: a page with ten tables should not have ten landmarks.
func (r *reading) table(n *extast.Table) {
	header, _ := n.FirstChild().(*extast.TableHeader)
	titles := r.columnTitles(header)
	label := "Tabel"
	if named := strings.Join(strings.FieldsFunc(strings.Join(titles, "\x00"), func(c rune) bool { return c == 0 }), ", "); named != "" {
		label += ": " + shorten(named, 100)
	}
	r.string(`<div class="table-wrap" role="group"`)
	r.attribute("aria-label", label)
	r.string(" tabindex=\"0\"><table>\n")
	// A first column without a title holds the titles of the rows. A header without any
	// is how Markdown writes a table that has none.
	rowTitles := len(titles) > 1 && titles[0] == "" && label != "Tabel"
	r.inCell = true
	if header != nil && label != "Tabel" {
		r.string("<thead>\n")
		r.row(header, func(i int) string {
			if titles[i] == "" {
				return "td"
			}
			return `th scope="col"`
		})
		r.string("</thead>\n")
	}
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row == ast.Node(header) {
			continue
		}
		if !body {
			r.string("<tbody>\n")
			body = true
		}
		r.row(row, func(i int) string {
			if i == 0 && rowTitles {
				return `th scope="row"`
			}
			return "td"
		})
	}
	if body {
		r.string("</tbody>\n")
	}
	r.inCell = false
	r.string("</table></div>\n")
}

func (r *reading) columnTitles(header *extast.TableHeader) []string {
	var titles []string
	if header == nil {
		return nil
	}
	for cell := header.FirstChild(); cell != nil; cell = cell.NextSibling() {
		titles = append(titles, r.plainText(cell))
	}
	return titles
}

// row writes a row; tag gives the element of each cell.
func (r *reading) row(row ast.Node, tag func(column int) string) {
	r.string("<tr>\n")
	i := 0
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		t := tag(i)
		r.string("<" + t)
		if c, ok := cell.(*extast.TableCell); ok {
			switch c.Alignment {
			case extast.AlignCenter:
				r.string(` class="align-center"`)
			case extast.AlignRight:
				r.string(` class="align-right"`)
			}
		}
		r.string(">")
		r.inlines(cell)
		name, _, _ := strings.Cut(t, " ")
		r.string("</" + name + ">\n")
		i++
	}
	r.string("</tr>\n")
}
