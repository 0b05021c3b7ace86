package check

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"redskab/internal/source"
)

var site = []string{"index.html", "mandat/index.html", "mandat/skabelon.pdf", "a/b/index.html", "css/site.css", "404.html", "blå side/index.html"}

func known(path string) bool { return slices.Contains(site, path) }

// document puts what stands in main into a page that breaks no rule.
func document(main string) string {
	return `<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Mandat</title><link rel="stylesheet" href="../css/site.css"></head>` +
		`<body><main id="indhold"><h1>Mandat</h1>` + main + `</main></body></html>`
}

// problemsOf checks one page, mandat/index.html, and gives its problems, one a line.
func problemsOf(c *Checker, html string) string {
	c.Page("mandat/index.html", "content/mandat.md", []byte(html))
	return shown(c.Problems())
}

func shown(ps source.Problems) string {
	var b strings.Builder
	for _, p := range ps {
		msg := strings.TrimPrefix(p.String(), "content/mandat.md: mandat/index.html: ")
		fmt.Fprintf(&b, "%s: %s\n", p.Code, msg)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestLinks(t *testing.T) {
	for name, tt := range map[string]struct{ html, want string }{
		"links that lead somewhere": {`<a href="../">a</a> <a href="./">b</a> <a href="skabelon.pdf">c</a> <a href="../a/b/">d</a> <a href="../mandat/?x=y#indhold">e</a>
			<a href="#indhold">f</a> <a href="#">g</a> <a href="#top">h</a> <a href="../bl%C3%A5%20side/">i</a> <a href="skabelon.pdf#page=2">j</a> <a href="../a/./c/../b/index.html">k</a>`, ""},
		"links that leave the site": {`<a href="https://example.org/x?y#z">a</a> <a href="mailto:x@y.dk">b</a> <a href="tel:+4512345678">c</a> <a href="HTTP://x.dk">d</a>`, ""},
		"a missing page": {`<a href="../manda/">a</a>`,
			`check-link-missing: a link leads to "/manda/", which is not part of the site (did you mean "/mandat/"?)`},
		"a missing file": {`<a href="skabelon.docx">a</a>`,
			`check-link-missing: a link leads to "/mandat/skabelon.docx", which is not part of the site`},
		"a missing image, and its larger form": {`<img src="x.png" srcset="x.png 1x, ../y.png 2x" alt="x">`,
			`check-link-missing: a link leads to "/mandat/x.png", which is not part of the site
check-link-missing: a link leads to "/y.png", which is not part of the site`},
		"everything else that is loaded": {`<video poster="p.png"><source src="v.mp4"><track src="t.vtt"></video><svg><use href="i.svg#x"/><image xlink:href="b.png"/></svg><script src="s.js"></script><link rel="icon" href="f.svg">`,
			`check-link-missing: a link leads to "/mandat/b.png", which is not part of the site
check-link-missing: a link leads to "/mandat/f.svg", which is not part of the site
check-link-missing: a link leads to "/mandat/i.svg", which is not part of the site
check-link-missing: a link leads to "/mandat/p.png", which is not part of the site
check-link-missing: a link leads to "/mandat/s.js", which is not part of the site
check-link-missing: a link leads to "/mandat/t.vtt", which is not part of the site
check-link-missing: a link leads to "/mandat/v.mp4", which is not part of the site`},
		"a broken percent sign": {`<a href="100%">a</a>`,
			`check-link-missing: a link leads to "100%", which is no address (write %25 for a percent sign)`},
		"a folder without its slash": {`<a href="../a/b">a</a>`,
			`check-link-slash: a link leads to "/a/b", which is a folder (write a / behind it)`},
		"up beyond the root": {`<a href="../../mandat/">a</a>`,
			`check-link-outside: a link leads to "../../mandat/", which goes up beyond the root of the site`},
		"from the root": {`<a href="/mandat/">a</a><img src="/css/x.png" alt="">`,
			`check-link-absolute: a link leads to "/css/x.png", which breaks when the site lies below a path (write it from the page, with ../)
check-link-absolute: a link leads to "/mandat/", which breaks when the site lies below a path (write it from the page, with ../)`},
		"no address": {`<a href="">a</a><img src=" " alt="">`,
			`check-link-empty: a link or an image has no address (write "./" for the page itself)`},
		"without a scheme": {`<a href="//example.org/">a</a>`,
			`check-link-scheme: a link leads to "//example.org/", which has no scheme (write https://example.org/)`},
		"a file on somebody's computer": {`<a href="file:///C:/x.docx">a</a>`,
			`check-link-scheme: a link leads to "file:///C:/x.docx", a file on somebody's own computer (put the file into content/ and link to it there)`},
		"a scheme nobody knows": {`<a href="localhost:1313/">a</a>`,
			`check-link-scheme: a link leads to "localhost:1313/", and localhost: is no kind of address that a page links to (write https://…)`},
		"a long address": {`<a href="x:` + strings.Repeat("y", 100) + `">a</a>`,
			`check-link-scheme: a link leads to "x:` + strings.Repeat("y", 78) + `…", and x: is no kind of address that a page links to (write https://…)`},
		"script as an address": {`<a href=" JavaScript:alert(1)">a</a>`,
			`check-javascript: a link leads to " JavaScript:alert(1)", which the policy blocks`},
		"a data: address to follow": {`<a href="data:text/html,x">a</a>`,
			`check-javascript: a link leads to "data:text/html,x", which the policy blocks`},
		"a data: address to show": {`<img src="data:image/png;base64,AA==" srcset="data:image/png;base64,AA== 2x" alt="">`, ""},
		"loaded from others": {`<script src="https://cdn.example/x.js"></script><img src="//x.example/y.png" alt=""><link rel="preload" href="http://x.example/f.woff2">`,
			`check-third-party: <img> loads //x.example/y.png from another host, which the policy blocks (put it into static/)
check-third-party: <link> loads http://x.example/f.woff2 from another host, which the policy blocks (put it into static/)
check-third-party: <script> loads https://cdn.example/x.js from another host, which the policy blocks (put it into static/)`},
		"addresses that are only named": {`<link rel="canonical" href="https://x.dk/mandat/">`, ""},
		"an id that is not there": {`<h2 id="maal">Mål</h2><a href="#mal">a</a> <a href="#m%C3%A5l">b</a>`,
			`check-link-fragment: a link leads to "#mal", and the page has no such id (did you mean "maal"?)
check-link-fragment: a link leads to "#mål", and the page has no such id`},
		"an id with æøå": {`<h2 id="mål">Mål</h2><a href="#m%C3%A5l">a</a> <a href="#mål">b</a>`, ""},
		"a form that is sent": {`<form action="/send"></form>`,
			`check-link-absolute: a link leads to "/send", which breaks when the site lies below a path (write it from the page, with ../)`},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, problemsOf(New(known), document(tt.html))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestPage(t *testing.T) {
	for name, tt := range map[string]struct{ html, want string }{
		"a good page": {document(`<h2>a</h2><h3>b</h3><h2>c</h2>`), ""},
		"an empty page": {"",
			`check-lang: the page does not say in which language it is (write <html lang="da">)
check-h1: the page has no h1
check-main: the page has no main element, and needs exactly one
check-title: the page has no title`},
		"empty language and title": {`<html lang=" "><title> </title><main><h1>a</h1></main>`,
			`check-lang: the page does not say in which language it is (write <html lang="da">)
check-title: the page has no title`},
		"the title of a drawing is no title": {`<html lang="da"><main><h1>a</h1><svg><title>b</title></svg></main>`, `check-title: the page has no title`},
		"a page that leads on":               {`<html lang="da"><title>a</title><meta http-equiv="refresh" content="0; url=../a/b/"><a href="../a/b/">b</a>`, ""},
		"a page that leads on to nothing": {`<html lang="da"><title>a</title><meta http-equiv="Refresh" content="0; URL='../a/c/'">`,
			`check-link-missing: a link leads to "/a/c/", which is not part of the site`},
		"two h1 and two mains": {document(`<h1>To</h1></main><main>`),
			`check-main: the page has 2 main elements, and needs exactly one
check-h1: there is a second h1, "To" (make it an h2)`},
		"a level skipped": {document(`<h2>a</h2><h4>Øverste  <em>ledelse</em> &amp; mere</h4>`),
			`check-heading-level: the heading "Øverste ledelse & mere" is an h4 right after an h2 (make it an h3)`},
		"a long heading": {document(`<h3>` + strings.Repeat("æ", 70) + `</h3>`),
			`check-heading-level: the heading "` + strings.Repeat("æ", 60) + `…" is an h3 right after an h1 (make it an h2)`},
		"a label in a template that points to no control": {document(`<template><p id="a"></p><label for="a">x</label></template>`),
			`check-label-target: for="a" of a label names an element that nothing can be filled into`},
		"templates within templates": {document(`<template><template><p id="a"></p><h4>x</h4></template><p aria-describedby="a"></p></template>`), ""},
		"an h1 too late": {`<html lang="da"><title>a</title><main><h2>a</h2><h1>b</h1></main>`,
			`check-heading-level: the h1 "b" comes after an h2 (begin with the h1)`},
		"headings outside main count for themselves": {`<html lang="da"><title>a</title><h2>Menu</h2><main><h1>b</h1></main><h4>Bund</h4>`, ""},
		"an empty heading":                           {document(`<h2> <span aria-hidden="true">x</span></h2>`), `check-heading-empty: an h2 has no text`},
		"an id twice":                                {document(`<p id="a"></p><p id="a"></p>`), `check-id-twice: two elements have the id "a"`},
		"an empty id": {document(`<p id=""></p><p id="a b"></p>`),
			`check-id-empty: <p> has the id "", which nothing can point to
check-id-empty: <p> has the id "a b", which nothing can point to`},
		"names of ids that are not there": {document(`<p aria-describedby="indhold x" aria-labelledby="y"></p><label for="z">a</label><label for="indhold">b</label>`),
			`check-reference: aria-describedby="x" of a p names an id that is not on the page
check-reference: aria-labelledby="y" of a p names an id that is not on the page
check-label-target: for="indhold" of a label names an element that nothing can be filled into
check-reference: for="z" of a label names an id that is not on the page`},
		"a template keeps its ids to itself": {document(`<template><p id="a" aria-describedby="a b indhold"></p></template><p id="a"></p><a href="#a">a</a>`),
			`check-reference: aria-describedby="b" of a p names an id that is not on the page`},
		"an attribute twice": {document(`<p class="a" class="b"></p>`), `check-attribute-twice: <p> has the attribute class twice`},
		"tags that do not match": {document(`<div><section></div></section>`),
			`check-nesting: </div> comes before <section> is closed`},
		"an end tag too many":           {document(`</div>`), `check-nesting: </div> has no start tag`},
		"an element never closed":       {`<html lang="da"><title>a</title><main><h1>a</h1></main><div>`, `check-nesting: <div> is never closed`},
		"end tags that may be left out": {document(`<ul><li>a<li>b</ul><p>c<p>d<table><tr><td>e</table>`), ""},
		"the leavings of a template": {document(`<a href="./#ZgotmplZ">a</a><p>&lt;no value&gt;</p><p title="%!d(string=x)">%!(EXTRA int=1)</p>`),
			`check-template: "%!(…" stands in the page (a layout writes a value that is not there or has another type)
check-template: "%!d(…" stands in the page (a layout writes a value that is not there or has another type)
check-template: "<no value>" stands in the page (a layout writes a value that is not there or has another type)
check-template: "ZgotmplZ" stands in the page (a layout writes a value that is not there or has another type)
check-link-fragment: a link leads to "#ZgotmplZ", and the page has no such id`},
		"leavings that code shows, and signs that are none": {document(`<code>%!d(string=x) &lt;no value&gt;</code> 100 %! %!a (x) %!`), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, problemsOf(New(known), tt.html)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestNames(t *testing.T) {
	for name, tt := range map[string]struct{ html, want string }{
		"an image without alt":           {`<img src="../css/site.css">`, `check-img-alt: the image "../css/site.css" has no alt text (write what it shows, or alt="" when it only decorates)`},
		"an image that decorates":        {`<img src="../css/site.css" alt="">`, ""},
		"an image button and an area":    {`<input type="image" src="../css/site.css"><map><area href="./"></map>`, `check-img-alt: an area of an image map that leads to "./" has no alt text (write where it leads)` + "\n" + `check-img-alt: the image "../css/site.css" has no alt text (write what it does)`},
		"a link without text":            {`<a href="./"> <svg aria-hidden="true"><title>x</title></svg></a>`, `check-link-text: the link to "./" has no text (write words in it, or give it an aria-label)`},
		"links that are heard":           {`<a href="./"><img src="../css/site.css" alt="x"></a><a href="./" aria-label="x"></a><a href="./"><svg><title>x</title></svg></a><a href="./"><i title="x"></i></a><a></a>`, ""},
		"a button without text":          {`<button type="button" id="x"></button><input type="button" value=" ">`, `check-button-text: a button type="button" id="x" has no text (write words in it, or give it an aria-label)` + "\n" + `check-button-text: an input type="button" has no text (give it a value)`},
		"buttons that are heard":         {`<button>x</button><button aria-label="x"></button><button disabled hidden></button><input type="submit"><input type="button" value="x">`, ""},
		"a control without a label":      {`<input type="text" name="maal"><select id="s"><option>x</option></select><textarea>x</textarea>`, `check-control-name: a select id="s" has no label that says what to fill in (give it a label)` + "\n" + `check-control-name: a textarea has no label that says what to fill in (give it a label)` + "\n" + `check-control-name: an input type="text" name="maal" has no label that says what to fill in (give it a label)`},
		"controls that are heard":        {`<label for="a">x</label><input id="a"><label><input type="checkbox"> x</label><label>x <select><option>y</option></select></label><textarea aria-label="x"></textarea><input aria-labelledby="indhold"><input type="hidden"><label for="c">y</label><input id="c">`, ""},
		"a label after its control":      {`<input id="a"><label for="a">x</label>`, ""},
		"a label without text":           {`<label for="a"> </label><input id="a"><label><select><option>y</option></select></label>`, `check-label-text: a label has no text (write words in it)` + "\n" + `check-label-text: a label has no text (for="a") (write words in it)` + "\n" + `check-control-name: a select has no label that says what to fill in (give it a label)` + "\n" + `check-control-name: an input id="a" has no label that says what to fill in (give it a label)`},
		"a fieldset without a legend":    {`<fieldset id="f"><p>x</p><fieldset><legend>y</legend></fieldset></fieldset>`, `check-legend: a fieldset id="f" has no legend that says what it is about (begin it with a legend)`},
		"a fieldset named by aria":       {`<fieldset aria-label="x"></fieldset>`, ""},
		"an empty legend":                {`<fieldset><legend> </legend></fieldset>`, `check-legend: a fieldset has no legend that says what it is about (begin it with a legend)`},
		"inline script":                  {`<script>x()</script><script type="application/ld+json">{}</script>`, `check-inline-script: a <script> stands in the page, which the policy blocks (write it in a file of its own)`},
		"inline style":                   {`<style>a{}</style>`, `check-inline-style: a <style> stands in the page, which the policy blocks (write it in a stylesheet)`},
		"a style attribute":              {`<p style="color:red"></p>`, `check-style-attribute: <p> has a style attribute, which the policy blocks (write it in a stylesheet)`},
		"an event attribute":             {`<p onClick="x()"></p>`, `check-event-attribute: <p> has the attribute onclick, which the policy blocks (write it in a script)`},
		"a base and a page in the page":  {`<base href="../"><iframe src="https://x.dk"></iframe>`, `check-base: <base> changes where links lead, and the policy blocks it` + "\n" + `check-embed: <iframe> shows another page or program, which the policy blocks (link to it instead)`},
		"presentation attributes of SVG": {`<svg viewBox="0 0 1 1" role="img" aria-label="x"><path d="M0 0" fill="red"/></svg>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, problemsOf(New(known), document(tt.html))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A sheet that keeps the contract; the cases below change one thing each.
const goodSheet = `<form class="sheet" data-module="sheet" data-site="fjordby" data-sheet="roller" data-edition="1" data-title="Roller" method="dialog" autocomplete="off" novalidate>
<button disabled hidden></button>
<div class="field" data-field="maal" data-path="maal" data-kind="text"><label for="f-maal">Mål</label><p id="f-maal-help">x</p><input type="text" id="f-maal" name="maal" aria-describedby="f-maal-help"></div>
<fieldset class="field" data-field="valg" data-path="valg" data-kind="choice"><legend>Valg</legend>
<label><input type="radio" name="valg" value="ja"> Ja</label><label><input type="radio" name="valg" value="nej"> Nej</label><button type="button" data-clear hidden>Fjern svar</button></fieldset>
<fieldset class="field" data-field="flere" data-path="flere" data-kind="choices"><legend>Flere</legend><label><input type="checkbox" name="flere" value="a"> A</label></fieldset>
<div data-field="hos" data-path="hos" data-kind="choice" data-options-from="[]"><label for="f-hos">Hos</label><select id="f-hos" name="hos"><option value="">–</option></select></div>
<fieldset data-field="med" data-path="med" data-kind="choices" data-options-from="[]"><legend>Med</legend></fieldset>
<section data-table="linjer" data-rows="open" aria-labelledby="t-linjer"><h2 id="t-linjer">Linjer</h2>
<fieldset class="row" data-row="samlet"><legend>Samlet</legend><div data-field="navn" data-path="linjer/samlet.navn" data-kind="longtext"><label for="f-linjer-samlet-navn">Navn</label><textarea id="f-linjer-samlet-navn" name="linjer/samlet.navn"></textarea></div></fieldset>
<fieldset class="row" data-row="" data-blank><legend>Række 1</legend><div data-field="navn" data-path="linjer/~1.navn" data-kind="text"><label for="f-blank">Navn</label><input id="f-blank" name="linjer/~1.navn"></div></fieldset>
<template data-row-template><fieldset class="row" data-row="ROW"><legend>Række</legend><div data-field="navn" data-path="linjer/ROW.navn" data-kind="text"><label for="f-linjer-ROW-navn">Navn</label><input id="f-linjer-ROW-navn" name="linjer/ROW.navn"></div></fieldset></template>
<button type="button" data-add-row hidden>Tilføj</button></section>
</form>`

func TestSheet(t *testing.T) {
	if got := problemsOf(New(known), document(goodSheet)); got != "" {
		t.Fatalf("the good sheet has problems:\n%s", got)
	}
	for name, tt := range map[string]struct{ old, new, want string }{
		"sent to a server":              {` method="dialog"`, ``, `check-sheet-form: the form of a sheet would be sent to a server (write method="dialog")`},
		"no edition":                    {` data-edition="1"`, ``, `check-sheet-form: data-edition="" of a sheet says nothing to its script`},
		"another module":                {`data-module="sheet"`, `data-module="ark"`, `check-sheet-form: data-module="ark" of a sheet says nothing to its script`},
		"no first button":               {`<button disabled hidden></button>`, ``, `check-sheet-enter: Enter in a field would press a button of the sheet (begin the form with <button disabled hidden></button>)`},
		"a first button that works":     {`<button disabled hidden></button>`, `<button hidden>x</button>`, `check-sheet-enter: Enter in a field would press a button of the sheet (begin the form with <button disabled hidden></button>)`},
		"a control in no field":         {`</form>`, `<label>x<input name="y"></label></form>`, `check-sheet-stray: an input name="y" stands in no field, so its answer would be lost (put it into an element with data-path and data-kind)`},
		"a field within a field":        {`<p id="f-maal-help">x</p>`, `<p id="f-maal-help" data-field="x" data-path="x" data-kind="text"><input aria-label="x" name="x"></p>`, `check-sheet-nested: the field "x" stands within the field "maal"`},
		"a field in no sheet":           {`</form>`, `</form><p data-path="x" data-kind="text"></p>`, `check-sheet-outside: the field "x" stands in no sheet (put it into the form of a sheet)`},
		"another name":                  {`name="maal"`, `name="mål"`, `check-sheet-name: an input type="text" name="mål" id="f-maal" stands in the field "maal", and name and data-path must be equal`},
		"an unknown kind":               {`data-kind="longtext"`, `data-kind="longtxt"`, `check-sheet-kind: the field "linjer/samlet.navn" has the unknown kind "longtxt" (did you mean "longtext"?)`},
		"a path of other letters":       {`data-path="maal" data-kind="text"><label for="f-maal">Mål</label><p id="f-maal-help">x</p><input type="text" id="f-maal" name="maal"`, `data-path="Mål" data-kind="text"><label for="f-maal">Mål</label><p id="f-maal-help">x</p><input type="text" id="f-maal" name="Mål"`, `check-sheet-path: the field has the path "Mål" (write field, or table/row.column)`},
		"a path without a row":          {`data-path="linjer/samlet.navn"`, `data-path="linjer/navn"`, `check-sheet-name: a textarea name="linjer/samlet.navn" id="f-linjer-samlet-navn" stands in the field "linjer/navn", and name and data-path must be equal` + "\n" + `check-sheet-path: the field has the path "linjer/navn" (write field, or table/row.column)`},
		"a cell and another field":      {`data-field="navn" data-path="linjer/samlet.navn"`, `data-field="hvem" data-path="linjer/samlet.navn"`, `check-sheet-path: the field "linjer/samlet.navn" has data-field="hvem"`},
		"a path and another field":      {`data-field="maal"`, `data-field="mal"`, `check-sheet-path: the field "maal" has data-field="mal"`},
		"a path twice":                  {`</form>`, `<div data-field="maal" data-path="maal" data-kind="text"><input aria-label="x" name="maal"></div></form>`, `check-sheet-path-twice: two fields have the path "maal"`},
		"a row of another name":         {`data-row="samlet"`, `data-row="hele"`, `check-sheet-row: the field "linjer/samlet.navn" stands in the row "hele"`},
		"a table of another name":       {`data-table="linjer"`, `data-table="roller"`, `check-sheet-row: the field "linjer/ROW.navn" stands in the table "roller"` + "\n" + `check-sheet-row: the field "linjer/samlet.navn" stands in the table "roller"` + "\n" + `check-sheet-row: the field "linjer/~1.navn" stands in the table "roller"`},
		"a row template without ROW":    {`id="f-linjer-ROW-navn"`, `id="f-linjer-x-navn"`, `check-control-name: an input name="linjer/ROW.navn" id="f-linjer-x-navn" has no label that says what to fill in (give it a label)` + "\n" + `check-reference: for="f-linjer-ROW-navn" of a label names an id that is not on the page` + "\n" + `check-sheet-row: the id "f-linjer-x-navn" in a row template does not hold the word ROW, so each copy would have it`},
		"ROW outside a template":        {`data-row="" data-blank`, `data-row="ROW"`, `check-sheet-row: data-row="ROW" stands outside a row template` + "\n" + `check-sheet-row: the field "linjer/~1.navn" stands in the row "ROW"`},
		"a real row in a template":      {`data-row="ROW"`, `data-row="x"`, `check-sheet-row: data-row="x" stands in a row template` + "\n" + `check-sheet-row: the field "linjer/ROW.navn" stands in the row "x"`},
		"a radio without a value":       {` value="ja"`, ``, `check-sheet-value: a radio of the field "valg" has no value`},
		"two radios of one value":       {`value="nej"`, `value="ja"`, `check-sheet-value: two of the field "valg" have the value "ja"`},
		"a choice of checkboxes":        {`data-kind="choices"`, `data-kind="choice"`, `check-sheet-controls: the field "flere" is a choice, and needs radios or a menu`},
		"a choice of radios and a menu": {`<button type="button" data-clear hidden>Fjern svar</button></fieldset>`, `<select name="valg" aria-label="Valg"><option value="ja">Ja</option></select></fieldset>`, `check-sheet-controls: the field "valg" is a choice, and needs radios or a menu`},
		"a choice in a menu":            {`<input type="text" id="f-maal" name="maal" aria-describedby="f-maal-help">`, `<select id="f-maal" name="maal"></select>`, ""},
		"choosing what is shown":        {`</section>`, `<div data-arrange><label>x <select data-filter-by="x"></select></label></div></section>`, ""},
		"a name on what is shown":       {`</section>`, `<div data-arrange><label>x <select name="x"></select></label></div></section>`, `check-sheet-name: a select name="x" chooses what is shown of a table, and is named "x" as if it asked something (leave the name out)`},
		"a control after what is shown": {`</section>`, `<div data-arrange></div><label>x <input name="y"></label></section>`, `check-sheet-stray: an input name="y" stands in no field, so its answer would be lost (put it into an element with data-path and data-kind)`},
		"choices of radios":             {`data-kind="choice">`, `data-kind="choices">`, `check-sheet-controls: the field "valg" is a choices, and needs checkboxes`},
		"a choice of rows of radios":    {`data-kind="choice">`, `data-kind="choice" data-options-from="[]">`, `check-sheet-controls: the field "valg" is a choice, and needs a menu`},
		"choices of rows in a menu":     {`data-path="hos" data-kind="choice"`, `data-path="hos" data-kind="choices"`, `check-sheet-controls: the field "hos" is a choices, and needs checkboxes`},
		"a text without a control":      {`<input type="text" id="f-maal" name="maal" aria-describedby="f-maal-help">`, ``, `check-reference: for="f-maal" of a label names an id that is not on the page` + "\n" + `check-sheet-controls: the field "maal" is a text, and needs one control`},
		"a row without a legend":        {`<legend>Samlet</legend>`, ``, `check-legend: a fieldset data-row="samlet" has no legend that says what it is about (begin it with a legend)`},
		"an option without words":       {`> Ja<`, `><`, `check-label-text: a label has no text (write words in it)` + "\n" + `check-control-name: an input type="radio" name="valg" has no label that says what to fill in (give it a label)`},
		"a cell outside its table":      {`</section>`, `</section><div data-field="navn" data-path="linjer/x.navn" data-kind="text"><input aria-label="x" name="linjer/x.navn"></div>`, `check-sheet-row: the field "linjer/x.navn" stands in the table ""`},
		"a form with nothing in it":     {goodSheet, `<form data-module="sheet" data-site="s" data-sheet="x" data-edition="1" data-title="y" method="dialog"></form>`, `check-sheet-enter: the form of a sheet is empty (begin the form with <button disabled hidden></button>)`},
		"a form within a sheet":         {`</section>`, `</section><form data-sheet="x"></form>`, `check-nesting: a form stands within the form of a sheet`},
		"a form that is no sheet":       {goodSheet, `<form><label>x<input name="y"></label></form>`, ""},
		"a field directly in a table":   {`<button type="button" data-add-row`, `<div data-field="x" data-path="x" data-kind="text"><input aria-label="x" name="x"></div><button type="button" data-add-row`, `check-sheet-path: the field has the path "x" (write field, or table/row.column)`},
		"sheets side by side on a page": {`</form>`, `</form><form data-module="sheet" data-site="s" data-sheet="x" data-edition="1" data-title="y" method="dialog"><button disabled hidden></button><div data-field="maal" data-path="maal" data-kind="text"><input aria-label="x" name="maal"></div></form>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			html := strings.Replace(goodSheet, tt.old, tt.new, 1)
			if html == goodSheet {
				t.Fatal("the case changes nothing")
			}
			if diff := cmp.Diff(tt.want, problemsOf(New(known), document(html))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A layout's mistake in each of 262 rows must not hide what else is wrong.
func TestManyMistakesOfAKind(t *testing.T) {
	var rows strings.Builder
	for i := range 30 {
		fmt.Fprintf(&rows, `<input name="%02d">`, i)
	}
	got := problemsOf(New(known), document(rows.String()+"<script></script>"))
	var want strings.Builder
	for i := range 10 {
		fmt.Fprintf(&want, "check-control-name: an input name=\"%02d\" has no label that says what to fill in (give it a label)\n", i)
	}
	want.WriteString("check-control-name: and 20 more mistakes of this kind\n")
	want.WriteString("check-inline-script: a <script> stands in the page, which the policy blocks (write it in a file of its own)")
	lines := func(s string) string { all := strings.Split(s, "\n"); slices.Sort(all); return strings.Join(all, "\n") }
	if diff := cmp.Diff(lines(want.String()), lines(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestOfflineLinks(t *testing.T) {
	c := New(known)
	c.Offline = true
	got := problemsOf(c, document(`<a href="../a/b/">a</a> <a href="../a/b/index.html">b</a> <a href="../#x">c</a>`))
	want := `check-link-offline: a link leads to the folder "/", of which a browser shows a list when it opens the site from disk (write index.html behind it)
check-link-offline: a link leads to the folder "/a/b/", of which a browser shows a list when it opens the site from disk (write index.html behind it)`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// The page of what is not found is served at any depth.
func TestPageThatIsServedAnywhere(t *testing.T) {
	page := strings.Replace(document(`<a href="/kommune/mandat/">a</a><a href="/kommune/manda/">b</a><a href="#indhold">c</a><script src="../../js/x.js"></script>`), "../css", "/kommune/css", 1)
	c := New(known)
	c.Anywhere, c.Base = "404.html", "/kommune/"
	c.Page("404.html", "layouts/notfound.html", []byte(page))
	want := `check-link-missing: layouts/notfound.html: 404.html: a link leads to "/manda/", which is not part of the site`
	if diff := cmp.Diff(want, shown(c.Problems())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

var update = flag.Bool("update", false, "write the problems that are found into testdata")

func sourceOf(page string) string { return "content/" + strings.TrimSuffix(page, "html") + "md" }

// testdata/*.txtar hold small sites: files of the site, and last want.problems.
func TestSites(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sites: %v", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			a := txtar.Parse(text)
			pages := map[string][]byte{}
			for _, f := range a.Files {
				pages[f.Name] = f.Data
			}
			want := string(pages["want.problems"])
			if *update {
				c := New(func(path string) bool { return pages[path] != nil })
				for i, f := range a.Files {
					if strings.HasSuffix(f.Name, ".html") {
						c.Page(f.Name, sourceOf(f.Name), f.Data)
					} else if f.Name == "want.problems" {
						a.Files[i].Data = []byte(shown(c.Problems()) + "\n")
					}
				}
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			// Pages go by in any order, from many goroutines; what is found is the same.
			for range 5 {
				rand.Shuffle(len(a.Files), func(i, j int) { a.Files[i], a.Files[j] = a.Files[j], a.Files[i] })
				c := New(func(path string) bool { return pages[path] != nil })
				var wg sync.WaitGroup
				for _, f := range a.Files {
					if strings.HasSuffix(f.Name, ".html") {
						wg.Go(func() { c.Page(f.Name, sourceOf(f.Name), f.Data) })
					}
				}
				wg.Wait()
				if diff := cmp.Diff(want, shown(c.Problems())+"\n"); diff != "" {
					t.Fatalf("(-want +got)\n%s", diff)
				}
			}
		})
	}
}

func FuzzPage(f *testing.F) {
	f.Add(document(goodSheet))
	f.Add(document(`<a href="../../x%zz#y">a</a><label for="b"><input id="c"></label><template data-row-template><p id="x" data-path="a/b.c">`))
	f.Fuzz(func(t *testing.T, html string) {
		c := New(known)
		c.Page("mandat/index.html", "content/mandat.md", []byte(html))
		c.Page("index.html", "content/index.md", []byte(html))
		first := shown(c.Problems())
		if again := shown(c.Problems()); first != again {
			t.Errorf("asked twice, told\n%s\nand\n%s", first, again)
		}
	})
}
