package worksheet

import (
	"testing"

	"redskab/internal/source"
)

func TestIDs(t *testing.T) { // [S1] [S5]
	tests := []struct {
		name, id string
		fine     bool
	}{
		{"a word", "maal", true},
		{"digits and hyphens behind the first letter", "a1-2-", true},
		{"nothing", "", false},
		{"a digit first", "1a", false},
		{"a hyphen first", "-a", false},
		{"a capital", "Maal", false},
		{"a Danish letter", "mål", false},
		{"a point, which divides paths", "a.b", false},
		{"a stroke, which divides paths", "a/b", false},
		{"a note's underscore", "_gone", false},
		{"a word of the expression language", "count", false},
		{"the word for rows", "from", false},
		{"a word that begins like one", "counting", true},
	}
	for _, tt := range tests {
		var r reader
		if got := r.checkID(tt.id, source.Position{File: "a.md"}, "field"); got != tt.fine || got != (len(r.ps) == 0) {
			t.Errorf("%s: checkID(%q) = %v with %v, want %v", tt.name, tt.id, got, r.ps, tt.fine)
		}
	}
}

func TestWholeNumbersMayBeOptions(t *testing.T) { // [S1]
	for id, want := range map[string]bool{
		"0": true, "12": true, "-3": true, "123456789": true,
		"": false, "-": false, "--1": false, "+1": false, "1.5": false, "1234567890": false, "１": false,
	} {
		if got := wholeNumber(id); got != want {
			t.Errorf("wholeNumber(%q) = %v, want %v", id, got, want)
		}
	}
}

func TestTextBecomesAnIDTheWayAuthorsAreTold(t *testing.T) {
	for text, want := range map[string]string{
		"Målet her": "maalet-her", "ÆØÅ æøå": "aeoeaa-aeoeaa", "2. trin!": "trin", "  Ja – nej ": "ja-nej", "中": "",
	} {
		if got := asID(text); got != want || got != "" && !idLike(got) {
			t.Errorf("asID(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPathsWithinASheet(t *testing.T) { // [S3] [S4]
	if got, want := cellPath("linjer", "samlet-ansvar", "person"), "linjer/samlet-ansvar.person"; got != want {
		t.Errorf("cellPath = %q, want %q", got, want)
	}
	// Why sheets are refused in which two paths come to this: [S6].
	if got, want := domID("linjer/samlet-ansvar.person"), "linjer-samlet-ansvar-person"; got != want {
		t.Errorf("domID = %q, want %q", got, want)
	}
}
