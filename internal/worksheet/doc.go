// Package worksheet reads sheets (Danish: ark): pages with questions that a reader fills
// in. It turns the `worksheet:` key of a page's front matter and the page's fenced blocks
// into checked Sheets, and complains about every mistake at its place.
//
// Its two nouns are Sheet, a page with questions, and Field, one question. A Table is rows
// of Fields, a List rows that several sheets share; a Model is what they all mean together:
// every expression read (package expression has the language), every name known. What a
// filled sheet leaves in a browser or a file is the subject of SPEC.md beside this file, the
// law of stored answers.
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
//	  respond: alone         # each fills a sheet of his own; default together
//	  repeat:                # many copies in one forløb
//	    label: Møde          #   required: what a copy is called
//	    of: anbefalinger     #   one for each of these rows, instead of the reader's own
//	    where: status = roed #   those for which this holds
//	    add: true            #   and beside these the reader's own
//	  paper:                 # other ways to print the sheet than as it stands
//	    - as: decisions      #   decisions | groups | cards
//	      label: Beslutningsark   # required: what the choice is called
//	      help: Sæt ét kryds.#   a sentence at the top of the page
//	      fields: [moede]    #   fields and values above the table; of cards, what is on each card
//	      table: forslag     #   required, but of cards with fields: its rows
//	      columns: [nr, navn]#   of its columns: to be read
//	      tick: beslutning   #   of decisions: the options are boxes
//	      write: [ansvarlig] #   of decisions: to be written, where nothing is answered yet
//	  retired: [gammel]      # ids that were released and are gone for good
//	  practice: true         # to try things out on: see below
//
// id, edition, time, who and evidence must be there, and the page must ask something. A
// sheet that repeats is rows, too, with its copies as rows and its fields and values as
// columns; of its tables, the rows of all copies are rows, with copy as a column. The
// reader's own copies are the same in all sheets that repeat over the same rows and let
// him add some. So far
// respond is told to readers and nothing more: what several people answered on such a sheet
// stands in files that are opened one by one, and is no rows of any expression.
//
// Of paper, decisions has the rows on lines across, with boxes to tick; groups has a page for
// each group of the author's rows; cards has eight cards on a page, each with the same fields,
// or one for each group of rows. What is answered stands there, else there is room to write.
//
// A sheet for practice is a page that teaches, with questions that work. It has an id, and
// may be personal, repeat and respond; it stands on no board and in no list of sheets, its
// answers stand apart from all others ([S35] of SPEC.md), its ids are never released, and
// its expressions know lists and other sheets for practice only, as theirs alone know it.
//
// # Blocks
//
// A block is fenced YAML whose info string is its name. A `field` block holds one question
// or a list of them:
//
//	id: frist              # required
//	label: Hvornår?        # required
//	kind: month            # required: text longtext number date month time choice choices scale
//	options: trafiklys     # of choice, choices and scale; on text they are suggestions. A
//	                       #   choice of more than seven, or of rows, is a menu
//	help: Skriv det første bud.
//	required: true         # counts towards "sheet done"; never blocks
//	start: 2026-11         # the answer until another is given; not stored
//	from: profil.til       # until overwritten it is that answer; instead of start
//	max: 400               # characters of a text or longtext, the highest number of a number
//	lines: 4               # room on paper (longtext 3, in a column 1)
//	show: enig = ja        # a condition; on paper "Hvis …"
//	if: I er enige         # the condition in words; without it they are made of labels
//	was: [hvornaar]        # former ids: answers follow
//	print: filled          # left out of the blank print; no: out of both
//
// help may hold expressions in braces: "Der er {antal} rækker."
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
//	    show: …            #   and if, as on a field
//	    niveau: 4          #   fills the column niveau, which says given: true
//	add: true              # fixed rows, and the user may add his own
//	columns:               # fields; a column may say given: true (shown, never asked),
//	                       #   personal: true, or value: (worked out, see below) with unit:,
//	                       #   range: and override: hvorfor (it may be set by hand; that text
//	                       #   column then asks why)
//	                       #   Or the id of a table before: its columns
//	blank: 5               # rows for the user's own on the blank print (open 5, add 2)
//	as: cards              # each row as a form of its own; default grid
//	show: …                # and if, as on a field
//	personal: true         # as on a sheet
//	was: [roller]          # former ids
//	print: filled          # as on a field
//
// A table of fixed rows whose columns are given or worked out is an overview: it asks
// nothing. A given column that says what the rows' labels say already, as in {label: Tobak,
// emne: tobak}, is there for the rules alone and is not shown.
//
// The rows of a table may also stand elsewhere. Such a table is a view of them:
//
//	rows:
//	  from: anbefalinger   # a list, a table of the sheet, sheet.table, or another view
//	  where: status = roed # those for which this holds
//	columns:               # ids of their columns, and fields of the view's own among them
//	  - nr
//	  - id: note
//	    …
//	write: [status]        # which of their columns are answered here; the others are shown
//	add: true              # rows are added and removed here
//	blank: 5               # rows on the blank print (none, with add 5)
//
// Every table may say how its rows are arranged, by ids of columns:
//
//	group: [pakke, status] # under headings; the first is the default
//	filter: [status]       # choices that the reader may look at alone
//	sort: [-antal, nr]     # the highest first, then by nr
//	top: 3                 # only the first, which needs sort
//
// A table whose rows are filled by several, each his own, may be sent to them and merged:
//
//	send: forvaltning      # the column that says whose a row is
//
// A `value` block holds a result that is worked out and has a name:
//
//	id: fokus              # required
//	label: Fokus           # required
//	is: mean(udsagn.score) # required: an expression, or a list of rules, the first that holds:
//	                       #   - when: trin < 3
//	                       #     is: lav
//	kind: number           # default; choice needs options, and then is: names one
//	unit: af 5             # behind a number; "%" shows a share × 100
//	range: [1, 5]          # what the number lies between, for figures; of a mean, median, min
//	                       #   or max of one scale it is known
//	help: …                # show, if and print as on a field
//
// An `outcome` block holds advice, as a list of rules, or as rules: beside other keys:
//
//	first: true            # only the first rule that holds; default all of them
//	rules:
//	  - when: fokus < 3
//	    if: I ser det forskelligt # the condition in words, for paper
//	    say: "I ligger på {fokus}. Tal om, hvad der skal til." # required
//	    next: strategi     #   the sheet to go on with
//	  - else: true         #   last: when no other holds
//	    say: Svar først.
//
// A `figure` block draws what was answered, beside a table of the same facts:
//
//	kind: bars             # required: see FigureKinds
//	title: Timer om ugen   # required
//	of: [ledelse, penge]   # required: values, or rows X as in rows: from
//	where: timer > 0       # of rows, those for which this holds
//	label: navn            # of rows, the part that a column plays: label x y group size and
//	x: timer               #   others; figureKinds says what each kind needs and takes, and
//	                       #   partKinds what kind of question may play a part; of rows that
//	                       #   the author wrote, label and group are their own
//	compare: [region]      # bars: one to three columns beside each bar
//	sort: -timer           # bars: a column, the highest first with a hyphen
//	mark: trin             # staircase, star, compass: a field whose answer is marked
//	mid: 2.5               # quadrant: where its axes cross
//	corners: hjoerner      # quadrant: four options, top left to bottom right
//	help: …                # show, if and print as on a field
//
// A `clock` block keeps the time of a meeting. Nothing of it is stored:
//
//	kind: countdown        # required: countdown agenda rotation
//	label: Tænk selv       # required
//	minutes: 5             # required: 1 to 600; of an agenda the column that has them
//	rows: program          # agenda, required: the table of its points
//	start: begynder        # agenda, required: the field, a time, when it begins
//	length: varighed       # agenda: the field, a number, that says how many minutes there are
//	people: deltagere.navn # rotation, required: the column that has those who take part
//	roles: [Spørger, Lytter] # rotation, required: two at least, the first person's first
//	help: …                # show, if and print as on a field
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
//	  also: [R, ikke i gang] # what others call it, recognised in rows that are brought in
//
// Options may also be rows, of a list or of a table:
//
//	options:
//	  from: forvaltninger  # or sheet.table, or a table of the same sheet
//	  label: navn          # the column that readers see; default the rows' own
//	  where: leder is answered
//	  more:                # options beside the rows
//	    andre: Andre
//
// The options of a scale are whole numbers with words at least at both ends, besides those
// that say aside.
//
// # Lists
//
// content/lists/anbefalinger.yaml holds the list anbefalinger, rows that sheets share:
//
//	id: anbefalinger       # required, the file's name
//	label: Anbefalinger    # required
//	row: anbefaling        # required: what one of its rows is called
//	name: betegnelse       # the column that stands for a row; default the first text that is no key
//	key: nr                # columns that are people's own number, where imports meet
//	columns:               # as in a table, never given
//	start:                 # rows that come with the site; they need a key
//	  - nr: T-01
//	    betegnelse: …
//	offer:                 # rows that readers may take when they have none of their own
//	  label: Begynd med vores otte
//	  help: Et sted at begynde. Ret dem, så de passer hos jer.
//	  rows:                #   as in start, with other keys
//	    - nr: T-1
//	      betegnelse: …
//	import:                # headers to recognise in other people's tables
//	  nr: [Nr., Nummer]
//	personal: true
//	retired: [gammel]      # as on a sheet
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
//     or several, is Link's, which changes nothing of them.
//   - A condition that nobody can read on paper, for a function stands in it, is a warning
//     until if: says it in words.
package worksheet
