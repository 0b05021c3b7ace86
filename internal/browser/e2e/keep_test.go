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
		for _, sheet := range sheets {
			t.Run(sheet.name, func(t *testing.T) { test(t, b, Serve(t, builtSite(t), "/"), sheet.path) })
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

// WebKit empties a form that it shows again, at a moment of its own choice.
func TestAFormThatIsEmptiedShowsItsAnswersAgain(t *testing.T) {
	inEverySheetAndBrowser(t, func(t *testing.T, b *Browser, home, sheet string) {
		tab := openSheet(t, b, home+sheet)
		addRows(tab)
		want := fill(tab, 1, all)
		Eval[any](tab, `document.querySelector('form[data-module="sheet"]').reset()`)
		expectAnswers(tab, want)
		awaitSaved(tab)
		tab.Reload()
		expectAnswers(tab, want)
	})
}

func TestAnAnswerTypedJustBeforeLeavingIsThere(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openSheet(t, b, home+plan)
		first := firstOf(tab, "text").Path
		want := fill(tab, 1, func(q question) bool { return q.Path == first })
		tab.Navigate(home) // before anything says that it is saved
		tab.Navigate(home + plan)
		expectAnswers(tab, want)
	})
}

func TestTwoTabsOnOneSheetKeepTheAnswersOfBoth(t *testing.T) {
	inEverySheetAndBrowser(t, func(t *testing.T, b *Browser, home, sheet string) {
		first := openSheet(t, b, home+sheet)
		addRows(first)
		parts := 4
		if sheet == roles {
			parts = 16 // it has many questions
		}
		share := func(n int) func(question) bool {
			return func(q question) bool { return q.number()%parts == n }
		}
		want := fill(first, 1, share(0))
		awaitSaved(first)

		// Now both are open. Each answers its own questions, in rows of its own too, and the
		// first changes its mind.
		second := openSheet(t, b, home+sheet)
		addRows(second)
		maps.Copy(want, fill(second, 1, share(1)))
		first.Front()
		addRows(first)
		maps.Copy(want, fill(first, 2, share(0)))
		maps.Copy(want, fill(first, 2, share(2)))
		second.Front()
		maps.Copy(want, fill(second, 1, share(3)))
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

// A browser duplicates a tab by opening its address with what the tab alone has kept.
func TestADuplicatedTabHasTheAnswersAndBothGoOn(t *testing.T) {
	duplicate := func(t *testing.T, b *Browser, home string, tab *Tab) *Tab {
		own := Eval[string](tab, `JSON.stringify(sessionStorage)`)
		second := b.Open(t, home)
		Eval[any](second, `Object.entries(JSON.parse(`+quote(own)+`)).forEach(([key, value]) => sessionStorage.setItem(key, value))`)
		second.Navigate(home + plan)
		awaitSheet(second)
		return second
	}
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		first := openSheet(t, b, home+plan)
		want := fill(first, 1, func(q question) bool { return q.Kind == "text" && q.number()%2 == 0 })
		awaitSaved(first)
		second := duplicate(t, b, home, first)
		expectAnswers(second, want)
		maps.Copy(want, fill(second, 1, func(q question) bool { return q.Kind == "text" && q.number()%2 == 1 }))
		awaitSaved(second)
		for _, tab := range []*Tab{first, second} {
			tab.Front()
			expectAnswers(tab, want)
		}

		// Temporary answers are copied with the tab, and then each tab has its own.
		first.Front()
		q := firstOf(first, "longtext")
		first.Click("text=Delt computer?")
		first.Click("text=Brug dem midlertidigt")
		first.WaitFor(`/Midlertidig/.test(document.querySelector('.sheet-state')?.innerText ?? '')`)
		third := duplicate(t, b, home, first)
		expectAnswers(third, want)
		give(third, q, "kun i kopien")
		first.Front()
		give(first, q, "kun i den første")
		for tab, text := range map[*Tab]string{first: "kun i den første", third: "kun i kopien"} {
			tab.Front()
			tab.WaitFor(`!/Gemmer/.test(document.querySelector('.sheet-state').innerText)`)
			tab.Reload()
			expectAnswers(tab, map[string]string{q.Path: text})
		}
	})
}

func TestTwoTabsInOneFieldKeepTheNewestOrShowBoth(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		first := openSheet(t, b, home+plan)
		second := openSheet(t, b, home+plan)
		q := firstOf(first, "text")
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
	})
}

func TestAnswersAreThereWhenTheBrowserIsStartedAgain(t *testing.T) {
	launches := map[*Browser]func(profile string) (restartable, error){
		Chromium: func(profile string) (restartable, error) { return launchChromium(profile) },
		Firefox:  func(profile string) (restartable, error) { return launchFirefox(profile) },
	}
	for _, kind := range []*Browser{Chromium, Firefox} { // WebKit's driver keeps no profile
		launch := launches[kind]
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
	for round := range 3 {
		q := firstOf(tab, "text")
		answer := answerTo(q, round)
		give(tab, q, answer)
		awaitSaved(tab)
		tab.Reload()
		expectAnswers(tab, map[string]string{q.Path: answer})
	}
}

func TestAnswersAreKeptOnPlainHTTP(t *testing.T) {
	home := strings.Replace(Serve(t, builtSite(t), "/"), "127.0.0.1", plainHost, 1)
	tab := openSheet(t, Chromium, home+plan)
	if Eval[bool](tab, `isSecureContext`) {
		t.Fatal("the page is trusted, so this shows nothing")
	}
	addRows(tab)
	want := fill(tab, 1, all)
	awaitSavedInBoth(tab)
	tab.Reload()
	expectAnswers(tab, want)
	got := Download(tab, func() { tab.Click(takeFile) })
	if !strings.Contains(string(got.Data), "redskab-answers") {
		t.Errorf("the file holds %.100q", got.Data)
	}
}

func TestWhatIsSavedIsThereAfterTheProcessOfThePageWasKilled(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := openSheet(t, Chromium, home+plan)
	want := map[string]string{}
	q := firstOf(tab, "text")
	want[q.Path] = "gemt, og så døde siden"
	give(tab, q, want[q.Path])
	awaitSaved(tab)
	Crash(tab)
	expectAnswers(openSheet(t, Chromium, home+plan), want)
}
