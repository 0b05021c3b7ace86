package markdown

import "strings"

// A shade is the colour of one class of code, on paper and in the dark. Each has a
// contrast of at least 4.5:1 with the backgrounds that a test lists.
type shade struct{ class, name, light, dark, more string }

var shades = []shade{
	{"c", "comment", "#5b6670", "#98a5ae", "font-style:italic"},
	{"k", "keyword", "#8b1f55", "#f193b9", ""},
	{"n", "name", "#0b5a6f", "#7fcbe0", ""},
	{"s", "string", "#22632f", "#9ad3a0", ""},
	{"m", "number", "#85430a", "#e9b27a", ""},
	{"gh", "heading", "#3d3a8c", "#b5b6f5", "font-weight:700"},
	{"gd", "deleted", "#a11d1a", "#ff9d94", ""},
	{"gi", "inserted", "#22632f", "#9ad3a0", ""},
}

// CodeCSS gives the stylesheet of highlighted code: the same bytes every time. It colours
// what stands in pre.chroma and leaves the box itself to the site's stylesheet. The
// colours follow the reader's system, or data-theme="light" or "dark" on the root
// element; on paper they are the light ones.
func CodeCSS() []byte {
	var b strings.Builder
	b.WriteString("/* highlighted code, made by redskab */\n")
	palette := func(selector string, colour func(shade) string) {
		b.WriteString(selector + "{")
		for i, s := range shades {
			if i > 0 {
				b.WriteString(";")
			}
			b.WriteString("--code-" + s.name + ":" + colour(s))
		}
		b.WriteString("}")
	}
	light := func(s shade) string { return s.light }
	dark := func(s shade) string { return s.dark }
	palette(":root", light)
	b.WriteString("\n@media screen and (prefers-color-scheme:dark){")
	palette(":root:not([data-theme=light])", dark)
	b.WriteString("}\n@media screen{")
	palette(":root[data-theme=dark]", dark)
	b.WriteString("}\n")
	for _, s := range shades {
		b.WriteString(".chroma ." + s.class + "{color:var(--code-" + s.name + ")")
		if s.more != "" {
			b.WriteString(";" + s.more)
		}
		b.WriteString("}\n")
	}
	return []byte(b.String())
}
