package site_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// [S64] Fjordby is told of on many pages. The numbers that they give are those of its forløb, and
// no sheet is left out of it.
func TestFjordbyIsWhatThePagesTellOfIt(t *testing.T) {
	tree := toolbox(t)
	if len(tree.Examples) != 1 {
		t.Fatalf("there are %d examples", len(tree.Examples))
	}
	cells := tree.Examples[0].Cells
	// of counts the recommendations of which all of these hold.
	of := func(answers ...string) (n int) {
		for path := range cells {
			row, isRow := strings.CutSuffix(path, "._pos")
			if !isRow || !strings.HasPrefix(row, "anbefalinger/") {
				continue
			}
			holds := true
			for _, a := range answers {
				column, want, _ := strings.Cut(a, "=")
				got := cells[row+"."+column]
				if list, isList := got.([]string); isList {
					holds = holds && slices.Contains(list, want)
				} else {
					holds = holds && got == want
				}
			}
			if holds {
				n++
			}
		}
		return n
	}
	simple := []string{"klart-indhold=ja", "klart-hvem=ja", "inden-for-budget=ja", "maerker=ingen"}
	for about, n := range map[string][2]int{
		"41 recommendations":                        {41, of()},
		"nine of them red":                          {9, of("status=roed")},
		"twenty yellow":                             {20, of("status=gul")},
		"twelve green":                              {12, of("status=groen")},
		"eight are simple":                          {8, of(simple...)},
		"five of these got a yes":                   {5, of(append(simple, "siger-ja=ja")...)},
		"the group proposes two now":                {2, of("indstilling=nu")},
		"and four next, so that the chiefs get six": {4, of("indstilling=naeste")},
		"the chiefs decide two now":                 {2, of("beslutning=nu")},
		"three next":                                {3, of("beslutning=naeste")},
		"and one not":                               {1, of("beslutning=ikke")},
		"the goal of fewer falls supports four":     {4, of("stoettes-af=" + rowOf(t, cells, "dokumenter.oversigt", "titel", "Færre fald"))},
	} {
		if n[0] != n[1] {
			t.Errorf("%s: the forløb has %d", about, n[1])
		}
	}
	for path, want := range map[string]any{
		"prioritering.loft":                            2.0,
		"modenhedstrappen.faelles-trin":                "2",
		"ledelsesplatform.elementer/hierarki.virkning": "-2",
		"faelles-kurs.kurs":                            "Ingen går hjem uden en tid",
		"forvaltninger/Social%20og%20handicap._gone":   1.0,
	} {
		if diff := cmp.Diff(want, cells[path]); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	lists := map[string]bool{"kortlaegning": true, "sortering": true, "samlet-forloeb": true} // whose answers all stand in lists
	for _, p := range tree.Pages {
		if p.Listed() && !lists[p.Sheet.ID] && !slices.Contains(tree.Examples[0].Sheets, p.Sheet.ID) {
			t.Errorf("Fjordby has nothing in the sheet %s", p.Sheet.ID)
		}
	}
}

// rowOf gives the id of the row that answers so.
func rowOf(t *testing.T, cells map[string]any, table, column string, answer any) string {
	t.Helper()
	for path, value := range cells {
		if row, found := strings.CutPrefix(path, table+"/"); found && value == answer && strings.HasSuffix(row, "."+column) {
			return strings.TrimSuffix(row, "."+column)
		}
	}
	t.Fatalf("no row of %s has %v", table, answer)
	return ""
}
