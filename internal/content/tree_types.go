package content

import (
	"time"

	"redskab/internal/markdown"
	"redskab/internal/source"
	"redskab/internal/worksheet"
)

// A Tree is all of content/, read, ordered and linked.
type Tree struct {
	Site    Site
	Root    *Page             // the front page, always there
	Pages   []*Page           // every published page, in reading order: a section before its children
	Sources map[string]Source // content/sources.yaml by id
	Files   map[string]*File  // files beside the pages, by output path without leading slash ("mandat/skabelon.pdf")
	Aliases map[string]*Page  // old URL path → page
}

// Site is content/site.yaml, every key with its default.
type Site struct {
	ID      string // short, ascii; prefix of what browsers store; default from the title
	Title   string
	Tagline string
	Owner   Owner
	Colour  string                     // accent, #rrggbb; "" is the design's own
	Logo    string                     // path in static/ or content/, "" for none
	URL     string                     // absolute address, "" when not known; always ends in / otherwise
	Steps   []Step                     // the nine steps and the side tracks
	Footer  []string                   // lines of plain text
	HTML    []string                   // raw HTML elements allowed in Markdown
	Pos     map[string]source.Position // of the keys that were written
}

// Owner is who runs the site and answers for it.
type Owner struct {
	Name  string
	Email string
	Phone string
	URL   string
}

// A Step is a place on the board, or a side track beside it.
type Step struct {
	ID    string
	Title string // "Kortlæg"
	Page  string // URL path of the page that is about it, "/kortlaegning/"
	Line  string // one short sentence
	Side  bool   // a side track, not one of the numbered steps
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
}

// Front is a page's front matter. The package comment documents each key.
type Front struct {
	Title       string
	Description string
	Weight      int
	Date        time.Time
	Reviewed    time.Time
	Owner       string
	Aliases     []string
	Draft       bool
	Step        string // id of a Step
	Who         []string
	Time        string
	Sources     []string                   // ids of sources.yaml
	Tools       []string                   // ids of sheets
	Layout      string                     // name of a layout, "" for the usual one
	Pos         map[string]source.Position // of the keys that were written
}

// A Source is a publication or page that facts were taken from (content/sources.yaml).
type Source struct {
	ID        string
	Title     string
	Publisher string
	Year      string
	URL       string
	Kind      string // "kilde" (a source document), "offentlig" (public, found besides)
	Note      string
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
