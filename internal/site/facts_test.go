package site

import (
	"slices"
	"strings"
	"testing"

	"redskab"
	"redskab/internal/worksheet"

	"github.com/google/go-cmp/cmp"
)

// The sheets rest on counts that their sources give, or that the sheet says itself: a
// question that got lost would be missed by nobody who reads the page.
func TestTheSheetsCountWhatTheirSourcesDo(t *testing.T) {
	s := loaded(t)
	for name, test := range map[string]struct {
		got, want any
	}{
		"sorting asks 2 things of whose it is, 3 of how easy it is, and offers 5 signs": {
			[]int{countOf(written(t, s, "sortering", "sorter"), "ansvar", "medansvarlige"), countOf(written(t, s, "sortering", "sorter"), "klart-indhold", "klart-hvem", "inden-for-budget"), len(offered(t, s, "anbefalinger", "maerker"))},
			[]int{2, 3, 5},
		},
		"prioritising asks 10 questions": {
			written(t, s, "prioritering", "vej"),
			[]string{"p-sundhed", "p-ulighed", "p-viden", "p-dokument", "p-politik", "p-ledelse", "p-kapacitet", "p-kerneopgave", "p-oekonomi", "p-maaling"},
		},
		"and 5 about what was chosen": {
			written(t, s, "prioritering", "valgte"),
			[]string{"indstilling", "raekkefoelge", "ansvarlig", "finansiering", "opstart"},
		},
		"the chief group decides four things": {
			countOf(written(t, s, "forslagsoversigt", "forslag"), "beslutning", "ansvarlig", "finansiering", "opstart"), 4,
		},
		"each of them is now, next, later or not": {
			offered(t, s, "anbefalinger", "beslutning"), []string{"nu", "naeste", "senere", "ikke"},
		},
		"there are eleven packages, and the municipality's own topics": {len(offered(t, s, "anbefalinger", "pakke")), 12},
		"three colours, four types, two levels and none given": {
			[]int{len(offered(t, s, "anbefalinger", "status")), len(offered(t, s, "anbefalinger", "type")), len(offered(t, s, "anbefalinger", "niveau"))},
			[]int{3, 4, 3},
		},
		"an interview has 19 questions in seven themes": {
			groupsOf(tableOf(t, s, "interview", "noter")), []int{3, 3, 3, 2, 3, 3, 2},
		},
		"and its themes are those of the round": {len(columnOf(t, s, "interviewrunde", "forskelle", "tema").Options), 7},
		"the stairs have five steps":            {optionIDs(fieldOf(t, s, "modenhedstrappen", "faelles-trin").Options), []string{"1", "2", "3", "4", "5"}},
		"everybody chooses among the same":      {columnOf(t, s, "modenhedstrappen", "bud", "trin").Set, "trin"},
		"22 responsibilities are asked for four things": {
			[]int{len(tableOf(t, s, "roller-og-ansvar", "linjer").Rows), len(tableOf(t, s, "roller-og-ansvar", "linjer").Columns)}, []int{22, 4},
		},
		"seven packages came first": {
			len(strings.Split(ruleOf(t, s, "anbefalinger", "syv-foerste"), ",")), 7,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func tableOf(t *testing.T, s *Site, sheet, id string) *worksheet.Table {
	t.Helper()
	if p := s.sheets[sheet]; p != nil {
		for _, b := range p.Sheet.Blocks {
			if b.Table != nil && b.Table.ID == id {
				return b.Table
			}
		}
	}
	t.Fatalf("sheet %q has no table %q", sheet, id)
	return nil
}

// written gives the columns of a view that are answered there.
func written(t *testing.T, s *Site, sheet, view string) []string {
	t.Helper()
	return tableOf(t, s, sheet, view).View.Write
}

// countOf counts those of the ids that are there.
func countOf(ids []string, of ...string) (n int) {
	for _, id := range of {
		if slices.Contains(ids, id) {
			n++
		}
	}
	return n
}

func listColumn(t *testing.T, s *Site, list, column string) *worksheet.Field {
	t.Helper()
	for _, l := range s.tree.Model.Lists {
		for _, c := range l.Columns {
			if l.ID == list && c.ID == column {
				return c
			}
		}
	}
	t.Fatalf("list %q has no column %q", list, column)
	return nil
}

// offered gives the options of a list's column, without those beside the others.
func offered(t *testing.T, s *Site, list, column string) (ids []string) {
	t.Helper()
	for _, o := range listColumn(t, s, list, column).Options {
		if !o.Aside {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// ruleOf gives the condition of a column that has one rule.
func ruleOf(t *testing.T, s *Site, list, column string) string {
	t.Helper()
	return listColumn(t, s, list, column).Rules[0].When.Text
}

// groupsOf counts the rows under each heading.
func groupsOf(t *worksheet.Table) (counts []int) {
	for i, row := range t.Rows {
		if i == 0 || row.Group != t.Rows[i-1].Group {
			counts = append(counts, 0)
		}
		counts[len(counts)-1]++
	}
	return counts
}

func columnOf(t *testing.T, s *Site, sheet, table, column string) *worksheet.Field {
	t.Helper()
	for _, c := range tableOf(t, s, sheet, table).Columns {
		if c.ID == column {
			return c
		}
	}
	t.Fatalf("table %q has no column %q", table, column)
	return nil
}

func fieldOf(t *testing.T, s *Site, sheet, id string) *worksheet.Field {
	t.Helper()
	if p := s.sheets[sheet]; p != nil {
		for _, b := range p.Sheet.Blocks {
			for _, f := range b.Fields {
				if f.ID == id {
					return f
				}
			}
		}
	}
	t.Fatalf("sheet %q has no field %q", sheet, id)
	return nil
}

// loaded is the toolbox, which has no problems.
func loaded(t *testing.T) *Site {
	t.Helper()
	s, ps := Load(Config{FS: redskab.Files, Defaults: redskab.Files})
	if ps != nil {
		t.Fatal(ps)
	}
	return s
}

func rowIDs(t *testing.T, s *Site, sheet, table string) (ids []string) {
	t.Helper()
	for _, row := range tableOf(t, s, sheet, table).Rows {
		ids = append(ids, row.ID)
	}
	return ids
}

func optionIDs(options []worksheet.Option) (ids []string) {
	for _, o := range options {
		ids = append(ids, o.ID)
	}
	return ids
}

// The rule of the stairs: steps 1 to 3 lead to a strategy, 4 and 5 to what is led together;
// two steps or more between people are talked about first.
func TestTheStairsLeadOn(t *testing.T) {
	s := loaded(t)
	var got []string
	for _, b := range s.sheets["modenhedstrappen"].Sheet.Blocks {
		if b.Outcome == nil {
			continue
		}
		for _, rule := range b.Outcome.Rules {
			if rule.When != nil {
				got = append(got, strings.TrimSpace(rule.When.Text+" → "+rule.Next))
			}
		}
	}
	want := []string{
		"spredning >= 2 →",
		"faelles-trin in [1, 2] → tvaersektoriel-strategi",
		"faelles-trin = 3 → tvaersektoriel-strategi",
		"faelles-trin in [4, 5] → faelles-ledelsesopgave",
		"ledelseslinje in [delvist, nej] →",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
