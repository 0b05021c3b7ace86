package figure

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite testdata/blank.txtar")

// specs has one figure of each kind, and those whose drawing depends on what is known.
var specs = map[string]Spec{
	"balance: two long labels": {Kind: "balance", Values: values(0, 0, "Det, der holder dem igen", "For")},
	"bars: of rows":            {Kind: "bars"},
	"bars: of values":          {Kind: "bars", Values: values(1, 5, "Ledelse", "Penge")},
	"bars: of rows that are known, compared with two": {Kind: "bars", Names: []string{"Skolen", "Hallen"}, Parts: map[string]Part{"x": {}, "compare": {}, "compare-2": {}}},
	"bars: to either side":                            {Kind: "bars", Names: []string{"Skolen"}, Parts: map[string]Part{"x": {Low: -2, High: 2}}},
	"compass: four directions":                        {Kind: "compass", Values: values(0, 0, "Op", "På tværs", "Ind", "Ud")},
	"funnel: two values":                              {Kind: "funnel", Values: values(0, 0, "Spurgt", "Tog imod")},
	"heat: three options across":                      {Kind: "heat", Parts: map[string]Part{"x": {Options: []string{"A", "B", "C"}}}},
	"heat: rows across":                               {Kind: "heat", Parts: map[string]Part{"x": {}}},
	"ladder: three steps":                             {Kind: "ladder", Parts: map[string]Part{"from": {Numbers: []string{"1", "2", "3"}}}},
	"ladder: two rows that are known":                 {Kind: "ladder", Names: []string{"Skolen", "Hallen"}, Parts: map[string]Part{"from": {Numbers: []string{"1", "2"}}, "low": {}}},
	"ladder: from one question to another":            {Kind: "ladder", Steps: Part{Numbers: []string{"1", "2", "3"}}},
	"network: eight rings":                            {Kind: "network"},
	"quadrant: a middle and its corners":              {Kind: "quadrant", Mid: 2, Corner: []string{"a", "b", "c", "d"}, Parts: map[string]Part{"x": {Label: "Nu", Low: 1, High: 5}, "y": {Label: "Mål", Low: 1, High: 5}}},
	"quadrant: numbers without an end":                {Kind: "quadrant", Parts: map[string]Part{"x": {Label: "Krav"}, "y": {Label: "Score"}}},
	"radar: three values of 1 to 5":                   {Kind: "radar", Title: `»Os« & <jer>`, Values: values(1, 5, "Ledelse", "Penge", "Viden")},
	"stacked: a bar for each option":                  {Kind: "stacked", Parts: map[string]Part{"x": {Options: []string{"Mad", "Tobak"}}}},
	"stacked: more bars than are named":               {Kind: "stacked", Parts: map[string]Part{"x": {Options: []string{"A", "B", "C", "D", "E", "F", "G", "H", "I"}}}},
	"stacked: of rows":                                {Kind: "stacked"},
	"staircase: two steps":                            {Kind: "staircase", Parts: map[string]Part{"y": {Numbers: []string{"1", "2"}}}},
	"star: labels around it":                          {Kind: "star", Values: values(0, 0, "Formål", "Form", "Roller")},
	"star: labels too long":                           {Kind: "star", Values: values(0, 0, "Tjener formen formålet?", "Form", "Roller")},
	"timeline: lines to write on":                     {Kind: "timeline"},
	"wheel: a choice of four":                         {Kind: "wheel", Parts: map[string]Part{"month": {Kind: "choice", Options: []string{"1. kvartal", "2. kvartal", "3. kvartal", "4. kvartal"}}}},
	"wheel: months":                                   {Kind: "wheel", Parts: map[string]Part{"month": {Kind: "date"}}},
}

func values(low, high float64, labels ...string) []Value {
	var all []Value
	for _, label := range labels {
		all = append(all, Value{Label: label, Low: low, High: high})
	}
	return all
}

func TestBlankDrawings(t *testing.T) {
	const file = "testdata/blank.txtar"
	var names []string
	for name := range specs {
		names = append(names, name)
	}
	slices.Sort(names)
	got := &txtar.Archive{Comment: []byte("Figures before anybody has answered.\n\n")}
	for _, name := range names {
		spec := specs[name]
		spec.ID = "figur"
		if spec.Title == "" {
			spec.Title = name
		}
		got.Files = append(got.Files, txtar.File{Name: name, Data: []byte(strings.ReplaceAll(Blank(spec), "><", ">\n<") + "\n")})
	}
	text := string(txtar.Format(got))
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("drawings (-want +got):\n%s", diff)
	}
}

func TestEveryKindIsDrawnAndTried(t *testing.T) {
	tried := map[string]bool{}
	for _, spec := range specs {
		tried[spec.Kind] = true
	}
	for kind := range kinds {
		if !tried[kind] {
			t.Errorf("no drawing of a %s is tried", kind)
		}
	}
	if Blank(Spec{Kind: "pie"}) != "" {
		t.Error("a kind that is none is drawn")
	}
}
