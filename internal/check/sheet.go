package check

import (
	"slices"
	"strings"

	"redskab/internal/source"
)

// kinds are those of questions.
var kinds = []string{"text", "longtext", "number", "date", "month", "time", "choice", "choices", "scale"}

// templateRow is the word that stands for a row's id in the row that the script copies.
const templateRow = "ROW"

// sheetData is what an element says to the script of a sheet.
type sheetData struct {
	path, kind, field, table, row string
	method                        string
	module, site, edition, title  string
	has                           sheetSet
}

type sheetSet uint16

const (
	dataPath sheetSet = 1 << iota
	dataKind
	dataSheet
	dataTable
	dataRow
	dataBlank
	dataRowTemplate
	dataOptionsFrom
	dataArrange
)

// A sheet is the state of reading a form[data-sheet].
type sheet struct {
	inside   bool
	first    bool // its first element comes next
	table    string
	row      string
	blank    bool // the open row is for paper
	template bool // within the row that the script copies
	arrange  bool // within the controls of what is shown of a table
	fields   []field
	values   []string // of radios and checkboxes of the open field
	paths    map[string]bool
}

// A field is an element with data-path.
type field struct {
	path, kind            string
	radios, boxes, others int
	menus                 int  // of the others
	rows                  bool // its options are rows, which the script adds
}

func (s *sheet) reset() {
	fields, values, paths := clearAll(s.fields), clearAll(s.values), s.paths
	clear(paths)
	*s = sheet{fields: fields, values: values, paths: paths}
}

func (p *page) sheetAttribute(e *element, a *attribute) {
	d := &e.data
	switch a.name {
	case "data-path":
		d.path = a.value
		d.has |= dataPath
	case "data-kind":
		d.kind = a.value
		d.has |= dataKind
	case "data-field":
		d.field = a.value
	case "data-table":
		d.table = a.value
		d.has |= dataTable
	case "data-row":
		d.row = a.value
		d.has |= dataRow
	case "data-blank":
		d.has |= dataBlank
	case "data-row-template":
		d.has |= dataRowTemplate
	case "data-arrange":
		d.has |= dataArrange
	case "data-options-from":
		d.has |= dataOptionsFrom
	case "data-sheet":
		if a.value != "" {
			d.has |= dataSheet
		}
	case "data-module":
		d.module = a.value
	case "data-site":
		d.site = a.value
	case "data-edition":
		d.edition = a.value
	case "data-title":
		d.title = a.value
	case "method":
		d.method = a.value
	}
}

// sheetElement applies the contract of a sheet to an element.
func (p *page) sheetElement(e *element, f *frame) {
	s := &p.sheet
	if s.first {
		s.first = false
		if e.name != "button" || e.has&hasHidden == 0 || e.has&hasDisabled == 0 {
			p.found("check-sheet-enter", "begin the form with <button disabled hidden></button>",
				"Enter in a field would press a button of the sheet")
		}
	}
	if s.template && e.has&hasID != 0 && !strings.Contains(e.id, templateRow) {
		p.found("check-sheet-row", "", "the id %q in a row template does not hold the word %s, so each copy would have it", e.id, templateRow)
	}
	d := &e.data
	if e.name == "form" && s.inside {
		p.found("check-nesting", "", "a form stands within the form of a sheet")
		return
	}
	if d.has == 0 {
		return
	}
	if d.has&dataSheet != 0 && e.name == "form" {
		p.sheetForm(e)
		f.role = isSheet
		s.inside, s.first = true, true
		return
	}
	if !s.inside {
		if d.has&(dataPath|dataKind) != 0 {
			p.found("check-sheet-outside", "put it into the form of a sheet", "the field %q stands in no sheet", d.path)
		}
		return
	}
	switch {
	case d.has&dataTable != 0:
		f.role, s.table = isTable, d.table
	case d.has&dataRow != 0:
		f.role, s.row, s.blank = isRow, d.row, d.has&dataBlank != 0
		if s.template != (d.row == templateRow) {
			p.found("check-sheet-row", "", "data-row=%q stands %s a row template", d.row, map[bool]string{true: "in", false: "outside"}[s.template])
		}
	case d.has&dataRowTemplate != 0:
		s.template = true
	case d.has&dataArrange != 0:
		f.role, s.arrange = isArrange, true
	case d.has&(dataPath|dataKind) != 0:
		p.beginField(e, f)
	}
}

func (p *page) sheetForm(e *element) {
	d := &e.data
	if d.method != "dialog" {
		p.found("check-sheet-form", `write method="dialog"`, "the form of a sheet would be sent to a server")
	}
	for _, a := range []struct{ name, value string }{
		{"data-module", d.module}, {"data-site", d.site}, {"data-edition", d.edition}, {"data-title", d.title},
	} {
		if a.value == "" || a.name == "data-module" && a.value != "sheet" {
			p.found("check-sheet-form", "", "%s=%q of a sheet says nothing to its script", a.name, a.value)
		}
	}
}

func (p *page) beginField(e *element, f *frame) {
	d, s := &e.data, &p.sheet
	if outer := p.openField(); outer != nil {
		p.found("check-sheet-nested", "", "the field %q stands within the field %q", d.path, outer.path)
	}
	if !slices.Contains(kinds, d.kind) {
		p.found("check-sheet-kind", source.DidYouMean(d.kind, kinds), "the field %q has the unknown kind %q", d.path, d.kind)
	}
	p.checkPath(d)
	if s.paths[d.path] {
		p.found("check-sheet-path-twice", "", "two fields have the path %q", d.path)
	}
	s.paths[d.path] = true
	s.fields = append(s.fields, field{path: d.path, kind: d.kind, rows: d.has&dataOptionsFrom != 0})
	s.values = s.values[:0]
	f.field = len(s.fields)
	if f.what == "" {
		f.what = describe(e)
	}
}

// checkPath makes sure that the path says where the field stands: "field", or
// "table/row.column".
func (p *page) checkPath(d *sheetData) {
	s := &p.sheet
	table, rest, inTable := strings.Cut(d.path, "/")
	if !inTable {
		if !isFieldID(d.path) || s.table != "" {
			p.found("check-sheet-path", "write field, or table/row.column", "the field has the path %q", d.path)
		} else if d.field != d.path {
			p.found("check-sheet-path", "", "the field %q has data-field=%q", d.path, d.field)
		}
		return
	}
	dot := strings.LastIndexByte(rest, '.')
	row, column := rest[:max(0, dot)], rest[dot+1:]
	switch {
	case dot <= 0 || !isFieldID(table) || !isFieldID(column) || strings.ContainsAny(row, "/."):
		p.found("check-sheet-path", "write field, or table/row.column", "the field has the path %q", d.path)
	case d.field != column:
		p.found("check-sheet-path", "", "the field %q has data-field=%q", d.path, d.field)
	case table != s.table:
		p.found("check-sheet-row", "", "the field %q stands in the table %q", d.path, s.table)
	case s.blank == (row == s.row) || s.blank && row == templateRow:
		p.found("check-sheet-row", "", "the field %q stands in the row %q", d.path, s.row)
	}
}

func isFieldID(s string) bool {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// openField gives the field that is being read, nil for none.
func (p *page) openField() *field {
	for i := len(p.open) - 1; i >= 0; i-- {
		if n := p.open[i].field; n > 0 {
			return &p.sheet.fields[n-1]
		}
	}
	return nil
}

// sheetControl applies the contract to something that can be filled in.
func (p *page) sheetControl(e *element) {
	s := &p.sheet
	if !s.inside {
		return
	}
	in := p.openField()
	if in == nil && s.arrange {
		// What the reader sees of a table is no answer.
		if e.field != "" {
			p.found("check-sheet-name", "leave the name out", "%s chooses what is shown of a table, and is named %q as if it asked something", describe(e), e.field)
		}
		return
	}
	if in == nil {
		p.found("check-sheet-stray", "put it into an element with data-path and data-kind", "%s stands in no field, so its answer would be lost", describe(e))
		return
	}
	if e.field != in.path {
		p.found("check-sheet-name", "", "%s stands in the field %q, and name and data-path must be equal", describe(e), in.path)
	}
	switch {
	case e.name == "input" && e.typ == "radio":
		in.radios++
	case e.name == "input" && e.typ == "checkbox":
		in.boxes++
	default:
		in.others++
		if e.name == "select" {
			in.menus++
		}
		return
	}
	if e.value == "" {
		p.found("check-sheet-value", "", "a %s of the field %q has no value", e.typ, in.path)
	} else if slices.Contains(s.values, e.value) {
		p.found("check-sheet-value", "", "two of the field %q have the value %q", in.path, e.value)
	}
	s.values = append(s.values, e.value)
}

// closeField makes sure that a field has the controls of its kind.
func (p *page) closeField(f *frame) {
	in := &p.sheet.fields[f.field-1]
	ok, want := true, ""
	switch {
	case in.kind == "choice" && in.rows:
		ok, want = in.menus == 1 && in.others == 1 && in.radios+in.boxes == 0, "a menu"
	case in.kind == "choices" && in.rows:
		ok, want = in.radios+in.others == 0, "checkboxes"
	case in.kind == "choice" && in.menus == 1:
		ok, want = in.others == 1 && in.radios+in.boxes == 0, "radios or a menu"
	case in.kind == "choice":
		ok, want = in.radios > 0 && in.boxes+in.others == 0, "radios or a menu"
	case in.kind == "scale":
		ok, want = in.radios > 0 && in.boxes+in.others == 0, "radios"
	case in.kind == "choices":
		ok, want = in.boxes > 0 && in.radios+in.others == 0, "checkboxes"
	default:
		ok, want = in.others == 1 && in.radios+in.boxes == 0, "one control"
	}
	if !ok && slices.Contains(kinds, in.kind) {
		p.found("check-sheet-controls", "", "the field %q is a %s, and needs %s", in.path, in.kind, want)
	}
}

func (p *page) closeRow(f *frame) {
	if f.role == isRow {
		p.sheet.row, p.sheet.blank = "", false
	}
}

// closeSheet is called at the end of a table or of the whole form.
func (p *page) closeSheet(f *frame) {
	if f.role == isTable {
		p.sheet.table = ""
		return
	}
	if p.sheet.first {
		p.found("check-sheet-enter", "begin the form with <button disabled hidden></button>", "the form of a sheet is empty")
	}
	s := &p.sheet
	s.inside, s.first, s.table, s.row, s.blank, s.arrange = false, false, "", "", false, false
	clear(s.paths)
}
