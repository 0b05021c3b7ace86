package worksheet

import (
	"slices"
	"strconv"

	"redskab/internal/expression"
)

// fixedOf gives the table whose rows the author wrote, which these are or show; nil of rows
// that people make.
func (l *linker) fixedOf(rows *expression.Rows) (*Table, *expression.Rows) {
	for rows.View != nil && rows.View.Type.Rows != nil {
		rows = rows.View.Type.Rows
	}
	for t, own := range l.m.rows {
		if own == rows && len(t.Rows) > 0 {
			return t, rows
		}
	}
	return nil, rows
}

// ownWords gives what the author's own rows are called, or the group they stand in, as if
// it were a column that is given: label and group are no questions, so no table has such a
// column beside them. A row that somebody adds is called by its first text.
func (l *linker) ownWords(rows *expression.Rows, which string) (Drawn, bool) {
	t, own := l.fixedOf(rows)
	if t == nil || which != "label" && which != "group" {
		return Drawn{}, false
	}
	cell := &expression.Cell{ID: own.ID + "._" + which, Derived: true, Given: map[string]any{}}
	if which == "label" {
		cell.Type.Kind = expression.Text
		for _, row := range t.Rows {
			cell.Given[row.ID] = row.Label
		}
		if name := l.nameOf(own); name != nil && t.Add {
			cell.Rules = []expression.Rule{{Is: &expression.Expression{Type: name.Type, Tree: &expression.Node{Op: "get", Cell: name}}}}
		}
		return Drawn{Cell: cell, Field: &Field{ID: which, Label: "Række", Kind: "text"}}, true
	}
	var groups []string
	f := &Field{ID: which, Label: "Gruppe", Kind: "choice"}
	cell.Type = expression.Type{Kind: expression.Choice, Set: &expression.Set{ID: cell.ID}}
	for _, row := range t.Rows {
		if row.Group == "" {
			continue
		}
		if !slices.Contains(groups, row.Group) {
			groups = append(groups, row.Group)
			id := "g" + strconv.Itoa(len(groups))
			f.Options = append(f.Options, Option{ID: id, Label: row.Group})
			cell.Type.Set.Options = append(cell.Type.Set.Options, expression.Option{ID: id, Label: row.Group})
		}
		cell.Given[row.ID] = "g" + strconv.Itoa(slices.Index(groups, row.Group)+1)
	}
	return Drawn{Cell: cell, Field: f}, len(groups) > 0
}

// namesOf gives what the author's own rows are called by a column, in their order; nil where
// not all of it is known before anybody answers.
func (l *linker) namesOf(rows *expression.Rows, label Drawn) []string {
	t, own := l.fixedOf(rows)
	if t == nil || own != rows {
		return nil
	}
	var names []string
	for _, row := range t.Rows {
		name, ok := label.Cell.Given[row.ID].(string)
		if !ok {
			return nil
		}
		names = append(names, name)
	}
	return names
}
