package site

import (
	"encoding/json"
	"html/template"
	"slices"
	"time"
	"unicode/utf8"

	"redskab/internal/content"
	"redskab/internal/worksheet"
)

// A View is all that a layout can see: the whole contract between a site and its layouts.
// Layouts are Go templates; a name that is not here is a problem with the layout's file
// and line, never an empty string. Every URL in a View is finished and page-relative, so
// it is written into href or src as it is.
type View struct {
	Kind        string // home section page sheet practice sheets cases compare workflow example notfound
	Lang        string // "da"
	Title       string // for <title>, lists and breadcrumbs
	Heading     string // the h1
	Description string
	Lead        string // the description as the author wrote it, "" when it was made from the text: what a layout may show above the text
	Path        string // "/mandat/temamoede/"
	Canonical   string // absolute address, "" when the site does not know its own
	CSP         string // content of the meta element
	Site        SiteView

	Body       template.HTML // the text, blocks rendered
	Contents   []Heading     // table of contents: headings of level 2 and 3, nested
	Crumbs     []Link        // from the front page to the parent; empty on the front page
	Children   []Card        // the pages right below this one, in order
	Prev, Next *Link         // along the workflow
	Step       *StepView     // the step this page belongs to; nil for none
	Board      []StepView    // the nine steps, in order; Here marks the page's own
	Tracks     []StepView    // the side tracks
	Assets     template.HTML // stylesheets, icons, scripts of the head: layouts/nav/assets.html, rendered once for each depth and kind
	Footer     template.HTML // layouts/nav/footer.html, rendered once for each depth
	Menu       template.HTML // main menu, layouts/nav/menu.html, rendered once for many pages
	SectionNav template.HTML // pages of the page's top section, layouts/nav/section.html, likewise
	BoardNav   template.HTML // the slim board, "you are here": layouts/nav/board.html, rendered once for each step and depth

	Who        []string
	Time       string
	Tools      []Card        // sheets and downloads that belong to the page
	Sources    []SourceView  // foot of the page
	AllSources []SourceGroup // every source of the site, where the page's layout is sources
	Owner      string        // who keeps this page up to date
	Reviewed   time.Time     // zero when not said; {{date .Reviewed}} writes "21. november 2026"

	Sheet    *SheetView    // on a page that is a sheet, for practice too
	Sheets   []SheetGroup  // on the list of sheets
	Example  *ExampleView  // on a page that opens a filled forløb
	HasCode  bool          // link the stylesheet for highlighted code
	Offline  bool          // this build opens from disk
	resolver resolver      // behind URL and Asset
	tree     *content.Tree // behind Toolbox and Progress
	pieces   []string      // behind Assets, Footer, Menu, BoardNav, SectionNav: see piece
}

// SiteView is what every page knows about the site.
type SiteView struct {
	ID            string
	Title         string
	Tagline       string
	Owner         OwnerView
	Logo          string // URL, "" for none
	Colour        string // accent "#rrggbb", "" for the design's own; it reaches the page as the stylesheet accent.css
	Footer        []string
	Accessibility AccessibilityView
	Home          string // URL of the front page
	Sheets        string // URL of the list of sheets, "" when the site has none
	Cases         string // URL of the page of all forløb (layout: cases), "" when the site has none
	Compare       string // URL of the page that compares answers (layout: compare), "" when the site has none
	About         []Link // the pages about the site itself (layout: about): data, accessibility
}

// An ExampleView is a filled forløb that a page opens.
type ExampleView struct {
	ID     string
	Name   string // what the forløb will be called
	Script string // URL of the answers as a script
	File   string // URL of the answers as a file to save
	Size   string // of the file, for people
	Sheets int    // how many sheets have something in it
}

// OwnerView is who runs the site.
type OwnerView struct{ Name, Email, Phone, URL string }

// AccessibilityView is what the owner has found out about his own edition.
type AccessibilityView struct {
	Statement string    // absolute address, "" when there is none yet
	Tested    time.Time // zero when not said
}

// A Link leads somewhere. Here means it is this page.
type Link struct {
	URL   string
	Title string
	Here  bool
}

// A Card is a link with what helps to choose it.
type Card struct {
	URL         string
	Title       string
	Description string
	Time        string   // "45 minutter"
	Who         []string // of a sheet
	Kind        string   // page, sheet, file
	Note        string   // "PDF, 120 kB" of a file
	Step        *StepView
}

// A Heading of the page's text, and those below it.
type Heading struct {
	ID       string
	Text     string
	Children []Heading
}

// A StepView is a step of the board or a side track.
type StepView struct {
	ID     string
	Number int // 1 to 9; 0 for a side track
	Title  string
	Line   string
	URL    string // "" when the site has no page for it yet
	Here   bool   // the page belongs to this step
	Sheets []Link // the sheets of the step
}

// A BoardView is what layouts/nav/board.html sees: the slim board on every page.
type BoardView struct {
	Steps  []StepView // the numbered steps, in order; Here marks the page's own
	Tracks []StepView // the side tracks
	Here   *StepView  // the step or side track of the page; nil for none
}

// A SourceView is a publication that the page's facts come from.
type SourceView struct {
	Title, Publisher, Year, URL, Note string
}

// A SheetGroup is the sheets of one step in the list of sheets.
type SheetGroup struct {
	Step   StepView // Title "" for sheets before the board
	Sheets []Card
}

// A SheetView is what the layouts of a sheet see besides the text.
type SheetView struct {
	*worksheet.Sheet
	TimeText    string // "45–90 minutter"
	BeforeLinks []Link // titles of the sheets it builds on
	AfterLinks  []Link
	Compare     string // URL of the page that compares answers, "" when the site has none
	Site        string // part of the browser's keys: Site.ID, and for practice another: [S35] of SPEC.md
	RepeatOf    string // JSON: the rows that its copies stand for; "" where readers make them
	RepeatWhere string // JSON: which of them
	RepeatName  string // the cell that names such a row
	Beside      string // ids of the other sheets that have the reader's own copies too
	Program     string // JSON: what the sheet's expressions look at; "" for a sheet without any
	Tabs        bool   // some of its headings are tabs
}

// Script names the script of the sheet: each has what the one before it has.
func (v *SheetView) Script() string {
	switch {
	case v.Repeat != nil:
		return "js/copies.js"
	case v.ComeAndGo():
		return "js/rows.js"
	}
	return "js/sheet.js"
}

// ComeAndGo reports whether rows do in the sheet, or are arranged, or are options.
func (v *SheetView) ComeAndGo() bool {
	offered := func(f *worksheet.Field) bool { return f.Rows != nil }
	return slices.ContainsFunc(v.Blocks, func(b worksheet.Block) bool {
		t := b.Table
		return slices.ContainsFunc(b.Fields, offered) ||
			t != nil && (t.Open || t.Add || t.View != nil || len(t.Group)+len(t.Filter)+len(t.Sort) > 0 || slices.ContainsFunc(t.Columns, offered))
	})
}

// PaperLabels gives what the other ways to print the sheet are called, as JSON.
func (v *SheetView) PaperLabels() string {
	var labels []string
	for _, p := range v.Papers {
		labels = append(labels, p.Label)
	}
	text, err := json.Marshal(labels)
	if err != nil {
		panic("site: labels that are no JSON: " + err.Error()) // they are texts
	}
	return string(text)
}

// Drawn reports whether the sheet has figures: their looks have a stylesheet of their own.
func (v *SheetView) Drawn() bool {
	return slices.ContainsFunc(v.Blocks, func(b worksheet.Block) bool { return b.Figure != nil })
}

// A FieldView is one question, or a value, as layouts/sheet/field.html and the files of the
// kinds see it. Name is unique on the page: it is the field's path within the sheet ("mål"
// is "maal", a cell is "linjer/formand.navn"), and the value of name and data-path.
type FieldView struct {
	*worksheet.Field
	When
	Help         string
	HelpSay      string // JSON, when the help holds answers
	Name         string
	DOMID        string             // Name as an id: letters, digits and hyphens
	Cell         bool               // the field is a cell of a table
	InTable      bool               // it is a column of a table, in the head row or in a cell
	CellID       string             // in a view: the cell of a Program whose answers it shows
	Shown        bool               // in a view: shown, and not to be answered there
	Headers      []string           // of a list: what others call the column, for imports
	Also         string             // JSON, in the row that is copied: what else its options are called, by id; "" where nobody says
	Text         string             // the given text of a Given column
	OptionsFrom  string             // JSON: the rows that are options besides Options
	OptionsWhere string             // JSON: which of them
	RowOptions   []worksheet.Option // those of them that come with the site
	Fetched      *Fetched           // where a From leads
	Reason       *FieldView         // of a cell that may be set by hand: the column that asks why
}

// Read reports whether the answer can only be read where it stands.
func (v FieldView) Read() bool { return v.Given || v.Shown || v.Derived && v.Override == "" }

// The longest text that a narrow column has room for, and the longest that a common one has;
// and how many letters of options stand in a line, a box counting for seven.
const shortText, commonText, lineOfOptions, boxOfOption = 20, 100, 36, 7

// Short reports whether a column needs little room: it is a short text, or a single box.
func (v FieldView) Short() bool {
	return v.Kind == "text" && v.Max > 0 && v.Max <= shortText || v.Kind == "choices" && v.Rows == nil && len(v.Options) == 1
}

// InLine reports whether the options stand in one line, and there is nothing to gain from
// more room.
func (v FieldView) InLine() bool {
	if !v.Chosen() || v.Menu() || v.Rows != nil {
		return false
	}
	letters := 0
	for _, o := range v.Options {
		letters += utf8.RuneCountInString(o.Label) + boxOfOption
	}
	return letters <= lineOfOptions
}

// Long reports whether a column needs much room: it is a long text of one line.
func (v FieldView) Long() bool { return v.Kind == "text" && v.Max > commonText }

// When says when a part of a sheet is shown. Both are empty for always.
type When struct {
	Show string // JSON: the condition
	If   string // the condition in words, as they follow Hvis; "" when nobody knows any
}

// Fetched is the question that another takes its answer from.
type Fetched struct {
	Label string
	Sheet *Link // nil when it stands in the same sheet, or in a list
}

// A TableView is a table, as layouts/sheet/table.html sees it.
type TableView struct {
	*worksheet.Table
	When
	Of           string     // JSON: the rows of a view, "" for rows of its own
	Personal     bool       // the table, or the list it shows, is about identifiable colleagues
	Notice       bool       // it, or a column, is: a notice stands at it
	RowName      string     // what a row is called, "" where nobody says
	Key          []string   // of a view of a list: the columns that tell its rows apart
	Offer        *OfferView // rows that readers may take, where they add rows
	Help         string
	HelpSay      string
	Naming       []string    // of a view: the columns that are a row's name
	Columns      []FieldView // as cells of no row: labels and options
	GroupBy      []FieldView // columns that the reader may group, filter and sort by, shown or not
	FilterBy     []FieldView
	SortBy       []SortView
	Level, Below int         // of the table's own heading, and of its groups': one below the heading it stands under
	Groups       []RowGroup  // fixed rows, under their headings
	BlankRows    []RowView   // an open table: rows for the blank print and for readers without script
	Template     RowView     // an open table, or one with add: the row that the script copies; ids hold the word ROW
	More         []FieldView // where rows are brought in: what else the list's columns ask
}

// An OfferView is rows that a list offers to readers who have none of their own.
type OfferView struct {
	Label, Help string
	Rows        string // JSON: for each its answers by column, as they are stored
}

// Across reports whether the rows are printed across: so many columns find no room upright.
func (v TableView) Across() bool { return v.As == "grid" && len(v.Columns) > 6 }

// Explained gives the columns of a grid that say more than their label. In a row there is
// no room for it.
func (v TableView) Explained() []FieldView {
	var columns []FieldView
	for _, c := range v.Columns {
		if v.As == "grid" && c.Help != "" && c.HelpSay == "" && !c.Read() {
			columns = append(columns, c)
		}
	}
	return columns
}

// A SortView is a column that rows are sorted by.
type SortView struct {
	FieldView
	Falling bool // the highest first
}

// Arranged reports whether the reader can see the rows in another way.
func (t TableView) Arranged() bool { return len(t.GroupBy)+len(t.FilterBy)+len(t.SortBy) > 0 }

// An OutcomeView is advice that follows from the answers.
type OutcomeView struct {
	*worksheet.Outcome
	When
	Help    string
	HelpSay string
	Rules   []AdviceView
}

// An AdviceView is one of its rules.
type AdviceView struct {
	When string // JSON: the condition; "" for what is said when no other holds
	If   string // the condition in words; "" when nobody knows any
	Text string // what is said, with – where answers stand
	Say  string // JSON, when it holds answers
	Next *Link  // the sheet to go on with
}

// A FigureView is a drawing of answers, as layouts/sheet/figure.html sees it.
type FigureView struct {
	*worksheet.Figure
	When
	ID      string // of the page
	Help    string
	HelpSay string
	Data    string         // JSON: what it is drawn of
	Blank   template.HTML  // the drawing without answers
	Columns []string       // the heads of the table with the same facts
	Labels  []string       // of a figure of values: the rows of that table
	Key     []FigureOption // what its colours and shapes, or its numbers, mean
	Names   bool           // its marks are numbers, whose names the script lists
	Part    string         // the part of the script that draws it
}

// A ClockView keeps the time of a meeting, as layouts/sheet/clock.html sees it.
type ClockView struct {
	*worksheet.Clock
	When
	ID      string // of the page
	Level   int    // of its heading
	Help    string
	HelpSay string
	Data    string     // JSON: what it looks at
	Part    string     // the part of the script that keeps the time
	Columns []string   // the heads of its table
	Blank   [][]string // rows to write in
}

// A FigureOption is a line of a figure's key.
type FigureOption struct{ Number, Label, Colour, Shape string }

// A RowGroup is fixed rows under one heading ("" for none).
type RowGroup struct {
	Title string
	Rows  []RowView
}

// A RowView is one row.
type RowView struct {
	ID     string // "" for a blank row, "ROW" in the template
	Number int    // from 1
	Label  string
	Help   string
	Was    worksheet.FormerIDs
	When
	Moves   bool // the reader orders the rows
	Removes bool // and may take this one away
	Cells   []FieldView
}
