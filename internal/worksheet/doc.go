// Package worksheet reads sheets (Danish: ark): pages with questions that a reader fills
// in. It turns the `worksheet:` key of a page's front matter and the page's fenced blocks
// into checked Sheets, and complains about every mistake at its place.
//
// Its two nouns are Sheet, a page with questions, and Field, one question. A Table is rows
// of Fields. What a filled sheet leaves in a browser or a file is the subject of SPEC.md
// beside this file, the law of stored answers.
//
// # Front matter
//
//	title: Roller og ansvar
//	worksheet:
//	  id: roller-og-ansvar   # never changes, never reused; the file may move
//	  edition: 1             # raised when a question changes meaning
//	  step: koordinator      # a step or side track of site.yaml; none: stands before the board
//	  time: 60               # minutes, or [45, 90]
//	  who:                   # one or several
//	    - styregruppe
//	  have-ready:            # what to bring
//	    - organisationsdiagram
//	  before: [profil]       # ids of sheets this one builds on
//	  after: [styregruppe]   # ids of sheets that build on this one
//	  evidence: source       # source | public | own: where the sheet's content comes from
//	  because: Gruppernes opgaver har en kilde.
//	  not-for: Ikke en stillingsbeskrivelse.
//	  personal: true         # about identifiable colleagues
//
// id, edition, time, who and evidence must be there, and the page must ask something.
//
// # Blocks
//
// A block is fenced YAML whose info string is its name. A `field` block holds one question
// or a list of them:
//
//	id: frist              # required
//	label: Hvornår?        # required
//	kind: month            # required: text longtext number date month time choice choices scale
//	options: trafiklys     # of choice, choices and scale; on text they are suggestions
//	help: Skriv det første bud.
//	required: true         # counts towards "sheet done"; never blocks
//	start: 2026-11         # the answer until another is given; not stored
//	max: 400               # characters of a text or longtext, the highest number of a number
//	lines: 4               # room on paper (longtext 3, in a column 1)
//	was: [hvornaar]        # former ids: answers follow
//	print: filled          # left out of the blank print; no: out of both
//
// A `table` block holds a table:
//
//	id: linjer             # required
//	label: Opgaverne       # required
//	help: …
//	rows: open             # the user's own rows; or a list of fixed ones:
//	  - id: samlet         #   required
//	    group: Ledelsen    #   the heading it stands under
//	    label: Samlet ansvar # required
//	    help: …
//	    was: [i-alt]
//	    niveau: 4          #   fills the column niveau, which says given: true
//	add: true              # fixed rows, and the user may add his own
//	columns:               # fields; a column may say given: true (shown, never asked), and
//	                       #   personal: true
//	blank: 5               # rows for the user's own on the blank print (open 5, add 2)
//	as: cards              # each row as a form of its own; default grid
//	personal: true         # as on a sheet
//	was: [roller]          # former ids
//	print: filled          # as on a field
//
// # Options
//
// Options are the name of a set in content/options.yaml or an inline map; in both, each is
// an id and a label, or an id and these keys:
//
//	roed:
//	  label: Rød           # required, but on the middle numbers of a scale
//	  hint: Vi er ikke begyndt.
//	  colour: red          # red yellow green grey blue; never without a shape
//	  shape: square        # circle triangle square diamond cross bar
//	  aside: true          # an answer, but no value: "Ved ikke"
//	  retired: true        # shown where it was chosen, never offered
//	  was: [roedt]         # former ids
//
// The options of a scale are whole numbers with words at least at both ends, besides those
// that say aside.
//
// # The register
//
// content/ids.lock, a Register, holds every id that was released, one a line: its address
// and its kind. `redskab ids` says what is new, `redskab ids --accept` writes it down. From
// then on a build refuses an id that vanished, unless another thing says `was:` it, or the
// sheet lists it in `retired:` (a whole sheet: `retired:` in site.yaml). Drafts are free.
//
// # Rules
//
//   - An id is [a-z][a-z0-9-]*, and no word of the expression language. All blocks of a
//     sheet share one set of ids; columns and rows share one per table, each.
//   - A key that is not in this comment is a problem: nothing is accepted that does nothing.
//   - Text that YAML misread is shown repaired, with quotation marks.
//   - Every block of a page leaves a Block, also when it has problems, so that Sheet.Blocks
//     stays in step with the page.
//   - ParseFront and ParseBlock look at what they are given alone, so their results may be
//     kept as long as the file and options.yaml are the same; what concerns a whole sheet,
//     or several, is Finish's.
package worksheet
