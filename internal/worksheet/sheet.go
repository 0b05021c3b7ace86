package worksheet

import (
	"slices"
	"strings"

	"redskab/internal/source"
)

// A Sheet is a page with questions: what its front matter's `worksheet:` says, and its
// blocks in the order of the page.
type Sheet struct {
	ID         string
	Edition    int
	Step       string // id of a step in site.yaml, "" for a sheet before the board
	Time       []int  // minutes: one number or two (from, to)
	Who        []string
	HaveReady  []string
	Before     []string // ids of sheets
	After      []string
	Evidence   string // source | public | own
	Because    string
	NotFor     string
	Personal   bool
	Respond    string   // "alone": each fills it, files are compared; "" together
	Repeat     *Repeat  // many copies in one forløb; nil for one
	Practice   bool     // for trying out: it stands outside the board, the lists and the forløb
	Papers     []Paper  // other ways to print it
	Retired    []string // addresses within the sheet of ids that are no more: see Register
	RetiredPos []source.Position
	Pos        source.Position // of what the `worksheet:` key holds
	StepPos    source.Position
	BeforePos  []source.Position // one for each of Before; likewise After
	AfterPos   []source.Position
	Blocks     []Block // Blocks[i] is the i-th markdown block of the page
}

// Repeat says that a sheet is filled many times in one forløb.
type Repeat struct {
	Label string   // what a copy is called: Møde
	Of    *Written // a copy for each of these rows; nil where the reader makes and names them
	Where *Written // only of those for which this holds
	Add   bool     // beside those of rows the reader makes copies of his own
}

// A Block is what one fenced block holds: one or more Fields, or a Table. A block with
// problems may hold neither.
type Block struct {
	Fields  []*Field
	Table   *Table
	Value   *Field
	Outcome *Outcome
	Figure  *Figure
	Clock   *Clock
	Pos     source.Position
}

// A Field is one question. A table's columns are Fields too.
type Field struct {
	ID          string
	Label       string
	Kind        string // text longtext number date month time choice choices scale
	Help        string
	HelpText    *Written // Help, when it holds expressions in braces
	Options     []Option // of choice, choices, scale; suggestions of text
	Required    bool
	Start       string      // the answer until another is given; not stored. Of choices: ids with spaces between
	Max         int         // characters, or the value of a number; 0 is none
	Lines       int         // room on paper, at least 1
	Given       bool        // a column shown, never asked
	Set         string      // name of the set that Options are, "" where they are the field's own
	Rows        *OptionRows // of choice, choices, text: options that are rows, beside Options
	From        *Written    // until overwritten it is that answer: nothing is stored
	Derived     bool        // a value, or a column that is worked out by Rules, never asked
	Rules       []Rule
	Unit        string      // of a derived number
	Range       *[2]float64 `json:",omitempty"` // the ends that a derived number lies between; nil where it does not say
	Override    string      // of a derived column: the text column that asks why, when it is set by hand
	OverridePos source.Position
	Condition
	Personal bool      // a column about identifiable colleagues
	Was      FormerIDs // former ids: answers follow
	Print    string    // "", "filled", "no"
	Pos      source.Position
}

// Chosen reports whether the answer is one or several of the options.
func (f *Field) Chosen() bool {
	return f.Kind == "choice" || f.Kind == "choices" || f.Kind == "scale"
}

// Grouped reports whether the question is a group of radios or checkboxes.
func (f *Field) Grouped() bool { return f.Chosen() && !f.Menu() }

// maxRadios is how many options of a choice can be taken in at a glance. More of them in
// every row of a table would also make a page of thousands of controls.
const maxRadios = 7

// Menu reports whether the question is one control that unfolds: there are many options,
// or they are rows, and may be hundreds.
func (f *Field) Menu() bool {
	return f.Kind == "choice" && (f.Rows != nil || len(f.Options) > maxRadios)
}

// computed reports whether the answer is worked out and cannot be set by hand.
func (f *Field) computed() bool { return f.Derived && f.Override == "" }

// Counted reports whether a counter of characters stands below the control.
func (f *Field) Counted() bool { return f.Max > 0 && written(f.Kind) }

// written reports whether a kind's answer is free text.
func written(kind string) bool { return kind == "text" || kind == "longtext" }

// Starts reports whether the option is chosen until another answer is given.
func (f *Field) Starts(option string) bool {
	return f.Start != "" && slices.Contains(strings.Fields(f.Start), option)
}

// Hinted reports whether one of the options explains itself.
func (f *Field) Hinted() bool {
	return f.Grouped() && slices.ContainsFunc(f.Options, func(o Option) bool { return o.Hint != "" })
}

// An Option is one of the answers of a choice, choices or scale.
type Option struct {
	ID      string
	Label   string
	Hint    string
	Colour  string // red yellow green grey blue
	Shape   string // circle triangle square diamond cross bar
	Aside   bool   // an answer, but no value
	Retired bool   // shown where it was chosen, never offered
	Was     FormerIDs
	Also    []string // what it is called in other people's tables, for imports
}

// A Table is rows of Fields.
type Table struct {
	ID       string
	Label    string
	Help     string
	HelpText *Written
	Open     bool // rows are the user's own; else Rows are fixed
	Add      bool // fixed rows, and the user may add his own
	Rows     []Row
	Columns  []*Field
	Blank    int   // rows for the user's own on the blank print: of an open table, or one with Add
	View     *View // rows that stand elsewhere; nil for rows of its own
	Arrange
	As       string // "grid" or "cards"
	Personal bool
	Was      FormerIDs
	Condition
	Print string
	Pos   source.Position
}

// FormerIDs are ids that a thing had before, for which answers may be stored.
type FormerIDs []string

// String gives them as data-was holds them: [S8] of SPEC.md.
func (w FormerIDs) String() string { return strings.Join(w, " ") }

// A Row is a fixed row.
type Row struct {
	ID    string
	Group string // heading it stands under, "" for none
	Label string
	Help  string
	Was   FormerIDs
	Condition
	Given map[string]string // column id → answer of columns that are Given, in its stored form (see Field.Words)
	Pos   source.Position
}
