package markdown

import (
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"redskab/internal/source"
)

// A Parser turns texts into Docs. Make one and use it for all pages: it is safe for
// concurrent use, and it keeps its buffers.
type Parser struct {
	goldmark parser.Parser
	blocks   []string
	ids      []string
	html     map[string]element // the elements that may be written
	htmlList []string           // their names, sorted, for hints
	readings sync.Pool          // *reading
}

// New makes a Parser. Names in cfg.HTML that HarmlessHTML does not have are left out.
func New(cfg Config) *Parser {
	p := &Parser{
		goldmark: newGoldmark(),
		blocks:   slices.Clone(cfg.Blocks),
		ids:      slices.Clone(cfg.IDs),
		html:     make(map[string]element, len(cfg.HTML)),
	}
	for _, name := range cfg.HTML {
		name = strings.ToLower(name)
		if e, ok := harmless[name]; ok {
			p.html[name] = e
			p.htmlList = append(p.htmlList, name)
		}
	}
	slices.Sort(p.htmlList)
	p.readings.New = func() any { return new(reading) }
	return p
}

// Parse is New(cfg).Parse(in), for a single text.
func Parse(in Input, cfg Config) (*Doc, source.Problems) {
	return New(cfg).Parse(in)
}

// Parse renders one text. With problems the Doc is as whole as it can be, for previews.
func (p *Parser) Parse(in Input) (*Doc, source.Problems) {
	r := p.readings.Get().(*reading)
	defer p.readings.Put(r)
	r.begin(p, in)

	pc := parser.NewContext()
	pc.Set(readingKey, r)
	root := p.goldmark.Parse(text.NewReader(r.src), parser.WithContext(pc))

	r.survey(root)
	r.document(root)
	if in.Passage != nil {
		r.passages(root, new(passage), 0)
	}
	return r.end()
}

// newGoldmark is goldmark as we use it, as a parser only: rendering is ours, because
// Parts, positions and problems cut through every element, and a walk made for them is
// also the fastest. The numbers are goldmark's priorities; lower comes first.
//
// Three of its extensions are ours too. Its linkify runs at every space of the text and
// takes a quarter of all parsing; ours runs at colons (web addresses) and while text is
// written (www., mail). Its typographer likewise splits the text at every full stop.
// Its attributes are for headings alone, and slow on hostile input.
func newGoldmark() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(headingParser{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(shallow{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headingParser{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(htmlBlockParser{parser.NewHTMLBlockParser()}, 900),
			util.Prioritized(noteBlockParser{shallow{extension.NewFootnoteBlockParser()}}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(noteParser{extension.NewFootnoteParser()}, 101),
			util.Prioritized(newLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(rawHTMLParser{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(counted{parser.NewEmphasisParser()}, 500),
			util.Prioritized(counted{extension.NewStrikethroughParser()}, 501),
			util.Prioritized(attributeParser{}, 600),
			util.Prioritized(webAddressParser{}, 700),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(paragraphGuard{}, 10),
			util.Prioritized(calloutTransformer{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(tableGuard{extension.NewTableParagraphTransformer()}, 200),
		),
	)
}

// readingKey finds the reading under way in goldmark's context.
var readingKey = parser.NewContextKey()

func readingOf(pc parser.Context) *reading { return pc.Get(readingKey).(*reading) }

// sourceOffset gives the place of a slice that goldmark cut out of src, and false when
// it is a copy. Slices of one array end at the same place, so their capacities tell.
func sourceOffset(src, cut []byte) (int, bool) {
	off := cap(src) - cap(cut)
	if len(cut) == 0 || off < 0 || off+len(cut) > len(src) {
		return 0, false
	}
	return off, &src[off] == &cut[0]
}
