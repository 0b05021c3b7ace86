// Package markdown turns what authors write into HTML.
//
// Its two nouns are Doc, a text rendered as far as its file alone allows, and Part, a
// piece of a Doc: finished HTML, a Ref (a link or image that only the whole site can
// settle) or a Block (a fenced block that belongs to another package, such as a
// question on a worksheet). Every mistake is a source.Problem at its line and column;
// nothing an author writes is dropped in silence, save comments.
//
// # What an author may write
//
// CommonMark (https://commonmark.org/help), and:
//
//	# Title                      first in the file: the page's title. It is not part of the text
//	## Heading {#id .class}      an id of one's own; without, it is made from the text: "Mål og mad" → maal-og-mad
//	| A | B |                    tables; |:-:| centres a column, |--:| sets it to the right
//	- [x] done                   lists of tasks
//	~~gone~~                     struck out
//	text[^1] … [^1]: the note    footnotes
//	Word                         definitions: the word, and below it a line
//	: what it means              that begins with a colon
//	"…" '…' -- ...               become »…« ›…‹ – …; a backslash before a sign leaves it alone
//	https://… www.… a@b.dk       become links
//	```yaml                      code with colours: yaml json markdown html xml css js ts sh go python
//	                             sql toml ini diff, and problem (what the build says); in other
//	                             languages it is plain
//	```yaml content/site.yaml   code of a file, whose name stands above it
//	````markdown example         an example: the Markdown up to ```` as it is written, and then as
//	                             it comes out, its blocks too. It stands at the margin
//
// A heading that an author begins with # further down moves all headings of the page one
// level down, since the page's title is its only h1. Ids are lower case with hyphens and
// æ ø å as ae oe aa (see Slug); two headings of one text get numbers. An id that the
// author wrote is kept, and may be written once.
//
// # Callouts
//
//	> [!NOTE]                    Bemærk
//	> [!TIP] Own title           Tip; a title of one's own goes behind the word
//	> [!IMPORTANT]               Vigtigt
//	> [!WARNING]                 Pas på ([!CAUTION] is the same)
//	> [!EXAMPLE]                 Eksempel
//	> The text.
//
// # Images
//
//	![what it shows](file.svg "Caption")    alone in its paragraph: a figure. In a line of text: an image
//	![](file.svg){alt=""}                   decoration, said on purpose; otherwise the text is required
//	![…](file.svg){#id .class}              attributes, of links too: #id .class lang=en dir=rtl title="…"
//
// Images lie in the site: one from another site would tell that site who reads the page.
//
// # Links
//
//	[text](../mandat.md#afsnit)  a file or an address of the site: a Ref, for the site to check
//	[text](#afsnit)              a heading of this page, checked here; #top is its top
//	[text](https://…)            finished, and marked rel="external"; likewise http: mailto: tel:
//	[text][label] … [label]: …   the address written elsewhere in the file
//
// Other schemes are problems, javascript: and data: among them.
//
// # What is nearly right
//
// Markdown knows no mistakes: ##Heading without its space is text. Where one sign is missing
// that makes a heading, a table, a callout or a block, a warning says which (nearly.go).
//
// # Raw HTML
//
// The elements of Config.HTML may be written, with the attributes class dir id lang
// title, and open on details. They must begin and end in the same paragraph, or on lines
// of their own between the same blocks. HarmlessHTML lists what Config.HTML may hold,
// DefaultHTML what it should hold when a site does not say.
// Any other element is a problem whose hint says what to write instead. A lone < or {
// is text: "<5 %", {navn} and {{ x }} come out as they are.
//
// # Classes for the stylesheet
//
//	table-wrap (around a table), align-center, align-right
//	callout, callout-note -tip -important -warning -example, callout-title
//	task-list, task, task-mark, visually-hidden
//	footnotes, footnote-ref, footnote-back
//	chroma (a pre with colours; CodeCSS has the colours)
//	example (around an example), example-label, example-shown (which is .sheet and .prose, too)
//
// Tables and code can be focused, so that they can be scrolled by keyboard. No style
// attribute and no script is ever written.
//
// # Rules
//
//   - A Doc follows from the file's bytes and the Config alone: no clock, no file system,
//     no map order. It keeps no part of the source.
//   - Limits (guard.go) keep a hostile or damaged text from costing more than its length.
//   - goldmark reads, chroma splits code; both are known to this package only. The walk
//     that writes HTML is ours.
package markdown
