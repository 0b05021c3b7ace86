package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the sources count about documents, translating, planning and cooperation inside the
// municipality stands in the sheets with the same counts.
func TestPlanningAndCooperationCountWhatTheirSourcesDo(t *testing.T) {
	s := loaded(t)
	rows := func(sheet, table string) []string { return rowIDs(t, s, sheet, table) }
	options := func(sheet, table, column string) []string {
		return optionIDs(columnOf(t, s, sheet, table, column).Options)
	}
	for name, test := range map[string]struct {
		got, want any
	}{
		"four kinds of documents give direction, and there may be others": {
			options("dokumenter", "oversigt", "slags"), []string{"sundhedspolitik", "forvaltningsmaal", "sundhedsaftale", "budgetaftale", "andet"},
		},
		"there are two kinds of translating": {
			optionIDs(fieldOf(t, s, "konkretisering", "slags").Options), []string{"praksis", "paa-tvaers"},
		},
		"the budget's year ends with two readings": {
			rows("budgetaarshjul", "trin"), []string{"tidsplan", "seminar", "udvalg", "konference", "hoering", "foerste", "anden"},
		},
		"a municipality may have more dates than those": {tableOf(t, s, "budgetaarshjul", "trin").Add, true},
		"a line of the plan is a decision, a milestone or an activity": {
			offered(t, s, "plan", "slags"), []string{"beslutning", "milepael", "aktivitet"},
		},
		"the guide asks about ten things": {
			rows("ti-spoergsmaal", "emner"),
			[]string{"udgangspunkt", "sted", "problem", "maal", "hvem", "hvordan", "ressourcer", "risici", "succes", "evaluering"},
		},
		"an answer is clear, half clear or missing": {
			options("ti-spoergsmaal", "emner", "status"), []string{"klar", "delvist", "mangler"},
		},
		"the six elements and the effort itself have three lines each": {
			groupsOf(tableOf(t, s, "fremmende-forhold", "forhold")), []int{3, 3, 3, 3, 3, 3, 3},
		},
		"a working group may propose or decide": {
			optionIDs(fieldOf(t, s, "kommissorium", "mandat").Options), []string{"foreslaa", "beslutte-noget", "beslutte"},
		},
		"a body carries one or more of three moments, or none": {
			options("fora", "grupper", "baerer"), []string{"prioritere", "gennemfoere", "foelge-op", "intet"},
		},
		"the health department has the same roles as in the coordinator's sheet": {
			options("faelles-interesser", "omraader", "rolle"), options("koordinatorroller", "over-for", "rolle"),
		},
		"communication has four sides and relations three": {
			groupsOf(tableOf(t, s, "relationel-koordinering", "emner")), []int{4, 3},
		},
		"a leader can do seven things": {len(fieldOf(t, s, "relationel-koordinering", "greb").Options), 7},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Relational coordination is talked about: the survey that scores it is licensed, so nothing in
// the sheet is a number, a scale or a mark that one function gives another.
func TestRelationalCoordinationHasNoScores(t *testing.T) {
	s := loaded(t)
	for id, columns := range map[string][]string{
		"funktioner": {"funktion text", "del text"},
		"baand":      {"fra choice", "til choice", "om text", "vaelg choice"},
		"emner":      {"godt longtext", "bedre longtext"},
		"aftaler":    {"hvad text", "hvem text", "hvornaar date"},
	} {
		t.Run("table "+id, func(t *testing.T) {
			var got []string
			for _, c := range tableOf(t, s, "relationel-koordinering", id).Columns {
				got = append(got, c.ID+" "+c.Kind)
			}
			if diff := cmp.Diff(columns, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, b := range s.sheets["relationel-koordinering"].Sheet.Blocks {
		if b.Value != nil {
			t.Errorf("value %s works something out", b.Value.ID)
		}
	}
}

// What is typed in one sheet is there at the next step of the way to a plan.
func TestAnEffortGoesFromItsTranslationToItsPlan(t *testing.T) {
	s := loaded(t)
	for to, want := range map[[2]string]string{
		{"forslagsoversigt", "budgetfrist"}: "budgetaarshjul.frist",
		{"forslagsoversigt", "budgetstart"}: "budgetaarshjul.nye-penge",
		{"konkretisering", "indsats"}:       "anbefalinger.navn",
		{"konkretisering", "forvaltning"}:   "anbefalinger.forvaltning",

		{"en-side-handleplan", "indsats"}:     "anbefalinger.navn",
		{"en-side-handleplan", "forvaltning"}: "anbefalinger.forvaltning",
		{"en-side-handleplan", "hvorfor"}:     "anbefalinger.bidrag",
		{"en-side-handleplan", "ansvarlig"}:   "anbefalinger.ansvarlig",
		{"en-side-handleplan", "oekonomi"}:    "anbefalinger.finansiering",
		{"en-side-handleplan", "begynder"}:    "anbefalinger.opstart",
		{"en-side-handleplan", "tegn"}:        "konkretisering.tegn",

		{"handleplan", "indsats"}:    "anbefalinger.navn",
		{"handleplan", "maalgruppe"}: "konkretisering.maalgruppe",
		{"handleplan", "tegn"}:       "konkretisering.tegn",
		{"handleplan", "ansvarlig"}:  "anbefalinger.ansvarlig",
		{"handleplan", "oekonomi"}:   "anbefalinger.finansiering",
		{"handleplan", "beloeb"}:     "anbefalinger.beloeb",

		{"implementeringsplan", "gaelder"}: "profil.politik",
		{"kommissorium", "svarer-til"}:     "profil.hvem-styrer",
	} {
		t.Run(to[0]+" asks for "+to[1], func(t *testing.T) {
			f := fieldOf(t, s, to[0], to[1])
			if f.From == nil || f.From.Text != want {
				t.Errorf("it does not come from %s", want)
			}
		})
	}
	if got := written(t, s, "dokumenter", "stoette"); countOf(got, "stoettes-af") != 1 {
		t.Errorf("what supports a recommendation cannot be said: %v", got)
	}
	for _, view := range []struct{ sheet, table, column string }{
		{"prioritering", "vej", "stoettes-af"}, {"implementeringsplan", "linjer", "tegn"},
		{"kortlaegning", "kerneopgaver", "kerneopgave"}, {"implementeringsplan", "styrkes", "styrker"},
		{"prioritering", "vej", "deres-kerneopgave"}, {"frontkompetencer", "fra-indsatserne", "kompetencer"},
		{"handleplan", "fra-siden", "aktivitet"}, {"implementeringsplan", "milepaele", "kendetegn"},
		{"indikatorer", "fra-planer", "succes"}, {"indikatorer", "fra-sider", "tegn"},
		{"opfoelgningslog", "tilbage", "status"}, {"implementeringsplan", "afvigelser", "justering"},
		{"styregruppemoede", "fra-loggen", "beslutning"}, {"styregruppemoede", "fra-planen", "slut"},
		{"styregruppe", "aabne", "frist"}, {"implementeringsplan", "besluttet", "beslutning"},
		{"modenhedstrappen", "fra-interviewene", "haandtering"},
	} {
		t.Run(view.sheet+" shows "+view.column, func(t *testing.T) {
			var shown []string
			for _, c := range tableOf(t, s, view.sheet, view.table).View.Columns {
				shown = append(shown, c.ID)
			}
			if countOf(shown, view.column) != 1 {
				t.Errorf("it shows %v", shown)
			}
		})
	}
}

// Colleagues can be known by what is said of contacts and ties, even by function.
func TestSheetsAboutTiesArePersonal(t *testing.T) {
	s := loaded(t)
	for _, sheet := range []string{"kontaktpersoner", "relationel-koordinering"} {
		if !s.sheets[sheet].Sheet.Personal {
			t.Errorf("%s is about colleagues and does not say so", sheet)
		}
	}
}
