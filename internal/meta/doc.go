// Package meta reads the YAML that authors write: the front matter of pages, the settings
// of the site, the blocks of sheets. It is strict: what it does not understand is a
// problem at its place, never silence.
//
// Its two nouns are Value, a piece of YAML with the place it stands at, and the Go struct
// that Decode fills from it, whose `meta:"name"` tags say which keys exist.
//
// What may be written is the plain part of YAML: keys with texts, numbers, true and false,
// dates, lists and further keys, in lines or in [ ] and { }, texts bare, in quotation
// marks or as a block behind | or >. Rules:
//
//   - A key stands once. Keys are words, never lists or maps.
//   - Indentation is spaces; a tab is a problem.
//   - Anchors (&), aliases (*), tags (!) and several documents are refused: no author of a
//     page needs them, and text that happens to begin so is what was meant.
//   - Only true and false are Bool; only digits with at most one point are Number; empty,
//     ~ and null are Null. "ja", "yes", "1e3", "0x1F" and 2026-11-21 are Text.
//   - # begins a comment only when a space (or the line's end) follows it. YAML drops
//     `colour: #0b6e6e` and the end of `title: Trin #3` in silence; here they are problems.
//   - A dropped comma or colon is explained with the line repaired in quotation marks.
//   - After a mistake that can be repaired in memory the reading goes on, so that one run
//     names them all; such a Value is good enough to look for more problems, never to
//     build a page from.
//   - Line separators that editors do not show as lines (U+0085, U+2028, U+2029) are spaces.
//
// Front matter is YAML between two lines of three hyphens, the first at the very start of
// the file (empty lines above it are forgiven). It may be missing. See Split.
//
// The package is the only one that imports the YAML library; every message of the library
// becomes a Problem here, and a test keeps a table of its real messages.
package meta
