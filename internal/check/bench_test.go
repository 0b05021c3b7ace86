package check

import (
	"fmt"
	"strings"
	"testing"
)

// benchPage is a page of 10 kB as the layouts make it, with a menu of 30 links.
func benchPage() []byte {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Side</title><link rel="stylesheet" href="../css/site.css"><script src="../css/site.css" defer></script></head><body><a class="skip" href="#indhold">Spring til indholdet</a><header><nav aria-label="Hovedmenu"><ul>`)
	for range 30 {
		b.WriteString("<li><a class=\"menu-link\" href=\"../mandat/\">Arbejdet på tværs af fag</a></li>\n")
	}
	b.WriteString(`</ul></nav></header><main id="indhold"><h1>Side</h1>`)
	for i := 0; b.Len() < 9900; i++ {
		fmt.Fprintf(&b, "<h2 id=\"afsnit-%d\">Afsnit &amp; mere</h2>\n<p>Her står en <em>almindelig</em> tekst på dansk med <a href=\"../a/b/#maal\">et link</a>, noget <strong>fed skrift</strong> og ellers bare ord, som fylder op.</p>\n", i)
	}
	b.WriteString("</main></body></html>\n")
	return []byte(b.String())
}

func BenchmarkPage(b *testing.B) {
	files := map[string]bool{}
	for _, f := range site {
		files[f] = true
	}
	c := New(func(path string) bool { return files[path] })
	page := benchPage()
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		c.Page("side/index.html", "content/side.md", page)
	}
	if len(c.findings) > 0 {
		b.Error(c.Problems())
	}
}

// A sheet of 262 rows by four questions.
func BenchmarkSheet(b *testing.B) {
	var rows strings.Builder
	cell := goodSheet[strings.Index(goodSheet, `<fieldset class="row" data-row="samlet"`):strings.Index(goodSheet, `<fieldset class="row" data-row="" `)]
	for i := range 262 {
		rows.WriteString(strings.ReplaceAll(cell, "samlet", fmt.Sprintf("samlet-%d", i)))
	}
	page := []byte(document(strings.Replace(goodSheet, cell, rows.String(), 1)))
	c := New(known)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		c.Page("mandat/index.html", "content/mandat.md", page)
	}
	if len(c.findings) > 0 {
		b.Error(c.Problems())
	}
}
