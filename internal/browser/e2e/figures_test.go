//go:build browser

package e2e

import (
	"fmt"
	"testing"
)

// figureRows are four things, as the sheet of testdata/language keeps them: two in the same
// place, one that lacks what most drawings are of.
var figureRows = map[string]string{
	"tegninger.ting/a._pos": `[1,1]`, "tegninger.ting/a.navn": `["Skolen",1]`, "tegninger.ting/a.nu": `["1",1]`, "tegninger.ting/a.maal": `["3",1]`, "tegninger.ting/a.farve": `["roed",1]`,
	"tegninger.ting/a.start": `["2027-01",1]`, "tegninger.ting/a.slut": `["2027-03-15",1]`, "tegninger.ting/a.fase": `["Forår",1]`, "tegninger.ting/a.til": `["Plejen",1]`,
	"tegninger.ting/b._pos": `[2,1]`, "tegninger.ting/b.navn": `["Plejen",1]`, "tegninger.ting/b.nu": `["1",1]`, "tegninger.ting/b.maal": `["3",1]`, "tegninger.ting/b.farve": `["groen",1]`,
	"tegninger.ting/b.start": `["2027-04",1]`, "tegninger.ting/b.fase": `["Forår",1]`, "tegninger.ting/b.efter": `["a",1]`, "tegninger.ting/b.til": `["Skolen",1]`,
	"tegninger.ting/c._pos": `[3,1]`, "tegninger.ting/c.navn": `["Hallen",1]`, "tegninger.ting/c.nu": `["3",1]`, "tegninger.ting/c.maal": `["2",1]`, "tegninger.ting/c.farve": `["roed",1]`,
	"tegninger.ting/c.start": `["2027-04",1]`, "tegninger.ting/c.slut": `["2027-08-31",1]`, "tegninger.ting/c.fase": `["Efterår",1]`, "tegninger.ting/c.til": `["Skolen",1]`,
	"tegninger.ting/d._pos": `[4,1]`, "tegninger.ting/d.navn": `["Kantinen",1]`,
	"tegninger.foerste": `["ja",1]`, "tegninger.anden": `["nej",1]`, "tegninger.fjerde": `["Noget",1]`, "tegninger.midten": `["b",1]`,
}

// [S45] [S46] [S48]
func TestEveryKindOfFigureSaysInWordsWhatItDraws(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtFrom(t, "testdata/language"), "/")
		tab := b.Open(t, home)
		stored(tab, figureRows)
		tab.Navigate(home + "ark/tegninger/")
		awaitSheet(tab)
		for _, c := range []struct{ kind, says, facts, names string }{
			{"quadrant", "3 er sat ind, og 1 mangler et svar. Lavt nu, højt mål: 2, Højt: 1, Lavt: 0, Højt nu, lavt mål: 0.",
				"Skolen|Lavt|Højt|Rød; Plejen|Lavt|Højt|Grøn; Hallen|Højt|Midt|Rød; Kantinen|–|–|–", "1 Skolen; 2 Plejen; 3 Hallen"},
			{"timeline", "Fra 1. januar 2027 til 31. august 2027: 3 linjer, og 1 uden dato.",
				"Skolen|januar 2027|15. marts 2027|Forår|Rød|–; Plejen|april 2027|–|Forår|Grøn|Skolen; Hallen|april 2027|31. august 2027|Efterår|Rød|–; Kantinen|–|–|–|–|–", ""},
			{"wheel", "3 punkter i året. Flest i april: 2.",
				"Skolen|januar 2027|Rød; Plejen|april 2027|Grøn; Hallen|april 2027|Rød; Kantinen|–|–", "1 Skolen, januar 2027; 2 Plejen, april 2027; 3 Hallen, april 2027"},
			{"heat", "Flest ved Lavt og Rød: 1.", "Lavt|Rød|1; Lavt|Grøn|1; Højt|Rød|1", ""},
			{"ladder", "»Mål« over »Nu«: 2. Under: 1. Samme sted: 0. I alt: 4.", "Skolen|Lavt|Højt; Plejen|Lavt|Højt; Hallen|Højt|Midt; Kantinen|–|–", ""},
			{"balance", "Røde: 2. Grønne: 1. Det tungeste er: Røde.", "Røde|2; Grønne|1", ""},
			{"funnel", "Spurgt: 4. Svarede: 3 (75 %). Røde: 2 (66,7 %)", "Spurgt|4; Svarede|3 (75 %); Røde|2 (66,7 %)", ""},
			{"star", "3 af 4 er besvaret. Første: Ja. Anden: Nej. Tredje: –. Fjerde: Noget. Midten: Til højre", "Første|Ja; Anden|Nej; Tredje|–; Fjerde|Noget; Midten|Til højre", ""},
			{"compass", "Spurgt: 4. Svarede: 3. Røde: 2. Grønne: 1. Midten: Til højre", "Spurgt|4; Svarede|3; Røde|2; Grønne|1; Midten|Til højre", ""},
			{"network", "3 er forbundet af 3 pile. Flest går til og fra Skolen: 3.", "Forår|Skolen|Plejen|Rød; Forår|Plejen|Skolen|Grøn; Efterår|Hallen|Skolen|Rød; –|Kantinen|–|–", "1 Skolen; 2 Plejen; 3 Hallen"},
		} {
			figure := fmt.Sprintf(`document.querySelector('.figure-%s')`, c.kind)
			tab.WaitFor(fmt.Sprintf(`%s.querySelectorAll('.layer > *').length > 0`, figure))
			for what, is := range map[string][2]string{
				"description": {c.says, figure + `.querySelector('desc').textContent`},
				"table":       {c.facts, `[...` + figure + `.querySelectorAll('tbody tr')].map(r => [...r.cells].map(c => c.textContent).join('|')).join('; ')`},
				"list":        {c.names, `[...` + figure + `.querySelectorAll('.chart-names li')].map(l => l.textContent.replace(/\s+/g, ' ')).join('; ')`},
			} {
				if got := Eval[string](tab, is[1]); got != is[0] {
					t.Errorf("%s of %s: %q, want %q", what, c.kind, got, is[0])
				}
			}
		}
		pick(tab, "ting/a.maal", "1")
		tab.WaitFor(`document.querySelector('.figure-ladder desc').textContent === '»Mål« over »Nu«: 1. Under: 1. Samme sted: 1. I alt: 4.'`)
		Eval[any](tab, `void document.querySelectorAll('.chart-facts').forEach(d => { d.open = true })`)
		if problems := AxeProblems(tab); len(problems) > 0 {
			t.Errorf("axe: %q", problems)
		}
	})
}
