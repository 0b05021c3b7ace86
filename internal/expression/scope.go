package expression

import (
	"slices"

	"redskab/internal/source"
)

// A Kind says what sort of value something has.
type Kind uint8

// The kinds of values. Unknown is what a problem was reported about: nothing more is said
// of it. Row is `this`, Table is rows, Truth is a condition.
const (
	Unknown Kind = iota
	Number
	Date
	Month
	Time
	Text
	Choice
	Choices
	Scale
	Row
	Table
	Truth
)

// KindOf gives the kind of a question from the word that blocks use for it.
func KindOf(word string) Kind {
	if word == "longtext" {
		return Text
	}
	return Kind(max(0, slices.Index(kindWords[:], word)))
}

var kindWords = [...]string{"", "number", "date", "month", "time", "text", "choice", "choices", "scale", "this", "rows", "condition"}

// String gives the word that blocks use.
func (k Kind) String() string { return kindWords[k] }

// A Type is a kind and what belongs to it.
type Type struct {
	Kind  Kind
	Set   *Set  // the options of a Choice, Choices or Scale; with Rows, those that `more:` adds
	Rows  *Rows // whose rows a Choice or Choices offers, a Table has, or a Row is one of
	Label *Cell // the column of Rows whose words stand for a chosen row
}

// A Set is a named set of options. Two questions have the same set when its ID is the
// same; a set that only one question has bears that question's id.
type Set struct {
	ID      string
	Options []Option
}

// An Option is one of the answers of a set. One that is Aside is an answer, but no value.
type Option struct {
	ID, Label string
	Aside     bool
}

func (s *Set) find(id string) *Option {
	if s == nil {
		return nil
	}
	for i := range s.Options {
		if s.Options[i].ID == id {
			return &s.Options[i]
		}
	}
	return nil
}

func (s *Set) has(id string) bool { return s.find(id) != nil }

// asides gives the ids of the options that are no values.
func (s *Set) asides() []string {
	var ids []string
	if s != nil {
		for _, o := range s.Options {
			if o.Aside {
				ids = append(ids, o.ID)
			}
		}
	}
	return ids
}

// A Scope is where names are looked for: a sheet, the columns of rows.
type Scope interface {
	// Find says what an id names; ok is false when it names nothing.
	Find(id string) (n Named, ok bool)
	// Names gives all ids that Find knows, for "did you mean".
	Names() []string
}

// A Named is what an id names: a Cell, Rows, or another sheet with names of its own.
type Named struct {
	Cell  *Cell
	Rows  *Rows
	Sheet Scope
}

// A Cell is a question or a value: a field, a column of rows, a value block. There is one
// Cell for it, whoever asks; its Rules may be filled in after the expressions that name
// it have been read.
type Cell struct {
	// ID is the path of its answers without rows and copies: "ark.m", "indsatser.status",
	// "ark.bud.trin". What follows the last dot is its own id.
	ID   string
	Type Type
	// At is "" where the answers stand beside the others of their row, and "sheet.table/"
	// for a view's own column, whose answers stand with the view, by the row's key.
	At string
	// Given holds what the author gave in rows of his own, by the row's key, in the form of
	// answers. It is what the cell is where no answer is stored.
	Given map[string]any
	// Rules say what it is where neither is there: a start, a from, the rules of a value.
	// The first that holds counts.
	Rules []Rule
	// Derived cells are worked out, never asked: what is stored at their path is passed
	// over, unless Override says that a reader may know better. Then an answer goes before
	// the rules, and one taken back leaves it to them.
	Derived, Override bool
}

// A Rule is one of the rules of a value. A nil When always holds.
type Rule struct{ When, Is *Expression }

// Rows are rows X: a table, a list, the copies of a sheet, or a view of one of them.
type Rows struct {
	ID      string // "indsatser", "ark.bud", "interview"
	Columns Scope
	// At is what the address of a row has before the row's key: "indsatser/", "ark.bud/",
	// "interview#". Of a table in copies it is what follows the copy's address: ".bud/".
	At    string
	In    *Rows    // the copies, when these are the rows of a table in each of them
	Fixed []string // keys of the rows that the author wrote, which count even when empty
	Same  *Rows    // the rows these copies stand for (repeat of)
	Name  *Cell    // of copies: the column whose words stand for one
	// A view shows the rows that View names, those for which Where holds.
	View, Where *Expression
}

// root is the table or list whose rows a view shows.
func (r *Rows) root() *Rows {
	for r != nil && r.View != nil && r.View.Type.Rows != nil {
		r = r.View.Type.Rows
	}
	return r
}

// An Env is where an expression stands: in a sheet, and perhaps in a row of it.
type Env struct {
	Sheet Scope
	Row   *Rows // of which `this` is one; nil when there is none
}

// An Expression is one that holds together: every name is known, every type fits.
type Expression struct {
	Text string // as String writes it
	Pos  source.Position
	Type Type
	Tree *Node
	// Reads are the cells and rows it looks at itself, in order.
	Reads []Read
	// Counts reports whether a function stands in it: nobody can put into words what a
	// condition then asks, so it needs `if:`.
	Counts bool
}

// A Read is a Cell or Rows that an expression looks at, and where it names it.
type Read struct {
	Cell *Cell
	Rows *Rows
	Pos  source.Position
}
