package site_test

import (
	"encoding/xml"
	"io/fs"
	"strings"
	"testing"

	"redskab"
	"redskab/internal/content"
	"redskab/internal/worksheet"

	"github.com/google/go-cmp/cmp"
)

// Region Syddanmark's workbook asks its readers 52 questions, in groups. Each has its place
// in a sheet, in our words. What it is about stands beside the place, so that a reader can
// lay the workbook beside this table.
var workbook = []struct {
	group  string
	sheet  string
	asks   int
	places map[string]string // a field, or table/row → what the question is about
}{
	{"the strategic hinge", "interview", 3, map[string]string{
		"noter/strategi-maal":  "the ambition beside the unit's own strategy and goals",
		"noter/strategi-fokus": "focus areas that support the common wish",
		"noter/strategi-krav":  "what citizens, top leaders and politicians demand",
	}},
	{"the hierarchical hinge", "interview", 3, map[string]string{
		"noter/hierarki-plads": "where in the hierarchy",
		"noter/hierarki-rolle": "which role",
		"noter/hierarki-rum":   "how to get more room to lead",
	}},
	{"culture and results", "interview", 3, map[string]string{
		"noter/kultur-saerkende":   "what marks the culture",
		"noter/kultur-maal":        "whether results are reached",
		"noter/kultur-sammenhaeng": "how culture and results hang together",
	}},
	{"organisational leadership", "interview", 2, map[string]string{
		"noter/organisation-fora":            "structures, meetings, procedures: what they further and hinder",
		"noter/organisation-mavefornemmelse": "what is put first by intuition, and what it gives",
	}},
	{"personal leadership", "interview", 3, map[string]string{
		"noter/person-styrker":  "strengths",
		"noter/person-vaner":    "habits that may be in the way",
		"noter/person-saerligt": "situations that get extra attention, and what it gives",
	}},
	{"competences", "interview", 3, map[string]string{
		"noter/kompetence-koordinere": "working with other departments and sectors",
		"noter/kompetence-koble":      "linking one's task with other professions'",
		"noter/kompetence-aendre":     "being able and willing to change practice",
	}},
	{"the staff's psychology", "interview", 2, map[string]string{
		"noter/psykologi-modstand": "resistance and conflict",
		"noter/psykologi-kamp":     "struggles for power and unhealthy competition, in time",
	}},
	{"to begin with", "faelles-ledelsesopgave", 4, map[string]string{
		"spoergsmaal/opnaa":        "what to achieve and steer by",
		"spoergsmaal/billede":      "the same picture of the situation",
		"spoergsmaal/hvem":         "who is to be involved",
		"spoergsmaal/organisering": "how to organise across",
	}},
	{"tension fields", "spaendingsfelter", 6, map[string]string{
		"felter/incitamenter": "incentives in the way",
		"felter/metoder":      "today's methods and principles",
		"felter/oensker":      "wishes for the form of cooperation",
		"felter/maal":         "different goals and criteria",
		"felter/ansvar":       "responsibility for treatment near the citizen",
		"felter/vilkaar":      "political and administrative conditions",
	}},
	{"cooperation", "samarbejde-samordning", 5, map[string]string{
		"s-formalisering":   "as few rules as possible",
		"s-maal":            "goals for this very activity",
		"s-forpligtelser":   "the obligations that are needed",
		"s-folk":            "how many, and of which professions",
		"s-selvbestemmelse": "keeping the organisation's autonomy",
	}},
	{"coordination", "samarbejde-samordning", 5, map[string]string{
		"o-formalisering":   "formalised workflows, readings of rules, meetings",
		"o-maal":            "working with common goals",
		"o-forpligtelser":   "workflows and professional approaches that support the goal",
		"o-folk":            "priority kept in the whole line of leaders",
		"o-selvbestemmelse": "handling the participants' challenges",
	}},
	{"a common course", "faelles-kurs", 4, map[string]string{
		"formaal":   "purpose and goals",
		"oplevelse": "how citizens should experience the result",
		"kendt":     "that all know and accept the course",
		"nye":       "new leaders and staff",
	}},
	{"relations", "relationer", 4, map[string]string{
		"tre-kendetegn": "common goals, common knowledge, mutual respect",
		"engagement":    "commitment, and different motives",
		"klima":         "the climate, what is hard to say, safety",
		"medarbejdere":  "relations among the staff",
	}},
	{"the leader's role", "lederrollen", 5, map[string]string{
		"krydspres":  "cross pressure and dilemmas",
		"stoetter":   "how one's leading supports the initiative",
		"mandat":     "a mandate at home",
		"forbillede": "leaders as models",
		"opfattelse": "how the initiative is seen at home",
	}},
}

func toolbox(t *testing.T) *content.Tree {
	t.Helper()
	tree, ps := content.Load(redskab.Files, "content", content.Options{})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	return tree
}

func sheetOf(t *testing.T, tree *content.Tree, id string) *worksheet.Sheet {
	t.Helper()
	for _, p := range tree.Pages {
		if p.Sheet != nil && p.Sheet.ID == id {
			return p.Sheet
		}
	}
	t.Fatalf("there is no sheet %q", id)
	return nil
}

// placesOf gives the labels of a sheet's fields, and of the fixed rows of its tables.
func placesOf(s *worksheet.Sheet) map[string]string {
	labels := map[string]string{}
	for _, b := range s.Blocks {
		for _, f := range b.Fields {
			labels[f.ID] = f.Label
		}
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				labels[b.Table.ID+"/"+r.ID] = r.Label
			}
		}
	}
	return labels
}

func TestEveryQuestionOfTheWorkbookIsAsked(t *testing.T) {
	tree, all := toolbox(t), 0
	for _, group := range workbook {
		all += group.asks
		t.Run(group.group, func(t *testing.T) {
			labels, asked := placesOf(sheetOf(t, tree, group.sheet)), map[string]bool{}
			for place, about := range group.places {
				if !strings.HasSuffix(labels[place], "?") {
					t.Errorf("nothing in %s asks about %s: %s is %q", group.sheet, about, place, labels[place])
				}
				asked[labels[place]] = true
			}
			if len(asked) != group.asks {
				t.Errorf("%d questions of their own are asked, not %d", len(asked), group.asks)
			}
		})
	}
	if all != 52 {
		t.Errorf("the workbook has 52 questions, the table %d", all)
	}
}

func TestTheCrossSectorTrackIsWhole(t *testing.T) {
	tree := toolbox(t)
	pages := map[string]*content.Page{}
	for _, p := range tree.Pages {
		pages[p.Path] = p
	}
	for path, sheets := range map[string]string{
		"/tvaersektoriel-ledelse/":                          "",
		"/tvaersektoriel-ledelse/modenhed/":                 "ledelsesplatform interviewrunde interview modenhedstrappen tvaersektoriel-strategi",
		"/tvaersektoriel-ledelse/modenhed/platform/":        "ledelsesplatform",
		"/tvaersektoriel-ledelse/modenhed/interview/":       "interviewrunde interview",
		"/tvaersektoriel-ledelse/modenhed/trappe/":          "modenhedstrappen tvaersektoriel-strategi",
		"/tvaersektoriel-ledelse/faelles/":                  "faelles-ledelsesopgave spaendingsfelter samarbejde-samordning faelles-kurs relationer lederrollen",
		"/tvaersektoriel-ledelse/faelles/spaendingsfelter/": "spaendingsfelter",
		"/tvaersektoriel-ledelse/faelles/opgaven/":          "samarbejde-samordning",
		"/tvaersektoriel-ledelse/faelles/kurs/":             "faelles-kurs",
		"/tvaersektoriel-ledelse/faelles/relationer/":       "relationer",
		"/tvaersektoriel-ledelse/faelles/lederrollen/":      "lederrollen",
	} {
		p := pages[path]
		if p == nil {
			t.Errorf("there is no page %s", path)
			continue
		}
		for _, id := range strings.Fields(sheets) {
			if !strings.Contains(" "+strings.Join(p.Front.Tools, " ")+" ", " "+id+" ") {
				t.Errorf("%s does not offer the sheet %s", path, id)
			}
			if step := sheetOf(t, tree, id).Step; step != "tvaersektoriel" {
				t.Errorf("the sheet %s belongs to %q", id, step)
			}
		}
	}
	for _, id := range []string{"relationer", "lederrollen"} {
		if s := sheetOf(t, tree, id); !s.Personal || s.Respond != "alone" {
			t.Errorf("the sheet %s is about people who know each other; it is filled alone and kept apart", id)
		}
	}
}

// What a drawing shows is said aloud in its description; the workbook's own numbers hold.
func TestModelsOfTheWorkbookAreDrawnWhole(t *testing.T) {
	for file, parts := range map[string][]string{
		"modenhed/ledelsesplatformen.svg":   {"strategiske", "hierarkiske", "kultur og resultater", "organisatoriske", "personlige", "kompetencer og erfaring", "psykologi"},
		"modenhed/modenhedstrappen.svg":     {"1: tilfældigt", "2: båret af ildsjæle", "3: på prøve", "4: i øvelse", "5: hverdag"},
		"faelles/samarbejde-samordning.svg": {"Formalisering", "Mål", "Forpligtelser", "Folk", "Selvbestemmelse"},
		"faelles/paa-tvaers.svg":            {"region", "kommune", "almen praksis", "forebyggende indsats"},
		"faelles/spaendingsfelter.svg":      {"incitamenter", "arbejdsmetoder", "ønsker til samarbejdet", "mål og kriterier", "behandling nær borgeren", "politik og administration"},
	} {
		data, err := fs.ReadFile(redskab.Files, "content/tvaersektoriel-ledelse/"+file)
		if err != nil {
			t.Error(err)
			continue
		}
		var drawing struct {
			Title string `xml:"title"`
			Desc  string `xml:"desc"`
		}
		if err := xml.Unmarshal(data, &drawing); err != nil || drawing.Title == "" {
			t.Errorf("%s: %v, titled %q", file, err, drawing.Title)
		}
		var said []string
		for _, part := range parts {
			if strings.Contains(strings.ToLower(drawing.Desc), strings.ToLower(part)) {
				said = append(said, part)
			}
		}
		if diff := cmp.Diff(parts, said); diff != "" {
			t.Errorf("%s does not say all that it shows: %s", file, diff)
		}
		if strings.Contains(string(data), "PHV") {
			t.Errorf("%s shows PHV, which the workbook does not explain", file)
		}
	}
}
