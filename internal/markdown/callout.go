package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"redskab/internal/source"
)

// A callout is one of the words that may stand in > [!WORD], with its class and the
// title it has unless the author writes one behind it.
type callout struct{ word, class, title string }

var callouts = []callout{
	{"NOTE", "note", "Bemærk"},
	{"TIP", "tip", "Tip"},
	{"IMPORTANT", "important", "Vigtigt"},
	{"WARNING", "warning", "Pas på"},
	{"EXAMPLE", "example", "Eksempel"},
	{"CAUTION", "warning", "Pas på"}, // what GitHub knows besides
}

// danishCallouts are words that a Danish author tries first, for hints.
var danishCallouts = map[string]string{
	"BEMÆRK": "NOTE", "HUSK": "NOTE", "OBS": "NOTE", "VIGTIGT": "IMPORTANT", "VIGTIG": "IMPORTANT",
	"ADVARSEL": "WARNING", "PAS PÅ": "WARNING", "EKSEMPEL": "EXAMPLE", "INFO": "NOTE", "DANGER": "WARNING", "RÅD": "TIP",
}

func calloutNamed(word string) (callout, bool) {
	for _, c := range callouts {
		if strings.EqualFold(c.word, word) {
			return c, true
		}
	}
	return callout{}, false
}

// calloutHint says which of the words is meant.
func calloutHint(word string) string {
	if w := danishCallouts[strings.ToUpper(word)]; w != "" {
		return "write [!" + w + "]"
	}
	var words []string
	for _, c := range callouts {
		words = append(words, c.word)
	}
	if hint := source.DidYouMean(strings.ToUpper(word), words); hint != "" {
		return hint
	}
	return "the words are " + strings.Join(words[:len(words)-1], ", ") // CAUTION is understood, not taught
}

// calloutTitle is the first line of a quote that is a callout, and the first child of
// the quote. Its line is the author's own title, if there is one.
type calloutTitle struct {
	ast.BaseBlock
	callout callout
}

var kindCalloutTitle = ast.NewNodeKind("CalloutTitle")

func (*calloutTitle) Kind() ast.NodeKind { return kindCalloutTitle }

func (n *calloutTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// calloutTransformer finds the callouts while a quote's first paragraph is still lines.
type calloutTransformer struct{}

func (calloutTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || node.PreviousSibling() != nil {
		return
	}
	lines := node.Lines()
	first := lines.At(0)
	first = first.TrimLeftSpace(reader.Source())
	word, n := calloutWord(first.Value(reader.Source()))
	if n == 0 {
		return
	}
	title := &calloutTitle{}
	if title.callout, ok = calloutNamed(word); !ok {
		readingOf(pc).problem("callout-unknown", first.Start, calloutHint(word), "unknown callout [!%s]", word)
		title.callout = callouts[0]
	}
	own := text.NewSegment(first.Start+n, first.Stop)
	own = own.TrimLeftSpace(reader.Source())
	if own = own.TrimRightSpace(reader.Source()); own.Len() > 0 {
		title.Lines().Append(own)
	}
	title.SetPos(first.Start)
	quote.InsertBefore(quote, node, title)
	lines.SetSliced(1, lines.Len())
	if lines.Len() == 0 {
		quote.RemoveChild(quote, node)
	}
}

// calloutWord reads [!WORD] at the start of a line, followed by a space or nothing, and
// gives its length, 0 when the line begins otherwise.
func calloutWord(line []byte) (string, int) {
	if !bytes.HasPrefix(line, []byte("[!")) {
		return "", 0
	}
	i := 2
	for i < len(line) {
		r, size := utf8.DecodeRune(line[i:])
		if !unicode.IsLetter(r) && (r != ' ' || i == 2) {
			break
		}
		i += size
	}
	if i == 2 || i >= len(line) || line[i] != ']' {
		return "", 0
	}
	if rest := line[i+1:]; len(rest) > 0 && rest[0] != ' ' && rest[0] != '\t' && rest[0] != '\n' {
		return "", 0
	}
	return string(line[2:i]), i + 1
}
