// Package expression reads the small language in which a sheet says what follows from its
// answers: when a question is shown, what a value is, which rows a table has, what an
// outcome says. It complains about every mistake at its place and makes of the rest data
// that the page works out; Go can work it out too.
//
// Its two nouns are Expression, a condition or value that has been checked, and Scope, in
// which names are looked for. internal/worksheet/SPEC.md, section Expressions, is the law
// of what an expression gives; its rules [E1] … are cited by the tests of both sides.
//
// # The language
//
//	or   = and { "or" and } .   and = not { "and" not } .   not = [ "not" ] test .
//	test = sum [ ("=" | "!=" | "<" | "<=" | ">" | ">=") sum
//	           | "in" "[" word { "," word } "]" | "is" ("answered" | "empty") ] .
//	sum  = term { ("+" | "-") term } .   term = atom { ("*" | "/") atom } .
//	atom = number | "today" | "this" | path | "(" or ")"
//	     | func "(" path { "," path } [ "where" or ] ")" .
//	func = "count" | "sum" | "mean" | "median" | "min" | "max" | "spread" | "share" | "last" .
//	path = [ id "." ] id [ "/" row ] [ "." id ] .
//	word = id | [ "-" ] digits .   number = [ "-" ] digits [ "." digits ] .
//
// + - * / stand between spaces. An expression has at most 2000 bytes, and at most 50
// brackets and 3 where within each other.
//
// # Reading
//
// Condition, Value, Path, Where, RowsOf and Say each read one place of the language. They
// are given a Source, the text and where it stands, and an Env: the Scope of the sheet,
// and the Rows of the row the expression belongs to. They return an Expression, or
// Problems, never both. Rules:
//
//   - Whoever builds the scopes makes one Cell for each question and value and one Rows for
//     each table, list and repeating sheet, whoever asks. Their IDs are paths without rows
//     and copies. Pointers tell rows apart, IDs tell sets.
//   - Types are known before expressions are read; Rules, View and Where are filled in as
//     they are. When all have been read, Circles says what goes round.
//   - What can be told wrong is a problem, so that nothing can fail later: neither
//     evaluator has an error.
//
// # The tree
//
// An Expression is JSON: a number, a text, null, or a list of an operation and what it
// works with. A row is its address: "indsatser/T-01", "ark.bud/k3x", "moede#k1",
// "moede#k1.punkter/p2". Whose row is meant is told by level: 0 is the row the expression
// belongs to, 1 the row that the outermost where asks about, and so on inwards.
//
//	["get", cell]  ["get", cell, level]   an answer or value, in the row at level
//	["via", row, cell]                    of the row whose address row gives
//	["row", key, rows]  [… level]         an author's row; level: in the copy around that row
//	["this"]  ["this", at]                row 0; its key after at, where a copy stands for a row
//	["copy", level]                       the copy that the row at level stands in
//	["same", at]                          at and the key of the copy around: the same row's copy
//	["today"]  ["this-month"]
//	["list", text…]                       several options
//	["and", …]  ["or", …]  ["not", x]  ["answered", x]
//	["=", a, b]  ["<", a, b]  ["<=", a, b]  ["in", x, …]
//	["+", a, b]  ["-", a, b]  ["*", a, b]  ["/", a, b]     + and - also of a day or a time
//	["number", x]                         the number of a scale's option
//	["but", x, option…]                   x, or empty where it is one of these: the asides
//	["day", x]                            the first day of a month
//	["count", …] and the other functions: of values, and of
//	["each", level, rows, where, x]       x in each of rows for which where holds; null: all, the row itself
//	["share", level, rows, where, x]      the part of rows, or of those where x is there
//	["rows", id]  ["rows", id, level]     rows; level: of the copy around that row
//	["rows-of", rows, id]                 the same table in each of these copies
//	["only", row]                         that one row
//
// A Sentence is a list of words and of [kind, tree, set, label]. A Program has what the
// trees of a page look at: cells (kind, set, the rows that can be chosen, what the author
// gave, the rules of what is not answered), rows (what their addresses begin with, the
// author's, or the view and its where) and sets (options: id, label, 1 for aside). Who
// reads what can be told from the trees, so nothing else says it.
//
// The program travels as the text of a script element of type application/json, which the
// site's policy lets stand since nothing executes it, or in an attribute; json.Marshal
// writes no character that could end either early.
package expression
