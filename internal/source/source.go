// Package source says where in an author's files something is wrong.
//
// Its two nouns are Position, a place in a source file, and Problem, a complaint about
// that place with a suggestion. Every package that reads what people wrote reports
// Problems instead of errors; they are collected, sorted by file and line, and shown all
// at once, so that an author never mends one mistake to meet the next.
//
// Rules:
//   - A Problem names the thing and what is wrong with it, in lower case and without a
//     period; Hint says what to write instead, when we can tell.
//   - A Code is stable: editors and CI match on it. It is never reused for another mistake.
//   - Lines and columns count from 1; columns count characters (runes), as editors do.
//   - The package imports the standard library only, so that anyone may import it.
package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Position is a place in a source file. Line is 0 when only the file is known, Column
// is 0 when only the line is.
type Position struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String gives file:line:column, leaving out what is not known.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// A Problem is something wrong at a place in a source file. It prints as
//
//	content/ark/trappe.md:14:7: unknown kind "longtxt" (did you mean "longtext"?)
type Problem struct {
	Pos     Position
	Code    string // stable, such as "link-missing-page"
	Msg     string // lower case, no period: names the thing and what is wrong with it
	Hint    string // what to write instead, when we can tell
	Warning bool   // worth knowing, but it never stops a build
}

// String gives the problem on one line, as the command prints it.
func (p Problem) String() string {
	var b strings.Builder
	if p.Pos.File != "" {
		b.WriteString(p.Pos.String())
		b.WriteString(": ")
	}
	if p.Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(p.Msg)
	if p.Hint != "" {
		b.WriteString(" (")
		b.WriteString(p.Hint)
		b.WriteString(")")
	}
	return b.String()
}

// Problems is a list of problems. It is an error when at least one of them is no warning:
// see Err.
type Problems []Problem

// Add appends a problem with a code, a place and a message.
func (ps *Problems) Add(code string, pos Position, hint, format string, args ...any) {
	*ps = append(*ps, Problem{Pos: pos, Code: code, Msg: fmt.Sprintf(format, args...), Hint: hint})
}

// Warn is Add for what is worth knowing but never stops a build.
func (ps *Problems) Warn(code string, pos Position, hint, format string, args ...any) {
	*ps = append(*ps, Problem{Pos: pos, Code: code, Msg: fmt.Sprintf(format, args...), Hint: hint, Warning: true})
}

// Sort orders problems by file, line, column, message and drops repeats.
func (ps Problems) Sort() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column),
			cmp.Compare(a.Msg, b.Msg),
		)
	})
	return slices.Compact(ps)
}

// Broken reports whether the list holds anything but warnings.
func (ps Problems) Broken() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return !p.Warning })
}

// Err gives the sorted list as an error, or nil when it holds warnings at most.
func (ps Problems) Err() error {
	if !ps.Broken() {
		return nil
	}
	return ps.Sort()
}

// Error gives one problem per line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
