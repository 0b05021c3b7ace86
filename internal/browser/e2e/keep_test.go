//go:build browser

package e2e

import (
	"maps"
	"strings"
	"testing"
)

// What a reader can rely on: an answer that the sheet calls saved is there again.

func inEverySheetAndBrowser(t *testing.T, test func(t *testing.T, b *Browser, home, sheet string)) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		for name, sheet := range map[string]string{"roles and responsibilities": roles, "the one-page plan": plan} {
			t.Run(name, func(t *testing.T) { test(t, b, Serve(t, builtSite(t), "/"), sheet) })
		}
	})
}

func TestAnswersAreThereAfterReloadingClosingAndLeaving(t *testing.T) {
	inEverySheetAndBrowser(t, func(t *testing.T, b *Browser, home, sheet string) {
		tab := openSheet(t, b, home+sheet)
		addRows(tab)
		want := fill(tab, 1, all)
		awaitSaved(tab)

		// Another tab reads what is kept, while the first has had no reason to tidy up.
		second := openSheet(t, b, home+sheet)
		expectAnswers(second, want)
		second.Close()

		tab.Front()
		tab.Reload()
		expectAnswers(tab, want)

		tab.Navigate(home)
		tab.Back("/" + sheet)
		expectAnswers(tab, want)

		tab.Close()
		expectAnswers(openSheet(t, b, home+sheet), want)
	})
}

func TestAnAnswerTypedJustBeforeLeavingIsThere(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openSheet(t, b, home+plan)
		want := fill(tab, 1, firstOf(tab, "text"))
		tab.Navigate(home) // before anything says that it is saved
		tab.Navigate(home + plan)
		expectAnswers(tab, want)
	})
}

func TestTwoTabsOnOneSheetKeepTheAnswersOfBoth(t *testing.T) {
	inEverySheetAndBrowser(t, func(t *testing.T, b *Browser, home, sheet string) {
		first := openSheet(t, b, home+sheet)
		addRows(first)
		even := func(i int) bool { return i%2 == 0 }
		want := fill(first, 1, even)
		awaitSaved(first)

		// Now both are open: the second answers the rest, while the first changes its mind.
		second := openSheet(t, b, home+sheet)
		half := len(questions(second)) / 2
		for part := range 2 {
			here := func(i int) bool { return i/half == part || part == 1 && i >= half }
			maps.Copy(want, fill(second, 1, func(i int) bool { return here(i) && !even(i) }))
			first.Front()
			maps.Copy(want, fill(first, 2, func(i int) bool { return here(i) && even(i) }))
			second.Front()
		}
		awaitSaved(second)
		first.Front()
		awaitSaved(first)
		for _, tab := range []*Tab{first, second} {
			tab.Front()
			tab.Reload()
			expectAnswers(tab, want)
		}
	})
}

func TestTwoTabsInOneFieldKeepTheNewestOrShowBoth(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		first := openSheet(t, b, home+plan)
		second := openSheet(t, b, home+plan)
		one := firstOf(first, "text")
		for i, q := range questions(first) {
			if !one(i) {
				continue
			}
			give(second, q, "den ældste")
			awaitSaved(second)
			first.Front()
			give(first, q, "den nyeste")
			awaitSaved(first)
			for _, tab := range []*Tab{first, second} {
				tab.Front()
				tab.Reload()
				awaitSheet(tab)
				shown := Eval[string](tab, `document.body.innerText`)
				if got := answers(tab)[q.Path]; got != "den nyeste" && !(strings.Contains(shown, "den ældste") && strings.Contains(shown, "den nyeste")) {
					t.Errorf("%s reads %q, and not both versions are shown", q.Path, got)
				}
			}
		}
	})
}

func TestAnswersAreThereWhenTheBrowserIsStartedAgain(t *testing.T) {
	start := map[*Browser]func(profile string) (restartable, error){
		Chromium: func(profile string) (restartable, error) { return launchChromium(profile) },
		Firefox:  func(profile string) (restartable, error) { return launchFirefox(profile) },
	}
	for kind, launch := range start {
		t.Run(kind.Name, func(t *testing.T) {
			need(t, kind.Command, kind.Package)
			home, profile := Serve(t, builtSite(t), "/"), newProfile(t)
			want := map[string]string{}
			for round := range 2 {
				running, err := launch(profile)
				if err != nil {
					t.Fatalf("%s does not start: %v", kind.Name, err)
				}
				b := &Browser{Name: kind.Name, Command: kind.Command, Package: kind.Package, running: running}
				tab := openSheet(t, b, home+plan)
				if round == 0 {
					addRows(tab)
					want = fill(tab, 1, all)
					awaitSaved(tab)
				} else {
					expectAnswers(tab, want)
				}
				tab.closed = true // it goes with the browser
				if err := running.stop(); err != nil {
					t.Fatalf("%s does not stop: %v", kind.Name, err)
				}
			}
		})
	}
}

// restartable is an engine that can be stopped and started again on its profile.
type restartable interface {
	engine
	stop() error
}

func TestTypingOnASlowMachineLosesNothing(t *testing.T) {
	tab := openSheet(t, Chromium, Serve(t, builtSite(t), "/")+plan)
	Slowed(tab, 6)
	want := map[string]string{}
	for round := range 3 {
		maps.Copy(want, fill(tab, round, firstOf(tab, "text")))
		awaitSaved(tab)
		tab.Reload()
		expectAnswers(tab, want)
	}
}

// firstOf picks the first question of a kind.
func firstOf(tab *Tab, kind string) func(i int) bool {
	tab.t.Helper()
	for first, q := range questions(tab) {
		if q.Kind == kind {
			return func(i int) bool { return i == first }
		}
	}
	tab.t.Fatalf("no question of kind %s on %s", kind, tab.seen())
	return nil
}
