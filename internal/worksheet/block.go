package worksheet

import (
	"redskab/internal/meta"
	"redskab/internal/source"
)

// A Source is a fenced block as it stands in a page.
type Source struct {
	Name         string // the info string
	File         string
	Pos          source.Position // of the opening fence
	Line, Column int             // where the first byte of Text stands in the file
	Text         []byte
}

// blockNames are the info strings of the worksheet language.
var blockNames = []string{"field", "table", "value", "outcome", "figure", "clock"}

// BlockNames gives the info strings of fenced blocks that belong to this package.
func BlockNames() []string { return append([]string(nil), blockNames...) }

// ParseBlock reads a block of the page whose sheet is given and appends exactly one Block
// to the sheet, also when the block has problems. A nil sheet stands for a page that is
// none: the block is a problem then.
func ParseBlock(sheet *Sheet, sets Options, b Source) source.Problems {
	r := reader{text: &yamlText{text: b.Text, line: b.Line, column: b.Column}}
	if sheet == nil {
		r.add("block-outside-sheet", b.Pos, "write worksheet: in the front matter, or make it a code block of another language", "a %s block on a page that is no sheet", b.Name)
		return r.ps
	}
	block := Block{Pos: b.Pos}
	for _, before := range sheet.Blocks {
		if before.Table != nil {
			r.tables = append(r.tables, before.Table)
		}
	}
	switch b.Name {
	case "field", "table", "value", "outcome", "figure", "clock":
		v, ps := parseMending(b.File, r.text)
		r.ps = ps
		switch {
		case v == nil: // the complaint is made
		case v.Kind == meta.Null:
			r.add("block-empty", b.Pos, "write id, label and what else the "+b.Name+" needs", "the %s block is empty", b.Name)
		case b.Name == "field":
			block.Fields = r.fields(v, sets)
		case b.Name == "value":
			block.Value = r.value(v, sets)
		case b.Name == "outcome":
			block.Outcome = r.outcome(v)
		case b.Name == "figure":
			block.Figure = r.figure(v, sets)
		case b.Name == "clock":
			block.Clock = r.clock(v)
		default:
			block.Table = r.table(v, sets)
		}
	default:
		r.add("unknown-block", b.Pos, didYouMean(b.Name, blockNames), "there is no %s block", b.Name)
	}
	sheet.Blocks = append(sheet.Blocks, block)
	return r.ps
}
