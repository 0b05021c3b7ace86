//go:build browser

package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The file is the record, the browser is the draft: it comes out whatever the browser
// refuses, and going in again gives the same answers.

// What the reader presses.
const (
	takeFile   = "text=Hent kopi"
	openFile   = "text=Åbn fil"
	clearSheet = "text=Ryd arket"
)

// expectInFile looks for every answer in a file of answers.
func expectInFile(t testing.TB, file download, want map[string]string) {
	t.Helper()
	if !strings.HasSuffix(file.Name, ".json") {
		t.Errorf("the file is called %q", file.Name)
	}
	var content any
	if err := json.Unmarshal(file.Data, &content); err != nil {
		t.Fatalf("the file is no JSON: %v\n%s", err, shorten(string(file.Data)))
	}
	held := map[string]bool{}
	gather(content, held)
	for path, answer := range want {
		if !held[answer] {
			t.Errorf("the file lacks the answer to %s: %q", path, answer)
		}
	}
}

// gather collects every text and number of a JSON value.
func gather(value any, into map[string]bool) {
	switch v := value.(type) {
	case map[string]any:
		for _, x := range v {
			gather(x, into)
		}
	case []any:
		for _, x := range v {
			gather(x, into)
		}
	case nil:
	default:
		into[fmt.Sprint(v)] = true
	}
}

// blockedProfile is a Chromium profile in which sites may keep nothing, as its settings
// page makes it.
func blockedProfile(t *testing.T) string {
	t.Helper()
	profile := newProfile(t)
	if err := os.MkdirAll(filepath.Join(profile, "Default"), 0o700); err != nil {
		t.Fatal(err)
	}
	settings := `{"profile": {"default_content_setting_values": {"cookies": 2}}}`
	if err := os.WriteFile(filepath.Join(profile, "Default", "Preferences"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	return profile
}

// awaitNotSaved waits until the sheet says that answers are not saved.
func awaitNotSaved(tab *Tab) {
	tab.t.Helper()
	tab.WaitFor(`/ikke gemt/i.test(document.querySelector('[data-sheet-bar]').innerText)`)
}

func TestWhenTheBrowserKeepsNothingTheSheetSaysSoAndTheFileComesOut(t *testing.T) {
	for _, sheet := range sheets {
		t.Run(sheet.name, func(t *testing.T) {
			tab := openSheet(t, ownChromium(t, blockedProfile(t)), Serve(t, builtSite(t), "/")+sheet.path)
			if Eval[bool](tab, `(() => { try { return !!localStorage } catch { return false } })()`) {
				t.Fatal("storage is not blocked, so this shows nothing")
			}
			addRows(tab)
			want := fill(tab, 1, sheet.some)
			awaitNotSaved(tab)
			expectInFile(t, Download(tab, func() { tab.Click(takeFile) }), want)
			expectAnswers(tab, want)
			for _, line := range Console(tab) {
				if strings.HasPrefix(line, "exception") {
					t.Error(line)
				}
			}
		})
	}
}

// fillStoreJS fills what the origin may keep to the last character.
const fillStoreJS = `(() => {
	let n = 0
	for (let size = 1 << 20; size >= 1; size >>= 1) {
		for (;;) try { localStorage.setItem('nabo' + n, 'x'.repeat(size)); n++ } catch { break }
	}
	return n
})()`

func TestWhenTheBrowserIsFullTheSheetSaysSoAndTheFileComesOut(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	neighbour := Chromium.Open(t, home+"neighbour")
	tab := openSheet(t, Chromium, home+plan)
	addRows(tab)
	want := fill(tab, 1, all)
	awaitSaved(tab)
	if Eval[int](neighbour, fillStoreJS) == 0 {
		t.Fatal("nothing was filled, so this shows nothing")
	}
	tab.Front()
	q := firstOf(tab, "text")
	want[q.Path] = strings.Repeat("mere, end der er plads til ", 3)
	give(tab, q, want[q.Path])
	awaitNotSaved(tab)
	expectInFile(t, Download(tab, func() { tab.Click(takeFile) }), want)

	// Room again: the next answer brings all of them into the browser.
	Eval[any](neighbour, `Object.keys(localStorage).filter(k => k.startsWith('nabo')).forEach(k => localStorage.removeItem(k))`)
	tab.Front()
	want[q.Path] = "nu er der plads"
	give(tab, q, want[q.Path])
	awaitSaved(tab)
	tab.Reload()
	expectAnswers(tab, want)
}

func TestAFileOpenedElsewhereAndAfterClearingGivesTheSameAnswers(t *testing.T) {
	for _, sheet := range sheets {
		t.Run(sheet.name, func(t *testing.T) {
			tab := openSheet(t, Chromium, Serve(t, builtSite(t), "/")+sheet.path)
			Requests(tab)
			addRows(tab)
			want := fill(tab, 1, sheet.some)
			awaitSaved(tab)
			taken := Download(tab, func() { tab.Click(takeFile) })
			expectInFile(t, taken, want)
			file := filepath.Join(t.TempDir(), taken.Name)
			if err := os.WriteFile(file, taken.Data, 0o600); err != nil {
				t.Fatal(err)
			}

			tab.Click(clearSheet)
			tab.WaitFor(`document.querySelector('dialog[open]')`)
			tab.Click(clearSheet)
			tab.WaitFor(`Object.values(` + answersJS + `).every(a => a === '')`)
			for _, r := range Requests(tab) {
				// The file, which the page itself has made; and parts of the sheet's own script.
				if !strings.HasPrefix(r, "blob:") && !strings.Contains(r, "/js/") {
					t.Errorf("filling the sheet asks for %s", r)
				}
			}
			for _, line := range Console(tab) {
				t.Errorf("filling the sheet: %s", line)
			}
			holds := func(tab *Tab) {
				expectAnswers(tab, want)
				awaitSaved(tab)
				tab.Reload()
				expectAnswers(tab, want)
			}
			Upload(tab, file, func() { tab.Click(openFile) })
			tab.Click("dialog[open] [value=merge] + span")
			openInDialog(tab)
			tab.WaitFor(`/Flet filen ind/.test(document.querySelector('dialog[open] h2')?.textContent ?? '')`)
			openInDialog(tab)
			holds(tab)
			elsewhere := openSheet(t, Chromium, Serve(t, builtSite(t), "/")+sheet.path)
			Upload(elsewhere, file, func() { elsewhere.Click(openFile) })
			openInDialog(elsewhere)
			holds(elsewhere)
		})
	}
}

// Where a file and the sheet have different answers the reader chooses, one by one or all at
// once; and the whole can be undone.
func TestAMergedFileTakesTheAnswersThatWereChosen(t *testing.T) {
	home := Serve(t, builtSite(t), "/")
	tab := openSheet(t, Chromium, home+plan)
	texts := []question{}
	for _, q := range questions(tab) {
		if q.Kind == "text" && len(texts) < 2 {
			texts = append(texts, q)
		}
	}
	for _, q := range texts {
		give(tab, q, "i filen "+q.Path)
	}
	awaitSaved(tab)
	taken := Download(tab, func() { tab.Click(takeFile) })
	file := filepath.Join(t.TempDir(), taken.Name)
	tab.do("write the file", os.WriteFile(file, taken.Data, 0o600))
	here := map[string]string{}
	for _, q := range texts {
		here[q.Path] = "her " + q.Path
		give(tab, q, here[q.Path])
	}
	awaitSaved(tab)
	Upload(tab, file, func() { tab.Click(openFile) })
	tab.Click("dialog[open] [value=merge] + span")
	openInDialog(tab)
	tab.WaitFor(`document.querySelectorAll('dialog[open] fieldset').length === 2`)
	tab.Click("dialog[open] fieldset:last-of-type [value=file] + span")
	openInDialog(tab)
	chosen := maps.Clone(here)
	last := max(texts[0].Path, texts[1].Path) // a file holds them by path
	chosen[last] = "i filen " + last
	expectAnswers(tab, chosen)
	tab.Reload()
	expectAnswers(tab, chosen)
	tab.Click("text=Fortryd")
	expectAnswers(tab, here)
}

func TestASheetOpenedFromDiskSaysWhatThatMeansAndTheFileComesOut(t *testing.T) {
	for _, sheet := range sheets {
		t.Run(sheet.name, func(t *testing.T) {
			tab := openSheet(t, Chromium, "file://"+offlineSite(t)+"/"+sheet.path+"index.html")
			tab.WaitFor(`/åbnet fra en fil/.test(document.querySelector('[data-sheet-bar]').innerText)`)
			addRows(tab)
			want := fill(tab, 1, sheet.some)
			expectInFile(t, Download(tab, func() { tab.Click(takeFile) }), want)
			for _, line := range Console(tab) {
				t.Error(line)
			}
		})
	}
	t.Run("in Firefox, which gives each file a storage of its own", func(t *testing.T) {
		tab := openSheet(t, Firefox, "file://"+offlineSite(t)+"/"+plan+"index.html")
		tab.WaitFor(`/åbnet fra en fil/.test(document.querySelector('[data-sheet-bar]').innerText)`)
		want := fill(tab, 1, all)
		awaitSaved(tab)
		tab.Reload()
		expectAnswers(tab, want)
	})
}
