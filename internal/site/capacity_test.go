package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the sources count about capacity, the coordinator and the mandate stands in the
// sheets with the same counts, and personal sheets say that they are.
func TestCapacityCoordinatorAndMandateCountWhatTheirSourcesDo(t *testing.T) {
	s := loaded(t)
	rows := func(sheet, table string) []string { return rowIDs(t, s, sheet, table) }
	columns := func(sheet, table string) (ids []string) {
		for _, c := range tableOf(t, s, sheet, table).Columns {
			ids = append(ids, c.ID)
		}
		return ids
	}
	var statements []int
	for _, element := range []string{"fokus", "ressource", "medarbejder", "maalgruppe", "ledelse", "adfaerd"} {
		statements = append(statements, len(rows("kapacitetsvurdering", element+"-udsagn")))
		fieldOf(t, s, "kapacitetsvurdering", element+"-mulighed")
		fieldOf(t, s, "kapacitetsvurdering", element+"-barriere")
	}
	options := func(sheet, table, column string) []string {
		return optionIDs(columnOf(t, s, sheet, table, column).Options)
	}
	for name, test := range map[string]struct {
		got, want any
	}{
		"six elements have 34 statements between them": {statements, []int{5, 6, 5, 5, 6, 7}},
		"each is said to fit from 1 to 5, or not known": {
			options("kapacitetsvurdering", "adfaerd-udsagn", "score"), []string{"1", "2", "3", "4", "5", "ved-ikke"},
		},
		"the assessment is of a whole policy or of one effort": {
			optionIDs(fieldOf(t, s, "kapacitetsvurdering", "omfang").Options), []string{"politik", "indsats"},
		},
		"the plan answers for the same six elements": {
			rows("kapacitetsplan", "elementer"), []string{"fokus", "ressourcer", "medarbejdere", "maalgruppe", "ledelse", "adfaerd"},
		},
		"there are three ways to go about it": {
			optionIDs(fieldOf(t, s, "kapacitetsplan", "tilgang").Options), []string{"deduktiv", "involverende", "innovativ"},
		},
		"the staff of the circle is five groups": {
			rows("medarbejdergrupper", "grupper"), []string{"koordinator", "konsulent", "team", "fagfolk", "andre"},
		},
		"responsibility is shared by five others": {
			groupsOf(tableOf(t, s, "roller-og-ansvar", "linjer")), []int{6, 5, 5, 3, 3},
		},
		"a coordinator has six roles": {
			rows("koordinatorroller", "roller"), []string{"forhandler", "igangsaetter", "facilitator", "traener", "raadgiver", "oversaetter"},
		},
		"the health department takes responsibility in three ways, or begins small": {
			options("koordinatorroller", "over-for", "rolle"), []string{"igangsaetter", "facilitator", "ressource", "smaat"},
		},
		"four competences": {
			rows("koordinatorkompetencer", "kompetencer"), []string{"forstaaelse", "mod", "taalmodighed", "gennemslagskraft"},
		},
		"four directions": {
			options("fire-retninger", "punkter", "retning"), []string{"op", "ud", "ind", "paa-tvaers"},
		},
		"the double bookkeeping has four accounts, twice": {
			[][]string{options("dobbelt-bogholderi", "deres", "konto"), options("dobbelt-bogholderi", "mit", "konto")},
			[][]string{{"vinder-nyt", "taber-nyt", "vinder-gammelt", "taber-gammelt"}, {"vinder-nyt", "taber-nyt", "vinder-gammelt", "taber-gammelt"}},
		},
		"six kinds of resistance and six answers": {
			[]int{len(fieldOf(t, s, "dobbelt-bogholderi", "slags").Options), len(fieldOf(t, s, "dobbelt-bogholderi", "svar").Options)}, []int{6, 6},
		},
		"motivation has five links": {
			rows("motivation", "led"), []string{"mening", "gevinst", "kan", "indflydelse", "stoette"},
		},
		"a thematic meeting has one of six goals": {len(fieldOf(t, s, "temamoede", "maal").Options), 6},
		"the star's points each say whether they serve the purpose": {
			[]string{
				fieldOf(t, s, "designstjerne", "enige").Set, fieldOf(t, s, "designstjerne", "deltagere-ok").Set, fieldOf(t, s, "designstjerne", "form-ok").Set,
				fieldOf(t, s, "designstjerne", "miljoe-ok").Set, fieldOf(t, s, "designstjerne", "roller-ok").Set,
			},
			[]string{"ja-nej", "ja-nej", "ja-nej", "ja-nej", "ja-nej"},
		},
		"a line of the run sheet says seven things, and what kind it is": {
			columns("drejebog", "linjer"), []string{"tid", "hvad", "hvorfor", "hvordan", "hvem", "materialer", "plan-b", "slags"},
		},
		"a steering group can do five things": {
			options("styregruppe", "medlemmer", "kan"), []string{"beslutte", "bakke-op", "ressourcer", "udpege", "modstand"},
		},
		"a point of its meeting is decided, discussed or told": {
			options("styregruppemoede", "punkter", "slags"), []string{"beslutning", "droeftelse", "orientering"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, sheet := range []string{"koordinatorroller", "koordinatorkompetencer", "fire-retninger", "dobbelt-bogholderi", "motivation", "noeglepersoner", "styregruppe"} {
		if !s.sheets[sheet].Sheet.Personal {
			t.Errorf("%s is about colleagues and does not say so", sheet)
		}
	}
}

// What is typed at one meeting's preparation is there at the next step of it.
func TestAMeetingsGoalGoesFromTheBriefToTheStarToTheRunSheet(t *testing.T) {
	s := loaded(t)
	var got []string
	for _, to := range [][2]string{
		{"designstjerne", "formaal"}, {"designstjerne", "leverance"}, {"drejebog", "formaal"}, {"drejebog", "resultat"},
	} {
		got = append(got, strings.Join(to[:], ".")+" from "+fieldOf(t, s, to[0], to[1]).From.Text)
	}
	want := []string{
		"designstjerne.formaal from til.formaal", "designstjerne.leverance from til.leverance",
		"drejebog.formaal from stjerne.formaal", "drejebog.resultat from stjerne.leverance",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The role that is suggested follows from a department's resources and interest.
func TestTheRoleFollowsFromResourcesAndInterest(t *testing.T) {
	s := loaded(t)
	role := columnOf(t, s, "koordinatorroller", "over-for", "rolle")
	var got []string
	for _, rule := range role.Rules {
		got = append(got, rule.When.Text+" → "+rule.Is.Text)
	}
	want := []string{
		"ressourcer = lav and interesse = lav → smaat",
		"ressourcer = hoej and interesse = hoej → ressource",
		"ressourcer = lav and interesse in [middel, hoej] → igangsaetter",
		"ressourcer is answered and interesse is answered → facilitator",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if role.Override == "" {
		t.Error("nobody may choose another role")
	}
}
