package worksheet

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Values of every kind and what SPEC.md says of them: [S10] [S11] [S12] [S13] [S14] [S15]
// [S16]. The table is shared with TypeScript.
func TestStoredValuesAnswerTheirKind(t *testing.T) {
	data, err := os.ReadFile("testdata/values.json")
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Options, Steps []string
		Cases          []struct {
			Rule, Name, Kind string
			Value            any
			Answers          bool
		}
	}
	if err := json.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	options := map[string][]Option{}
	for _, id := range table.Options {
		options["choice"] = append(options["choice"], Option{ID: id})
	}
	options["choices"] = options["choice"]
	for _, id := range table.Steps {
		options["scale"] = append(options["scale"], Option{ID: id})
	}
	for _, c := range table.Cases {
		f := Field{Kind: c.Kind, Options: options[c.Kind]}
		if got := f.Answers(c.Value); got != c.Answers {
			t.Errorf("[%s] %s: Answers(%v) = %v, want %v", c.Rule, c.Name, c.Value, got, c.Answers)
		}
	}
}

func TestWordsOfAnAnswer(t *testing.T) {
	colours := []Option{{ID: "roed", Label: "Rød"}, {ID: "groen", Label: "Grøn"}}
	tests := []struct{ name, kind, answer, want string }{
		{"text as it is", "text", "2.5", "2.5"},
		{"number with a comma", "number", "2.5", "2,5"},
		{"date with the month in words", "date", "2026-11-05", "5. november 2026"},
		{"month in words", "month", "2026-03", "marts 2026"},
		{"time with a point", "time", "09:05", "09.05"},
		{"label of an option", "choice", "roed", "Rød"},
		{"option that is no more, as it is", "choice", "gul", "gul"},
		{"labels of several options", "choices", "roed groen", "Rød, Grøn"},
		{"date that is none, as it is", "date", "snart", "snart"},
		{"month that is none, as it is", "month", "snart", "snart"},
	}
	for _, tt := range tests {
		f := Field{Kind: tt.kind, Options: colours}
		if got := f.Words(tt.answer); got != tt.want {
			t.Errorf("%s: Words(%q) = %q, want %q", tt.name, tt.answer, got, tt.want)
		}
	}
}

func TestWhatLayoutsAskOfAField(t *testing.T) {
	type facts struct{ Grouped, Counted, Hinted bool }
	hinted := []Option{{ID: "ja", Hint: "Altid."}}
	tests := []struct {
		name  string
		field Field
		want  facts
	}{
		{"a plain text", Field{Kind: "text"}, facts{}},
		{"a text with a limit has a counter", Field{Kind: "text", Max: 80}, facts{Counted: true}},
		{"a number with a limit has none", Field{Kind: "number", Max: 80}, facts{}},
		{"a choice is a group", Field{Kind: "choice"}, facts{Grouped: true}},
		{"choices are a group, and explained", Field{Kind: "choices", Options: hinted}, facts{Grouped: true, Hinted: true}},
		{"a scale is a group", Field{Kind: "scale"}, facts{Grouped: true}},
		{"suggestions explain nothing", Field{Kind: "text", Options: hinted}, facts{}},
	}
	for _, tt := range tests {
		got := facts{tt.field.Grouped(), tt.field.Counted(), tt.field.Hinted()}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	f := Field{Kind: "choices", Start: "ja nej"}
	if !f.Starts("ja") || !f.Starts("nej") || f.Starts("ved-ikke") || f.Starts("") {
		t.Error("Starts does not tell the options chosen from the start")
	}
}
