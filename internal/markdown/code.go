package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/ast"

	"redskab/internal/source"
)

// fence writes a fenced code block, or leaves its place to a Block.
func (r *reading) fence(n *ast.FencedCodeBlock, top bool) {
	info := ""
	if n.Info != nil {
		info = unescape(n.Info.Segment.Value(r.src))
	}
	word, rest, _ := strings.Cut(info, " ")
	at := max(n.Pos(), 0)
	if slices.Contains(r.p.blocks, word) && word != "" {
		r.worksheetBlock(n, word, strings.TrimSpace(rest), at, top)
		return
	}
	language := strings.ToLower(word)
	if len(r.p.blocks) > 0 && !knownLanguage(language) {
		if hint := source.DidYouMean(word, r.p.blocks); hint != "" {
			r.problem("block-unknown", at, hint, "%q is neither a block nor a language", word)
		}
	}
	if top && r.unclosed(n) {
		r.warn("code-not-closed", at, "write "+string(r.fenceMark(n))+" where it ends", "the code block goes on to the end of the page")
	}
	if languageNames[language] == "markdown" && strings.TrimSpace(rest) == exampleWord && !r.within {
		if top && r.pos(at).Column == 1 {
			r.example(n, at)
			return
		}
		r.problem("example-nested", at, "move it out to the margin, with an empty line before it", "an example stands inside a list, quote or note")
	}
	file := strings.TrimSpace(rest)
	if !knownLanguage(language) || !strings.Contains(file, "/") || strings.ContainsAny(file, " \t") {
		r.highlighted(language, string(n.Lines().Value(r.src)))
		return
	}
	r.string(`<div class="example" role="group"`)
	r.attribute("aria-label", file)
	r.string(">\n" + `<p class="example-label">`)
	r.escape([]byte(file))
	r.string("</p>\n")
	r.highlighted(language, string(n.Lines().Value(r.src)))
	r.string("</div>\n")
}

// highlighted writes code, with colours where its language is known.
func (r *reading) highlighted(language, code string) {
	if language == "" {
		r.string(`<pre tabindex="0"><code>`)
		r.escape([]byte(code))
	} else if tokens := tokenise(language, code); tokens == nil {
		r.string(`<pre tabindex="0"><code`)
		r.attribute("class", "language-"+language)
		r.string(">")
		r.escape([]byte(code))
	} else {
		r.doc.HasCode = true
		r.string(`<pre class="chroma" tabindex="0"><code`)
		r.attribute("class", "language-"+language)
		r.string(">")
		r.tokens(tokens)
	}
	r.string("</code></pre>\n")
}

// worksheetBlock leaves its place to a Block. Its text is copied, so that a Doc does not
// keep the page's source alive.
func (r *reading) worksheetBlock(n *ast.FencedCodeBlock, name, rest string, at int, top bool) {
	switch {
	case !top:
		r.problem("block-nested", at, "move it out to the margin, with an empty line before it", "the block %s stands inside a list, quote or note", name)
		return
	case rest != "":
		r.problem("block-info", at, "write it between the fences", "%q follows the name of the block %s", rest, name)
	case r.unclosed(n):
		r.problem("block-not-closed", at, "write "+string(r.fenceMark(n))+" on a line of its own where it ends", "the block %s goes on to the end of the page", name)
	}
	pos := r.pos(at)
	lines := n.Lines()
	size := 0
	for i := range lines.Len() {
		size += lines.At(i).Stop - lines.At(i).Start + 1
	}
	text := make([]byte, 0, size)
	for i := range lines.Len() {
		s := lines.At(i)
		text = append(text, s.Value(r.src)...)
	}
	text = r.beforeNext(text, name, at)
	r.hasBlocks = true
	r.cuts = append(r.cuts, cut{at: len(r.buf), block: &Block{Name: name, Pos: pos, Text: text, Line: pos.Line + 1, Column: pos.Column}})
}

// beforeNext gives the text of a block, or, where another begins in it, for its own end was
// forgotten, what stands before the first empty line: the rest is the page's.
func (r *reading) beforeNext(text []byte, name string, at int) []byte {
	next := bytes.Index(text, []byte("\n```"))
	if next < 0 || len(text) < next+5 || text[next+4] < 'a' || text[next+4] > 'z' {
		return text
	}
	line := r.pos(at).Line + bytes.Count(text[:next], []byte("\n")) + 2
	r.problem("block-not-closed", at, "write ``` on a line of its own where it ends", "the block %s goes on to line %d, where another begins", name, line)
	if end := bytes.Index(text, []byte("\n\n")); end >= 0 {
		text = text[:end+1]
	}
	return text
}

// unclosed says that nothing ends a block at the margin before the text does.
func (r *reading) unclosed(n *ast.FencedCodeBlock) bool {
	end := lastLineEnd(n)
	if n.Lines().Len() == 0 { // the line after the opening fence
		end = max(n.Pos(), 0)
		if next := bytes.IndexByte(r.src[end:], '\n'); next >= 0 {
			end += next + 1
		} else {
			end = len(r.src)
		}
	}
	return !bytes.HasPrefix(bytes.TrimLeft(r.src[end:], " "), r.fenceMark(n))
}

func (r *reading) fenceMark(n *ast.FencedCodeBlock) []byte {
	from := r.src[max(n.Pos(), 0):]
	size := 0
	for size < len(from) && from[size] == from[0] {
		size++
	}
	return from[:size]
}

func lastLineEnd(n ast.Node) int {
	if l := n.Lines().Len(); l > 0 {
		return n.Lines().At(l - 1).Stop
	}
	return 0
}

// tokens writes highlighted code. Neighbours of one class share an element, with the
// blanks between them.
func (r *reading) tokens(tokens []chroma.Token) {
	open, blanks := "", ""
	for _, t := range tokens {
		class := tokenClass(t.Type)
		if class == "" && strings.TrimSpace(t.Value) == "" {
			blanks += t.Value
			continue
		}
		if class != open && open != "" {
			r.string("</span>")
		}
		r.string(blanks)
		blanks = ""
		if class != open && class != "" {
			r.string(`<span class="` + class + `">`)
		}
		open = class
		r.escape([]byte(t.Value))
	}
	if open != "" {
		r.string("</span>")
	}
	r.string(blanks)
}

// tokenClass gives the class that code.css colours, named as chroma names it, "" for
// what is plain. Seven are enough to tell the parts of a line apart.
func tokenClass(t chroma.TokenType) string {
	switch {
	case t.InCategory(chroma.Comment):
		return "c"
	case t == chroma.KeywordConstant || t.InSubCategory(chroma.LiteralNumber):
		return "m"
	case t.InCategory(chroma.Keyword):
		return "k"
	case t.InSubCategory(chroma.LiteralString):
		return "s"
	case t == chroma.NameTag || t == chroma.NameAttribute || t == chroma.NameFunction || t == chroma.NameVariable:
		return "n"
	case t == chroma.GenericHeading:
		return "gh"
	case t == chroma.GenericDeleted:
		return "gd"
	case t == chroma.GenericInserted:
		return "gi"
	}
	return ""
}
