//go:build browser

package e2e

import "testing"

// Without script a sheet is a form that can be filled and printed.

func TestWithoutScriptTheSheetCanBeFilledAndSaysThatNothingIsKept(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	for _, sheet := range sheets {
		t.Run(sheet.name, func(t *testing.T) {
			tab := Chromium.Open(t, "")
			WithoutScript(tab)
			tab.Navigate(home + sheet.path)
			if !Eval[bool](tab, `[...document.querySelectorAll('.no-script')].some(e => e.getClientRects().length > 0 && /ikke/.test(e.innerText) && /gem/.test(e.innerText))`) {
				t.Error("no sentence says that answers are not kept")
			}
			for _, dead := range Eval[[]string](tab, `[...document.querySelectorAll('button')].filter(b => b.getClientRects().length > 0).map(b => b.outerHTML)`) {
				t.Errorf("a button that does nothing is shown: %s", dead)
			}
			for _, bare := range Eval[[]string](tab, `[...document.querySelectorAll('form.sheet :is(input, textarea, select)')].filter(c =>
				![...c.labels].some(l => l.innerText.trim() && l.getClientRects().length > 0) || c.getClientRects().length === 0).map(c => c.outerHTML)`) {
				t.Errorf("a control without a visible label: %s", bare)
			}
			want := fill(tab, 1, func(q question) bool { return q.number()%4 == 0 })
			got := answers(tab)
			for path, answer := range want {
				if got[path] != answer {
					t.Errorf("%s: answered %q, reads %q", path, answer, got[path])
				}
			}
		})
	}
}

func TestEnterNeverLeavesTheSheet(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		for _, script := range []bool{true, false} {
			if !script && b != Chromium {
				continue // only Chromium's can be turned off; the form is the same
			}
			t.Run(map[bool]string{true: "with script", false: "without script"}[script], func(t *testing.T) {
				home := Serve(t, builtSite(t), "/")
				tab := b.Open(t, "")
				if !script {
					WithoutScript(tab)
				}
				tab.Navigate(home + plan)
				if script {
					awaitSheet(tab)
				}
				const where = `[location.href, history.length, document.querySelectorAll('form.sheet').length].join(' ')`
				before := Eval[string](tab, where)
				for _, q := range questions(tab) {
					if q.Kind != "text" && q.Kind != "number" && q.Kind != "choice" {
						continue
					}
					answer := answerTo(q, 1)
					give(tab, q, answer)
					tab.Press("Enter")
					if got := Eval[string](tab, where); got != before {
						t.Fatalf("Enter in %s led from %s to %s", q.Path, before, got)
					}
					if got := answers(tab)[q.Path]; got != answer {
						t.Errorf("Enter made the answer to %s %q, it was %q", q.Path, got, answer)
					}
				}
			})
		}
	})
}
