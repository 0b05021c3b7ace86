package worksheet

import (
	"slices"
	"strings"

	"redskab/internal/meta"
	"redskab/internal/source"
)

// A Paper is another way to print a sheet than as it stands: what a meeting decides on one
// page, each group's own page, cards for the pocket.
type Paper struct {
	As      string // decisions groups cards
	Label   string // what the choice is called
	Help    string // a sentence at the top of the page
	Fields  []string
	Table   string
	Columns []string // read
	Tick    string   // of decisions: the column whose options are boxes
	Write   []string // written, where nothing is answered yet
	pos     map[string][]source.Position
}

// paperKinds says what each kind takes besides label and help.
var paperKinds = map[string][]string{
	"decisions": {"as", "label", "help", "fields", "table", "columns", "tick", "write"},
	"groups":    {"as", "label", "help", "fields", "table", "columns"},
	"cards":     {"as", "label", "help", "fields", "table"},
}

var paperNames = []string{"decisions", "groups", "cards"}

// papers reads paper: the other ways to print the sheet.
func (k keys) papers() []Paper {
	v := k.get("paper")
	if v == nil {
		return nil
	}
	if v.Kind != meta.List || len(v.Items) == 0 {
		k.r.add("paper-shape", v.Pos, "begin each way with a hyphen, and write as: and label: below it", "paper is a list of other ways to print the sheet, not %s", shown(v))
		return nil
	}
	var papers []Paper
	for _, item := range v.Items {
		if p, ok := k.r.paper(item); ok {
			papers = append(papers, p)
		}
	}
	return papers
}

func (r *reader) paper(v *meta.Value) (Paper, bool) {
	p := Paper{pos: map[string][]source.Position{}}
	if v.Kind != meta.Map {
		r.keysOf(v, "a way to print", nil) // says what is wrong
		return p, false
	}
	if v.Get("as") == nil {
		r.add("paper-as-missing", v.Pos, "write as: "+strings.Join(paperNames, ", or "), "a way to print does not say what it is")
		return p, false
	}
	// Its keys depend on it, so it is looked at first.
	if p.As = (keys{r: r, what: "a way to print", pos: v.Pos, pairs: v.Pairs}).word("as", "unknown-paper", paperNames); p.As == "" {
		return p, false
	}
	k, ok := r.keysOf(v, "a way to print", paperKinds[p.As])
	if !ok {
		return p, false
	}
	k.what = "the way to print " + p.As
	p.Label, p.Help = k.label(), k.str("help")
	p.Fields, p.pos["fields"] = k.list("fields")
	p.Columns, p.pos["columns"] = k.list("columns")
	p.Write, p.pos["write"] = k.list("write")
	one := func(key string) string {
		p.pos[key] = []source.Position{k.at(key)}
		return k.str(key)
	}
	p.Table, p.Tick = one("table"), one("tick")
	if p.Table == "" && (p.As != "cards" || len(p.Fields) == 0) {
		r.add("paper-of-nothing", k.pos, "write table: and its id", "%s is of no table", k.what)
		return p, false
	}
	return p, true
}

// papers checks that what the papers of a sheet name is on it.
func (l *linker) papers(s *Sheet) {
	for _, p := range s.Papers {
		var fields, tables []string
		var table *Table
		for _, b := range s.Blocks {
			for _, f := range b.questions() {
				fields = append(fields, f.ID)
			}
			if b.Table != nil {
				tables = append(tables, b.Table.ID)
				if b.Table.ID == p.Table {
					table = b.Table
				}
			}
		}
		for i, id := range p.Fields {
			if !slices.Contains(fields, id) {
				l.add("unknown-field", p.pos["fields"][i], source.DidYouMean(id, fields), "the sheet has no field or value %q", id)
			}
		}
		if p.Table == "" {
			continue
		}
		if table == nil {
			l.add("unknown-table", p.pos["table"][0], source.DidYouMean(p.Table, tables), "the sheet has no table %q", p.Table)
			continue
		}
		if p.As == "groups" && !slices.ContainsFunc(table.Rows, func(r Row) bool { return r.Group != "" }) {
			l.add("paper-without-groups", p.pos["table"][0], "write group: on its rows", "the rows of table %q stand in no groups, so there is nobody to give a page to", p.Table)
		}
		l.paperColumns(p, table)
	}
}

func (l *linker) paperColumns(p Paper, table *Table) {
	ids := []string{}
	columns := l.m.Columns(table)
	for _, c := range columns {
		ids = append(ids, c.ID)
	}
	for _, key := range []string{"columns", "write", "tick"} {
		named := map[string][]string{"columns": p.Columns, "write": p.Write, "tick": {p.Tick}}[key]
		for i, id := range named {
			at := slices.Index(ids, id)
			switch {
			case id == "":
			case at < 0:
				l.add("unknown-column", p.pos[key][i], source.DidYouMean(id, ids), "table %q has no column %q", p.Table, id)
			case key == "tick" && (!columns[at].Chosen() || columns[at].Options == nil):
				l.add("paper-tick", p.pos[key][i], "name a choice with options", "column %q has no options to tick", id)
			}
		}
	}
}
