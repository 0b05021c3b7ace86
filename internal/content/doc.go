// Package content reads the folder content/: Markdown pages, the settings beside them, and
// the images and downloads they show. It gives them addresses, an order, and links that
// are known to lead somewhere.
//
// Its two nouns are Page, a Markdown file and where it went, and Tree, all pages and files
// of a site. Load reads a Tree; Tree.Resolve says where a link leads; Tree.CheckLinks
// complains about every link that leads nowhere.
//
// # Pages and addresses
//
// Every .md file is a page. content/mandat/temamoede.md has the address /mandat/temamoede/.
// The page of a folder is its _index.md (index.md does as well); a folder of pages without
// one gets a page that lists them, named after the folder. Sections may lie in sections to
// any depth.
//
// The address is made from the names of folders and file: small letters, æ ø å as ae oe aa,
// other letters without their marks, everything else a hyphen. A number in front stays:
// an address is what the file is called, and order is weight's affair. Two files that get
// one address are a problem.
//
// Left out are files and folders whose names begin with . or _ (but _index.md), what editors
// and file managers leave behind (~, .swp, #…#, Thumbs.db …), and copies that sync programs
// make when two people change a file at once (with a warning).
//
// # Front matter
//
// A page may begin with YAML between two lines of ---. Every key may be left out; an unknown
// one is a problem. Package meta says what YAML is read.
//
//	title: Få mandat            # else the # heading of the text, else the name of the file
//	description: Aftal målet …  # one sentence for lists and search engines; else the text's first
//	weight: 20                  # place among its neighbours, small first; without it last, by title
//	date: 2026-11-21            # first published
//	reviewed: 2026-11-21        # last read through
//	owner: Redaktionen          # who keeps the page up to date
//	aliases: [/gammelt/navn/]   # old addresses, which lead here; each begins with /
//	draft: true                 # not published; on an _index.md nothing in its folder is
//	step: mandat                # the step of site.yaml that the page belongs to
//	who: [topledelsen]          # for whom; one or several
//	time: 45 minutter           # how long it takes, in words
//	sources: [kl-roller]        # ids of sources.yaml, shown at the foot of the page
//	tools: [roller-og-ansvar]   # ids of sheets that belong to the page
//	example: fjordby            # id of a filled forløb, examples/fjordby.yaml, that the page opens
//	layout: bred                # layouts/bred.html instead of the usual layout; with the program come
//	                            # cases (all forløb of a reader), workflow (how far each step is)
//	                            # about (on the site itself; named at the foot of every page)
//	                            # sources (all of sources.yaml below the text), english (the text
//	                            # is in English, the frame is not)
//	worksheet:                  # makes the page a sheet; see package worksheet
//	  id: roller-og-ansvar
//
// The heading of the page (h1) is the # heading of the text, else the title. Titles are
// ordered as in Danish dictionaries: æ ø å come last, aa counts as å, 2 before 10.
//
// # site.yaml
//
// content/site.yaml is about the site as a whole. It may be missing, and so may each key.
// A variable of the environment, where one is named, wins over the file.
//
//	id: sundhed                 # REDSKAB_ID: under it browsers keep answers, so it never changes;
//	                            #   default made from the title; small letters, digits, hyphens
//	title: Redskab              # REDSKAB_TITLE; default the title of the front page
//	tagline: Fra ord til hverdag # REDSKAB_TAGLINE; one line below the title
//	owner:                      # who runs the site and answers for it
//	  name: Center for Sundhed  # REDSKAB_OWNER_NAME
//	  email: sund@fjordby.dk    # REDSKAB_OWNER_EMAIL
//	  phone: 70 00 00 00        # REDSKAB_OWNER_PHONE
//	  url: https://fjordby.dk/  # REDSKAB_OWNER_URL; absolute
//	colour: "#0b6e6e"           # REDSKAB_COLOUR: the accent; at least 4.5 to 1 against white;
//	                            #   default the design's own
//	logo: images/logo.svg       # REDSKAB_LOGO: a file of static/ or content/
//	url: https://sund.dk/redskab/ # REDSKAB_URL: where the site will be, for canonical links,
//	                            #   sitemap and feed; default not known
//	steps:                      # the board on the front page, in order
//	  - id: mandat              # never changes; sheets and pages name it
//	    title: Få mandat
//	    page: /mandat/          # its page; default the page /id/, when there is one
//	    line: Saml dem, der kan beslutte.
//	    side: true              # a side track, not one of the numbered steps
//	accessibility:              # what the owner knows of his own edition; a build warns when it has no day
//	  statement: https://was.digst.dk/… # his statement, named at the foot of every page
//	  tested: 2026-11-21        # when he last tried the pages
//	footer:                     # lines at the foot of every page
//	  - Ikke udgivet af KL.
//	retired: [gammelt-ark]      # ids of released sheets and lists that are no more
//	html: [br, sub, sup]        # elements that Markdown may hold; default markdown.DefaultHTML
//	prose:                      # beyond these a build warns of a text; 0: it never does
//	  lix: 45                   # readability of a page; see package prose
//	  sentence: 30              # words in a sentence
//
// # sources.yaml and options.yaml
//
// content/sources.yaml holds the publications that facts are taken from, by id:
//
//	kl-roller:
//	  title: Roller og ansvar   # required
//	  publisher: KL
//	  year: ca. 2015
//	  url: https://www.kl.dk/
//	  kind: kilde               # kilde: a source document; offentlig: public, found besides
//	  note: Bilag.
//
// content/options.yaml, content/lists/*.yaml, content/examples/*.yaml and content/ids.lock are read by
// package worksheet; nothing of them is published.
//
// # Files
//
// Images (png jpg gif webp svg avif) and downloads (pdf, Word, Excel, zip …) beside the pages
// are published beside them, their names made into addresses like those of pages. Files of
// other types are left out with a warning; static/ is the place for them. Of an image only
// the head is read, for its size.
//
// # Rules
//
//   - Text is taken as people have it: byte order mark, CRLF, decomposed letters and missing
//     last line breaks are mended without a word. Bytes that are not UTF-8, NUL, and texts
//     over 10 MB are problems.
//   - Symbolic links are followed inside the folder that holds content/. One that leads out
//     of it, or round in a circle, is a problem.
//   - Prev and Next go through all prose of the site, section by section; sheets are a chain
//     of their own within each top section.
//   - Drafts are left out, and a link to one is a problem that says so.
//   - A parsed page depends on its file and the settings alone, so a Cache may keep it; it is
//     never changed. The Tree is made anew each time.
//   - A file that cannot be read is one problem; links to it are no further ones.
package content
