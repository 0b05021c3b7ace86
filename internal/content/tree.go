package content

import (
	"path"
	"time"

	"redskab/internal/markdown"
	"redskab/internal/meta"
	"redskab/internal/source"
	"redskab/internal/worksheet"
)

// A Tree is all of content/, read, ordered and linked.
type Tree struct {
	Site     Site
	Root     *Page                // the front page, always there
	Pages    []*Page              // every published page, in reading order: a section before its children
	Sources  map[string]Source    // content/sources.yaml by id
	Files    map[string]*File     // files beside the pages, by output path without leading slash ("mandat/skabelon.pdf")
	Aliases  map[string]*Page     // old URL path → page
	Model    *worksheet.Model     // what the sheets and lists mean together
	Lock     *worksheet.Register  // content/ids.lock, nil when there is none
	IDs      *worksheet.Register  // what it would be when all ids of the sheets were released
	Examples []*worksheet.Example // content/examples/, by id

	pages   map[string]*Page // by URL path
	files   map[string]*Page // pages by file, below the content folder, NFC: "mandat/_index.md"
	folders map[string]*Page // sections by folder, likewise: "mandat"
	beside  map[string]*File // files by file, likewise
	drafts  map[string]*Page // drafts by URL path and by file
	skipped map[string]bool  // files that are not published, by file: for links to them
	lost    map[string]bool  // files and folders that could not be read, by file
	static  func(string) bool
	dir     string // the content folder: "content"

	draftFolders map[string]bool // folders whose section is a draft

	pagePaths, filePaths, besidePaths func() []string // sorted keys of pages, files and beside, made when first needed
}

// inDraft reports whether a folder lies in that of a draft section, or is it.
func (t *Tree) inDraft(folder string) bool {
	for len(t.draftFolders) > 0 {
		if t.draftFolders[folder] {
			return true
		}
		if folder == "." {
			break
		}
		folder = path.Dir(folder)
	}
	return false
}

// Site is content/site.yaml, every key with its default.
type Site struct {
	ID            string                     `meta:"id"` // short, ascii; prefix of what browsers store; default from the title
	Title         string                     `meta:"title"`
	Tagline       string                     `meta:"tagline"`
	Owner         Owner                      `meta:"owner"`
	Colour        string                     `meta:"colour"` // accent, #rrggbb; "" is the design's own
	Logo          string                     `meta:"logo"`   // path in static/ or output path of a file of content/, "" for none
	URL           string                     `meta:"url"`    // absolute address, "" when not known; always ends in / otherwise
	Steps         []Step                     `meta:"steps"`  // the nine steps and the side tracks
	Accessibility Accessibility              `meta:"accessibility"`
	Footer        []string                   `meta:"footer"`  // lines of plain text
	Retired       []string                   `meta:"retired"` // ids of sheets and lists that are no more
	HTML          []string                   `meta:"html"`    // raw HTML elements allowed in Markdown
	Prose         Prose                      `meta:"prose"`   // what is too hard to read
	Pos           map[string]source.Position `meta:",pos"`    // of the keys that were written
}

// Prose says beyond what a build warns of hard texts; 0 is no limit. See package prose.
type Prose struct {
	LIX      int                        `meta:"lix"`
	Sentence int                        `meta:"sentence"` // words
	Pos      map[string]source.Position `meta:",pos"`
}

// Owner is who runs the site and answers for it.
type Owner struct {
	Name  string                     `meta:"name"`
	Email string                     `meta:"email"`
	Phone string                     `meta:"phone"`
	URL   string                     `meta:"url"`
	Pos   map[string]source.Position `meta:",pos"`
}

// Accessibility is what the owner has found out about his own edition: the template of the
// page on it has his statement and the day he tried, and so has the foot of every page.
type Accessibility struct {
	Statement string                     `meta:"statement"` // absolute address of the statement that the law asks for
	Tested    time.Time                  `meta:"tested"`    // when the owner last tried his edition
	Pos       map[string]source.Position `meta:",pos"`
}

// A Step is a place on the board, or a side track beside it.
type Step struct {
	ID    string                     `meta:"id"`
	Title string                     `meta:"title"` // "Kortlæg"
	Page  string                     `meta:"page"`  // URL path of the page that is about it, "/kortlaegning/"; "" for none
	Line  string                     `meta:"line"`  // one short sentence
	Side  bool                       `meta:"side"`  // a side track, not one of the numbered steps
	Pos   map[string]source.Position `meta:",pos"`
}

// A Page is one Markdown file and where it went.
type Page struct {
	File        string // "content/mandat/_index.md", slashes
	Path        string // "/mandat/", always begins and ends with /
	Section     bool   // the file is an _index.md, or the section was made for a folder without one
	Title       string
	Description string
	Heading     string // the h1: the # heading of the text, or the title
	Front       Front
	Doc         *markdown.Doc
	Sheet       *worksheet.Sheet // nil for a page that is no sheet
	Parent      *Page            // nil for the front page
	Children    []*Page          // by weight, then title in Danish collation
	Prev, Next  *Page            // in reading order along the workflow; nil at the ends
	Digest      [32]byte         // of the file's bytes
	folder      string           // that the file lies in, below the content folder, NFC; "." for that itself
	broken      bool             // part of the file could not be read
}

// Listed reports whether the page is a sheet that readers find among the others, and not one
// that teaches.
func (p *Page) Listed() bool { return p.Sheet != nil && !p.Sheet.Practice }

// Front is a page's front matter. The package comment documents each key.
type Front struct {
	Title       string                     `meta:"title"`
	Description string                     `meta:"description"`
	Weight      int                        `meta:"weight"`
	Date        time.Time                  `meta:"date"`
	Reviewed    time.Time                  `meta:"reviewed"`
	Owner       string                     `meta:"owner"`
	Aliases     []string                   `meta:"aliases"`
	Draft       bool                       `meta:"draft"`
	Step        string                     `meta:"step"`      // id of a Step
	Who         []string                   `meta:"who"`       // for whom
	Time        string                     `meta:"time"`      // how long it takes, in words
	Sources     []string                   `meta:"sources"`   // ids of sources.yaml
	Tools       []string                   `meta:"tools"`     // ids of sheets
	Example     string                     `meta:"example"`   // id of a filled forløb that the page opens
	Layout      string                     `meta:"layout"`    // name of a layout, "" for the usual one
	Worksheet   *meta.Value                `meta:"worksheet"` // until Page.Sheet is made of it; nil in a Tree
	Pos         map[string]source.Position `meta:",pos"`      // of the keys that were written, and "key.0" … of texts in lists
}

// A Source is a publication or page that facts were taken from (content/sources.yaml).
type Source struct {
	ID        string
	Title     string                     `meta:"title"`
	Publisher string                     `meta:"publisher"`
	Year      string                     `meta:"year"`
	URL       string                     `meta:"url"`
	Kind      string                     `meta:"kind"` // "kilde" (a source document), "offentlig" (public, found besides)
	Note      string                     `meta:"note"`
	Pos       map[string]source.Position `meta:",pos"`
}

// A File is a file beside the pages that is published as it is: an image, a download.
type File struct {
	File          string // "content/mandat/skabelon.pdf"
	Path          string // "mandat/skabelon.pdf"
	Size          int64
	Type          string // "PDF", "Word", "Excel", "ZIP" …, "" for an image
	Width, Height int    // of an image, 0 when not known
}

// A Target is where a Ref of a page leads.
type Target struct {
	Page     *Page  // or
	File     *File  // or
	Static   string // a file of static/, path without leading slash
	Fragment string // without #
}
