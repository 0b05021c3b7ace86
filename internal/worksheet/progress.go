package worksheet

// What Mine forløb and the board must know of a sheet that they do not show: [L32], [L33]
// of SPEC.md. Paths are patterns: `*` stands for any row, `#*` for any copy.

// A Must is a question without whose answer a sheet is not filled.
type Must struct {
	Path    string
	Kind    string   // "row" where the answer is a row
	Options []string // ids, of a choice, choices or scale
}

// Required gives the questions that count towards a sheet being filled: those that are
// required, always asked, and not answered by the author.
func (m *Model) Required(s *Sheet) []Must {
	var out []Must
	add := func(path string, f *Field) {
		if f.Required && f.Show == nil && f.Start == "" && f.From == nil && !f.Given && !f.Derived {
			out = append(out, must(path, f))
		}
	}
	head := s.head()
	for i := range s.Blocks {
		b := &s.Blocks[i]
		for _, f := range b.Fields {
			add(head+f.ID, f)
		}
		t := b.Table
		switch {
		case t == nil || t.Show != nil:
		case t.View != nil:
			// Which rows a condition leaves, only the page of the sheet knows.
			if list := m.ListOf(t); list != nil && t.View.Where == nil {
				for _, c := range m.written(t) {
					add(list.ID+"/*."+c.ID, c)
				}
			}
		default:
			for _, c := range t.Columns {
				for _, r := range t.Rows {
					if r.Show == nil {
						add(head+t.ID+"/"+r.ID+"."+c.ID, c)
					}
				}
				if t.Open {
					add(head+t.ID+"/*."+c.ID, c)
				}
			}
		}
	}
	return out
}

// Elsewhere gives the questions that a sheet asks and whose answers stand in a list.
func (m *Model) Elsewhere(s *Sheet) []string {
	var paths []string
	for _, b := range s.Blocks {
		if b.Table == nil {
			continue
		}
		if list := m.ListOf(b.Table); list != nil {
			for _, c := range m.written(b.Table) {
				paths = append(paths, list.ID+"/*."+c.ID)
			}
		}
	}
	return paths
}

// Private gives the addresses of what is about identifiable colleagues: a sheet, a table, a
// column.
func (s *Sheet) Private() []string {
	if s.Personal {
		return []string{s.ID}
	}
	var out []string
	for _, b := range s.Blocks {
		for _, f := range b.Fields {
			if f.Personal {
				out = append(out, s.ID+"."+f.ID)
			}
		}
		if b.Table != nil {
			out = append(out, private(s.ID+"."+b.Table.ID, b.Table.Personal, b.Table.Columns)...)
		}
	}
	return out
}

// Private gives the addresses of what is about identifiable colleagues: the list, a column.
func (l *List) Private() []string { return private(l.ID, l.Personal, l.Columns) }

func private(address string, whole bool, columns []*Field) []string {
	if whole {
		return []string{address}
	}
	var out []string
	for _, c := range columns {
		if c.Personal {
			out = append(out, address+"."+c.ID)
		}
	}
	return out
}

// written gives the columns of a list that a view may answer.
func (m *Model) written(t *Table) []*Field {
	list := m.ListOf(t)
	var out []*Field
	for _, id := range t.View.Write {
		if c := column(list.Columns, id); c != nil {
			out = append(out, c)
		}
	}
	return out
}

func (s *Sheet) head() string {
	if s.Repeat != nil {
		return s.ID + "#*."
	}
	return s.ID + "."
}

func must(path string, f *Field) Must {
	q := Must{Path: path, Kind: f.Kind}
	switch {
	case !f.Chosen():
	case f.Rows != nil:
		q.Kind = "row"
	default:
		for _, o := range f.Options {
			if !o.Retired {
				q.Options = append(q.Options, o.ID)
			}
		}
	}
	return q
}
