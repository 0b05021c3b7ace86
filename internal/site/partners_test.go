package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the sources count about partners, the staff who meet citizens, and following up stands
// in the sheets with the same counts.
func TestPartnersStaffAndFollowingUpCountWhatTheirSourcesDo(t *testing.T) {
	s := loaded(t)
	rows := func(sheet, table string) []string { return rowIDs(t, s, sheet, table) }
	for name, test := range map[string]struct {
		got, want any
	}{
		"stakeholders fall in four fields": {
			optionIDs(listColumn(t, s, "interessenter", "felt").Options), []string{"ressourceperson", "graa-eminence", "gidsel", "ekstern"},
		},
		"by influence and by how much they feel it, from 1 to 5": {
			[][]string{optionIDs(listColumn(t, s, "interessenter", "indflydelse").Options), optionIDs(listColumn(t, s, "interessenter", "beroert").Options)},
			[][]string{{"1", "2", "3", "4", "5"}, {"1", "2", "3", "4", "5"}},
		},
		"cooperation has three degrees, now and wanted": {
			[][]string{optionIDs(fieldOf(t, s, "samarbejdsgrad", "nu").Options), optionIDs(fieldOf(t, s, "samarbejdsgrad", "oensket").Options)},
			[][]string{{"1", "2", "3"}, {"1", "2", "3"}},
		},
		"a formal one is one of three kinds": {
			optionIDs(fieldOf(t, s, "samarbejdsgrad", "form").Options), []string{"partnerskab", "kontrakt", "drift"},
		},
		"an indicator is one of three kinds of goals or an early sign": {
			optionIDs(columnOf(t, s, "indikatorer", "tegn", "slags").Options), []string{"tidligt-tegn", "aktivitetsmaal", "projektmaal", "succeskriterium"},
		},
		"an indicator is the package's or one's own": {
			optionIDs(columnOf(t, s, "indikatorer", "tegn", "hvorfra").Options), []string{"pakken", "egen"},
		},
		"the level chooses how to evaluate, and may be unsaid": {
			[][]string{optionIDs(listColumn(t, s, "anbefalinger", "niveau").Options), optionIDs(listColumn(t, s, "anbefalinger", "evalueringsvalg").Options)},
			[][]string{{"grund", "udvikling", "ikke-angivet"}, {"dokumenter", "effekt", "spoerg"}},
		},
		"a measurement is asked about on the level where the effect is less sure, and systematics and quality on both": {
			written(t, s, "opfoelgningslog", "evaluering"), []string{"niveau", "systematik", "kvalitet", "maaling", "forskning"},
		},
		"the log gives a recommendation its new colour": {
			written(t, s, "opfoelgningslog", "tilbage"), []string{"status"},
		},
		"staff who meet citizens have two tasks": {
			groupsOf(tableOf(t, s, "frontkompetencer", "kompetencer")), []int{5, 5},
		},
		"brief advice has three steps, tried in three rounds": {
			[]any{[]bool{fieldOf(t, s, "vba", "spoerg").Required, fieldOf(t, s, "vba", "raadgiv").Required, fieldOf(t, s, "vba", "henvis").Required}, rows("vba", "oevelse")},
			[]any{[]bool{true, true, true}, []string{"nysgerrig", "travl", "nej"}},
		},
		"early detection has seven headings": {
			rows("tidlig-opsporing", "emner"), []string{"rammer", "hvem-hvor", "kort-samtale", "bekymring", "tilbud", "henvisning", "barrierer"},
		},
		"the way to no smoke has four steps": {
			rows("roegfrihed", "trinene"), []string{"viden", "anledninger", "grundlag", "samtale"},
		},
		"the health agreement begins with three areas": {
			rows("sundhedsaftale", "omraader"), []string{"alkohol", "rygestop", "moedre"},
		},
		"the four questions on volunteers are ours, and say so": {
			[]any{rows("frivillige", "punkter"), s.sheets["frivillige"].Sheet.Evidence}, []any{[]string{"roller", "valg", "supplement", "nyt"}, "own"},
		},
		"a value is shared, ours or theirs": {
			optionIDs(columnOf(t, s, "partnerskab", "vaerdier", "hvis").Options), []string{"faelles", "vores", "deres"},
		},
		"a number of the health profile has its warning beside it": {
			optionIDs(columnOf(t, s, "sammenligning", "tal", "husk").Options), []string{"profil", "gammel"},
		},
		"ideas for health are sorted under six themes": {
			optionIDs(columnOf(t, s, "socialpsykiatri", "ideer", "tema").Options), []string{"mad", "bevaegelse", "roeg", "alkohol", "trivsel", "faellesskab"},
		},
		"forms of leaflets that nobody found say that they are our own": {
			[]string{s.sheets["socialpsykiatri"].Sheet.Evidence, s.sheets["forandringssamtale"].Sheet.Evidence}, []string{"own", "own"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, sheet := range []string{"interessentanalyse", "frontkompetencer", "forandringssamtale"} {
		if !s.sheets[sheet].Sheet.Personal {
			t.Errorf("%s is about colleagues and does not say so", sheet)
		}
	}
}
