//go:build browser

package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// What a reader can rely on when the computer does its worst: an answer that the sheet
// calls saved stands in two stores, and either gives it back. [L19] [L20] [L21]

// awaitSavedInBoth waits until the sheet calls all saved, and says nothing of one store.
func awaitSavedInBoth(tab *Tab) {
	tab.t.Helper()
	awaitSaved(tab)
	tab.WaitFor(`!/kun svarene ét sted/.test(document.querySelector('[data-sheet-bar]').innerText)`)
}

// killed ends all of a browser at once, as when the power goes: every process that was
// started on its profile.
func killed(t *testing.T, profile string) {
	t.Helper()
	pids := onProfile(t, profile)
	if len(pids) == 0 {
		t.Fatal("no process to kill, so this shows nothing")
	}
	for _, pid := range pids {
		_ = syscall.Kill(pid, syscall.SIGKILL) // it may have gone with another
	}
	look, end := time.NewTicker(10*time.Millisecond), time.After(patience)
	defer look.Stop()
	for len(onProfile(t, profile)) > 0 {
		select {
		case <-look.C:
		case <-end:
			t.Fatal("the browser outlives being killed")
		}
	}
}

// onProfile gives the processes that have the profile's folder on their command line. One
// that has ended and is not yet taken leave of has no command line any more.
func onProfile(t *testing.T, profile string) []int {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	var pids []int
	for _, file := range files {
		line, _ := os.ReadFile(file) // gone meanwhile: not one of them
		args := bytes.Split(line, []byte{0})
		if !slices.ContainsFunc(args, func(arg []byte) bool { return string(arg) == profile || string(arg) == "--user-data-dir="+profile }) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}

// inARestartable runs a test in the browsers that can be started again on a profile; start
// opens the sheet in a new process. WebKit's driver keeps no profile.
func inARestartable(t *testing.T, sheet string, test func(t *testing.T, profile string, start func() *Tab)) {
	launches := map[*Browser]func(profile string) (restartable, error){
		Chromium: func(profile string) (restartable, error) { return launchChromium(profile) },
		Firefox:  func(profile string) (restartable, error) { return launchFirefox(profile) },
	}
	for _, kind := range []*Browser{Chromium, Firefox} {
		launch := launches[kind]
		t.Run(kind.Name, func(t *testing.T) {
			need(t, kind.Command, kind.Package)
			home, profile := Serve(t, builtSite(t), "/"), newProfile(t)
			test(t, profile, func() *Tab {
				running, err := launch(profile)
				if err != nil {
					t.Fatalf("%s does not start: %v", kind.Name, err)
				}
				b := &Browser{Name: kind.Name, Command: kind.Command, Package: kind.Package, running: running}
				tab := openSheet(t, b, home+sheet)
				tab.closed = true // it goes with the browser
				return tab
			})
		})
	}
}

func TestWhatIsSavedIsThereAfterTheBrowserWasKilledAtOnce(t *testing.T) {
	inARestartable(t, plan, func(t *testing.T, profile string, start func() *Tab) {
		want := map[string]string{}
		// Each round finds what the last left, and answers more; the first also makes the
		// forløb, of which a browser has nothing on its disk yet.
		for round := range 3 {
			tab := start()
			expectAnswers(tab, want)
			q := firstOf(tab, "text")
			want[q.Path] = fmt.Sprintf("gemt, og så gik strømmen %d", round)
			give(tab, q, want[q.Path])
			awaitSavedInBoth(tab)
			killed(t, profile)
		}
	})
}

// Browsers bring localStorage to the disk now and then: what was typed since would be lost.
func TestWhatWasTypedForLongIsThereAfterTheBrowserWasKilled(t *testing.T) {
	long := 4 * time.Second
	if os.Getenv("PROVE") != "" {
		long = time.Minute
	}
	inARestartable(t, plan, func(t *testing.T, profile string, start func() *Tab) {
		tab := start()
		q := firstOf(tab, "longtext")
		text := "Vi begynder."
		give(tab, q, text)
		for n, end := 1, time.Now().Add(long); time.Now().Before(end); n++ {
			more := fmt.Sprintf(" Og så %d.", n)
			tab.Press(keysOf(more)...)
			text += more
		}
		awaitSavedInBoth(tab)
		killed(t, profile)
		expectAnswers(start(), map[string]string{q.Path: text})
		killed(t, profile)
	})
}

func TestWhenEitherStoreIsEmptiedBetweenTwoVisitsTheAnswersAreThere(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := openSheet(t, b, home+plan)
		addRows(tab)
		want := fill(tab, 1, all)
		awaitSavedInBoth(tab)
		neighbour := b.Open(t, home+"neighbour")
		tab.Close()
		// Each harm comes to a store that the visit before has made whole again.
		for _, harm := range []string{
			`localStorage.clear()`,
			deleteDatabases,
			`Object.keys(localStorage).forEach(key => localStorage.setItem(key, '{"__proto__":'))`,
			garbleDatabases,
			`localStorage.clear()`,
		} {
			neighbour.Front()
			Eval[any](neighbour, harm)
			tab := openSheet(t, b, home+plan)
			expectAnswers(tab, want)
			q := firstOf(tab, "longtext")
			want[q.Path] += " og mere"
			give(tab, q, want[q.Path])
			awaitSavedInBoth(tab)
			tab.Close()
		}
	})
}

const deleteDatabases = `indexedDB.databases().then(all => Promise.all(all.map(({name}) => new Promise((done, failed) => {
	const request = indexedDB.deleteDatabase(name)
	request.onsuccess = () => done()
	request.onerror = request.onblocked = () => failed(new Error('not deleted'))
})))).then(all => { if (all.length !== 1) throw new Error(all.length + ' databases') })`

const garbleDatabases = `indexedDB.databases().then(([{name}]) => new Promise((done, failed) => {
	const request = indexedDB.open(name)
	request.onerror = failed
	request.onsuccess = () => {
		const database = request.result
		const transaction = database.transaction(database.objectStoreNames, 'readwrite')
		const store = transaction.objectStore(database.objectStoreNames[0])
		const keys = store.getAllKeys()
		keys.onsuccess = () => keys.result.forEach((key, i) => store.put(i % 2 ? {ikke: 'tekst'} : '["halv', key))
		transaction.oncomplete = () => { database.close(); done() }
		transaction.onabort = failed
	}
}))`

func TestReadingASheetMakesNoDatabase(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		home := Serve(t, builtSite(t), "/")
		tab := b.Open(t, home)
		for _, sheet := range sheets {
			tab.Navigate(home + sheet.path)
			awaitSheet(tab)
			tab.Reload()
			awaitSheet(tab)
		}
		for _, kept := range Eval[[]string](tab, keptJS) {
			t.Errorf("the browser keeps %s", kept)
		}
		// And the list would have shown it.
		give(tab, firstOf(tab, "text"), "et svar")
		awaitSavedInBoth(tab)
		if kept := Eval[[]string](tab, keptJS); !slices.ContainsFunc(kept, func(k string) bool { return k[:8] == "database" }) {
			t.Errorf("after an answer the browser keeps %q, and no database", kept)
		}
	})
}
