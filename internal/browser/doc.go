// Package browser is what runs in the reader's browser: the TypeScript under src, and
// Bundle, which compiles it within the build, without Node.
//
// Its two nouns are Bundle, a finished script that pages load, and module, a function that
// starts at an element with data-module="name". Pages load js/site.js everywhere and
// js/board.js where the board is (at most 5 kB compressed together). A sheet loads one script:
// js/sheet.js has questions, js/rows.js also rows that come, go or are arranged, js/copies.js
// also copies of the whole sheet; js/tabs.js stands before it where headings are tabs.
// Besides there are js/cases.js on the page of all forløb (at most 25 kB), js/compare.js where
// answers are compared (at most 28 kB) and js/notfound.js, which leads the links of the 404 page home.
//
// What few sheets or readers need is a part: a bundle of its own that sheet/part.ts loads.
// clock, former and each figure-KIND are loaded when the sheet has what they are for; tools,
// what a reader may do with a sheet besides answering it, when it has been painted;
// paper, files, office, import, send, document and prints when a reader asks. bundle_test.go has
// what each may weigh.
//
// # Folders of src
//
//	site.ts board.ts sheet.ts …   the bundles: which modules each has
//	main.ts            starts modules; one that breaks never stops another
//	site/              modules of pages of prose: the theme, the board
//	answers/           cells, paths, values, files, merging. Pure: no DOM, no storage
//	expressions/       what follows from the answers: conditions and values that the build
//	                   checked, worked out again when an answer changes. Pure, too
//	clocks/            the time of a meeting. Pure, too
//	exchange/          rows that people have elsewhere, on their way into a table. Pure, too
//	office/            files for Excel and Word, written and read. Pure, too
//	figures/           drawings of the answers, one file per kind
//	catalogue/         what all sheets ask, for pages that hold none of them
//	store/             the only code that names localStorage (drawer.ts) and indexedDB
//	                   (database.ts), made one by mirror.ts; the forløb of a site, their
//	                   trash, clearing the computer; results, never exceptions
//	import/            the part that brings rows in: what is what, what will happen
//	send/              the part that sends rows to those who fill them in, and merges what
//	                   comes back
//	sheet/             a form's questions, rows, bar, dialogs, print; the only code that
//	                   knows form, answers and store at once
//	cases/             the page of all forløb
//	compare/           the answers of several people beside each other, and what they write together
//	print/             a whole forløb on paper
//
// Arrows go from cases, compare, send, import, sheet and site to store, figures and expressions to answers,
// never back; src_test.go has them all. The comment at the top of one file of each folder
// (theme.ts, cell.ts, program.ts, timing.ts, table.ts, workbook.ts, chart.ts, catalogue.ts,
// drawer.ts, bring.ts, sending.ts, sheet.ts, cases.ts, form.ts of
// compare, view.ts of print) has its rules.
//
// # Rules
//
//   - No answer is ever lost. internal/worksheet/SPEC.md, section Storage, says exactly
//     what that means; its rules [L1] … are cited by the code and by the tests' names.
//   - The HTML is the schema. Questions, kinds, options and labels are read from the form
//     that the layouts made. Pages that hold no form read js/catalogue.js, which the build
//     makes of the same sheets.
//   - The page works without script. What needs script is hidden in the HTML, and shown by
//     the module that makes it work.
//   - Scripts are classic, deferred, one file each: no fetch, no eval, no import(), no
//     worker, so that they run from disk and under the strictest policy. No inline style
//     and no innerHTML: elements are built, and what people wrote is only ever text.
//   - Nothing needs a secure context: plain http and file: do.
//   - No dependency at run time. package.json has what checks and tests the code.
//   - The clock, chance and the storage are handed in, so that tests own them.
//
// # Checks
//
//	npm ci --ignore-scripts   once; Node 20 or later
//	npm run check             types, strictly
//	npm test                  src/**/*.test.ts, bundled by esbuild, run by node --test
//
// testdata/answers holds files of every version of the format ever released. They open for
// ever. The folder e2e tries the finished site in real browsers.
package browser
