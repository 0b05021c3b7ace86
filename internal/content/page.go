package content

import (
	"bytes"
	"crypto/sha256"
	"io"
	"io/fs"

	"redskab/internal/markdown"
	"redskab/internal/meta"
	"redskab/internal/prose"
	"redskab/internal/source"
	"redskab/internal/worksheet"
)

// maxSize is how large a file that is read whole may be: a page of 10 MB is a mistake.
const maxSize = 10_000_000

// english is the layout of a page whose text is no Danish.
const english = "english"

// A parsed page is what its file alone tells, before there is a tree.
type parsed struct {
	digest   [sha256.Size]byte
	front    Front
	doc      *markdown.Doc
	sheet    *worksheet.Sheet
	problems source.Problems
	// broken says that part of the file could not be read, so that what is missing in it
	// must not be held against other files.
	broken bool
}

// A pageParser turns the bytes of files into parsed pages. It is safe for concurrent use.
type pageParser struct {
	fsys     fs.FS
	cache    *Cache
	markdown *markdown.Parser
	options  worksheet.Options
	limits   prose.Limits
	config   [sha256.Size]byte // of all that parsing depends on besides the file
	newest   int64             // when the newest page was changed
}

// page reads one file, if it must.
func (p *pageParser) page(f found) *parsed {
	if kept := p.cache.unread(f, p.newest, p.config); kept != nil {
		return kept
	}
	var ps source.Problems
	data, ok := readText(p.fsys, f, &ps)
	if !ok {
		return &parsed{doc: &markdown.Doc{}, problems: ps, broken: true}
	}
	digest := sha256.Sum256(data)
	return p.cache.page(f, digest, p.config, func() *parsed { return p.parse(f, data, digest) })
}

func (p *pageParser) parse(f found, data []byte, digest [sha256.Size]byte) *parsed {
	out := &parsed{digest: digest, doc: &markdown.Doc{}}
	text, ps := clean(f.file, data)
	if text == nil && ps != nil {
		out.problems, out.broken = ps, true
		return out
	}
	front, frontLine, body, bodyLine, wrong := meta.Split(f.file, text)
	ps = append(ps, wrong...)
	if front != nil {
		v, wrong := meta.Parse(f.file, frontLine, 1, front)
		ps = append(ps, wrong...)
		ps = append(ps, meta.Decode(v, &out.front)...)
		out.broken = wrong.Broken()
	}
	in := markdown.Input{File: f.file, Text: body, Line: bodyLine}
	meter := prose.NewMeter(p.limits)
	if out.front.Layout != english && p.limits != (prose.Limits{}) {
		in.Passage = meter.Read
	}
	doc, wrong := p.markdown.Parse(in)
	out.doc, ps = doc, append(append(ps, wrong...), meter.Problems(p.limits)...)
	ps = append(ps, p.readSheet(out)...)
	out.problems = ps
	return out
}

// readSheet makes the Sheet of a page that is one, out of its front matter and blocks. On
// a page whose front matter could not be read, the blocks are left alone.
func (p *pageParser) readSheet(out *parsed) (ps source.Problems) {
	if v := out.front.Worksheet; v != nil {
		out.sheet, ps = worksheet.ParseFront(v)
		out.front.Worksheet = nil
	} else if out.broken {
		return nil
	}
	for i := range out.doc.Parts {
		if b := out.doc.Parts[i].Block; b != nil {
			ps = append(ps, worksheet.ParseBlock(out.sheet, p.options, worksheet.Source{
				Name: b.Name, File: b.Pos.File, Pos: b.Pos, Line: b.Line, Column: b.Column, Text: b.Text,
			})...)
		}
	}
	return ps
}

// readText reads a file that is not too large.
func readText(fsys fs.FS, f found, ps *source.Problems) ([]byte, bool) {
	if f.size > maxSize {
		ps.Add("file-too-large", source.Position{File: f.file}, "divide it", "is too large for a text: %d MB, and 10 is the most", (f.size+999_999)/1_000_000)
		return nil, false
	}
	file, err := fsys.Open(f.file)
	if err != nil {
		unreadable(ps, f.file, err)
		return nil, false
	}
	defer file.Close()
	var b bytes.Buffer
	b.Grow(int(f.size) + bytes.MinRead + 1) // and one for a last line break
	// The file may have grown since its size was asked for.
	if _, err := b.ReadFrom(io.LimitReader(file, maxSize+1)); err != nil {
		unreadable(ps, f.file, err)
		return nil, false
	}
	return b.Bytes(), true
}

// readSettings reads a YAML file of the content folder itself. It is nil when the file is
// missing.
func readSettings(fsys fs.FS, f found, ps *source.Problems) *meta.Value {
	if f.file == "" {
		return nil
	}
	data, ok := readText(fsys, f, ps)
	if !ok {
		return nil
	}
	text, wrong := clean(f.file, data)
	*ps = append(*ps, wrong...)
	if text == nil {
		return nil
	}
	v, wrong := meta.Parse(f.file, 1, 1, text)
	*ps = append(*ps, wrong...)
	return v
}
