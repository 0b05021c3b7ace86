package site

import (
	"slices"
	"strings"
	"testing"

	"redskab/internal/content"
	"redskab/internal/markdown"

	"github.com/google/go-cmp/cmp"
)

// asks is what each tool needs to be asked, as the sources and public forms of it say, in the
// order of the tool. A question that got lost would be missed by nobody who reads the page.
var asks = map[string]string{
	"kapacitetsvurdering": "omfang indsats fokus-udsagn.score fokus-udsagn.eksempel fokus-mulighed fokus-barriere laveste naestlaveste",
	"kapacitetsplan":      "elementer.bruger elementer.styrker elementer.dialog elementer.hvornaar projekt partner gevinst-dem tilgang tilgang-fordi raekker-ikke",
	"koordinatorroller":   "roller.tit roller.sikker roller.behov roller.eksempel over-for.ressourcer over-for.interesse over-for.rolle over-for.ansvar",
	"dobbelt-bogholderi":  "hvem forandring siger mener deres.konto deres.vaegt mit.konto mit.vaegt stoerste-tab slags svar fejl aftalt",
	"dokumenter":          "oversigt.slags oversigt.ejer oversigt.gyldig-til oversigt.maal stoette.stoettes-af",
	"konkretisering":      "slags uklart betydning hvor praksis.hvem praksis.foer praksis.efter maalgruppe inddragelse organisering kompetencer materialer metode graense tegn aabne klar.svar",
	"budgetaarshjul":      "trin.dato trin.klar trin.hvem frist nye-penge oensker.finansiering oensker.beloeb oensker.opstart oensker.skriver oensker.sendt",
	"implementeringsplan": "linjer.navn linjer.slags linjer.start linjer.slut linjer.ansvarlig mere.fase mere.afhaenger mere.status mere.note gennemsyn.aendret",
	"designstjerne":       "leverance formaal enige deltagere.hvem deltagere.hvorfor deltagere.forbereder metoder rum materialer digitalt roller.hvem",
	"drejebog":            "formaal resultat enige starttid varighed linjer.tid linjer.hvad linjer.hvorfor linjer.hvordan linjer.hvem linjer.materialer linjer.plan-b besluttet",
	"styregruppe":         "medlemmer.funktion medlemmer.niveau medlemmer.kan medlemmer.bakker-op aabne.gjort",
	"styregruppemoede":    "formaal leverance punkter.emne punkter.slags punkter.bilag punkter.beslutning punkter.ansvarlig punkter.frist maal resultater proces",
	"interessentanalyse":  "hvem.navn hvem.slags hvem.interesse hvem.bidrag hvem.bekymring tal.indflydelse tal.beroert tal.holdning goer.haandtering goer.ansvarlig goer.hvornaar",
	"indikatorer":         "tegn.indsats tegn.slags tegn.hvorfra tegn.foer tegn.maal tegn.naaet tegn.graense tegn.hvordan tegn.kilde tegn.hvem tegn.hvor-tit",
	"opfoelgningslog":     "log.dato log.indsats log.status log.vaerdi log.afvigelse log.aarsag log.justering log.beslutning log.ansvarlig evaluering.systematik evaluering.kvalitet evaluering.maaling evaluering.forskning tilbage.status",
	"interview":           "fokusperson noter.note stikord opmaerksom",
	"interviewrunde":      "deltagere.funktion forskelle.tema forskelle.forskel forskelle.betyder forskelle.haandtering",
	"modenhedstrappen":    "bud.trin bud.eksempel tegn.svar faelles-trin ledelseslinje skal-til se-igen",
	"spaendingsfelter":    "felter.region felter.kommune felter.praksis felter.spaending felter.slags felter.aftale aendringer.hvem",
	"samarbejde-samordning": "fase parter borgere forhold.nu forhold.bedst s-formalisering s-maal s-forpligtelser s-folk s-selvbestemmelse " +
		"o-formalisering o-maal o-forpligtelser o-folk o-selvbestemmelse",
}

func TestTheSheetsAskWhatTheirToolsNeed(t *testing.T) {
	s := loaded(t)
	for sheet, paths := range asks {
		t.Run(sheet, func(t *testing.T) {
			asked := map[string]bool{}
			for _, b := range s.sheets[sheet].Sheet.Blocks {
				for _, f := range b.Fields {
					asked[f.ID] = true
				}
				if b.Table == nil {
					continue
				}
				for _, c := range s.tree.Model.Columns(b.Table) {
					asked[b.Table.ID+"."+c.ID] = !c.Given && !c.Shown
				}
			}
			for _, path := range strings.Fields(paths) {
				if !asked[path] {
					t.Errorf("it does not ask for %s", path)
				}
			}
		})
	}
}

// Where a sheet promises to keep the time, it does: half an hour for each interview with the
// roles going round, minutes that add up against the length of a meeting.
func TestTheSheetsOfMeetingsHaveTheirClocks(t *testing.T) {
	s := loaded(t)
	type clock struct {
		Kind    string
		Minutes int
		Roles   []string
	}
	for sheet, want := range map[string]clock{
		"interviewrunde":   {"rotation", 30, []string{"Fokusperson", "Interviewer", "Lytter"}},
		"interview":        {"countdown", 30, nil},
		"drejebog":         {"agenda", 0, nil},
		"styregruppemoede": {"agenda", 0, nil},
		"modenhedstrappen": {"countdown", 5, nil},
		"forslagsoversigt": {"countdown", 5, nil},
		"vba":              {"countdown", 1, nil},
	} {
		t.Run(sheet, func(t *testing.T) {
			var got clock
			for _, b := range s.sheets[sheet].Sheet.Blocks {
				if b.Clock != nil {
					got = clock{b.Clock.Kind, b.Clock.Minutes, b.Clock.Roles}
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("its clock (-want +got):\n%s", diff)
			}
		})
	}
}

// A step is begun by what is asked there first: the log may mend the mapping's colour, and
// whoever maps has not begun to follow up. [S62]
func TestAnAnswerInAListBeginsTheFirstStepThatAsksForIt(t *testing.T) {
	s := loaded(t)
	front, ps := s.view(s.tree.Pages[slices.IndexFunc(s.tree.Pages, func(p *content.Page) bool { return p.Path == "/" })])
	if ps != nil {
		t.Fatal(ps)
	}
	begins := map[string][]string{}
	for _, f := range front.progress(false).Sheets {
		for _, path := range f.Also {
			begins[path] = append(begins[path], f.ID)
		}
	}
	for path, want := range map[string][]string{
		"anbefalinger/*.status":       {"kortlaegning", "samlet-forloeb"},
		"anbefalinger/*.niveau":       {"kortlaegning"},
		"anbefalinger/*.ansvar":       {"samlet-forloeb", "sortering"},
		"anbefalinger/*.beslutning":   {"forslagsoversigt"},
		"anbefalinger/*.systematik":   {"opfoelgningslog"},
		"forvaltninger/*.kerneopgave": {"faelles-interesser"},
	} {
		slices.Sort(begins[path])
		if diff := cmp.Diff(want, begins[path]); diff != "" {
			t.Errorf("%s begins (-want +got):\n%s", path, diff)
		}
	}
}

// Before people fill a sheet they want to know how long, who, what to bring and what it is not
// for; afterwards somebody asks where it comes from. Who leads the talk gets advice of his own.
func TestEverySheetSaysWhatItTakes(t *testing.T) {
	s := loaded(t)
	for id, page := range s.sheets {
		sheet := page.Sheet
		if sheet.Practice {
			continue
		}
		for what, said := range map[string]bool{
			"time": len(sheet.Time) > 0, "who": len(sheet.Who) > 0, "have-ready": len(sheet.HaveReady) > 0,
			"not-for": sheet.NotFor != "", "evidence": sheet.Evidence != "", "because": sheet.Because != "",
			"advice for who leads it": slices.ContainsFunc(page.Doc.Headings, func(h markdown.Heading) bool {
				return strings.HasPrefix(h.Text, "Til den") || h.Text == "Til intervieweren"
			}),
		} {
			if !said {
				t.Errorf("%s does not say its %s", id, what)
			}
		}
	}
}
