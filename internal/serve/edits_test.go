package serve

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"redskab"
	"redskab/internal/site"
)

// edits is how many random edits a run makes: a thousand under `make prove`.
func edits() int {
	if os.Getenv("PROVE") != "" {
		return 1000
	}
	return 80
}

// A desk is an author's folder, edited at random but the same way each time.
type desk struct {
	*rand.Rand
	files  fstest.MapFS
	next   int
	writes int
}

func newDesk(seed uint64) *desk {
	d := &desk{Rand: rand.New(rand.NewPCG(seed, 1)), files: fstest.MapFS{}}
	d.write("content/_index.md", "# Forside\n\nSe [emner](emne/_index.md).\n")
	d.write("content/site.yaml", "title: Prøve\n")
	for _, section := range []string{"emne", "møde", "plan/dyb"} {
		d.write("content/"+section+"/_index.md", "# Afsnit "+section+"\n")
		for range 3 {
			d.add()
		}
	}
	return d
}

// write gives each file a time of its own, as a disk does.
func (d *desk) write(name, text string) {
	d.writes++
	d.files[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(int64(d.writes), 0)}
}

// pages lists the Markdown files but the front page and emne/_index.md, which others link to.
func (d *desk) pages() []string {
	var names []string
	for n := range d.files {
		if strings.HasSuffix(n, ".md") && n != "content/_index.md" && n != "content/emne/_index.md" {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}

func (d *desk) one() string {
	p := d.pages()
	return p[d.IntN(len(p))]
}

func (d *desk) text() string {
	front := fmt.Sprintf("---\ntitle: Side nr. %d\nweight: %d\n", d.IntN(50), 1+d.IntN(9))
	switch d.IntN(5) {
	case 0:
		front += "draft: true\n"
	case 1:
		front += fmt.Sprintf("aliases: [/gammel-%d/]\n", d.IntN(1_000_000))
	case 2:
		front += "description: En anden beskrivelse.\n"
	}
	return fmt.Sprintf("%s---\n\nTekst %d.\n\n## Første %d\n\n## Anden\n\n[Emner](/emne/)\n", front, d.IntN(1000), d.IntN(9))
}

func (d *desk) add() {
	d.next++
	section := []string{"emne", "møde", "plan/dyb", "nyt"}[d.IntN(4)]
	d.write(fmt.Sprintf("content/%s/side-%d.md", section, d.next), d.text())
}

// edit does one thing an author does, and says what.
func (d *desk) edit() string {
	pages := d.pages()
	kind := d.IntN(9)
	if len(pages) < 5 {
		kind = 0
	}
	switch kind {
	case 0, 1:
		d.add()
		return "add"
	case 2:
		n := d.one()
		delete(d.files, n)
		return "delete " + n
	case 3:
		n := d.one()
		d.next++
		to := fmt.Sprintf("content/emne/omdoebt-%d.md", d.next)
		d.files[to] = d.files[n]
		delete(d.files, n)
		return "rename " + n
	case 4:
		d.write("content/site.yaml", fmt.Sprintf("title: Prøve %d\nfooter:\n  - Linje %d\n", d.IntN(9), d.IntN(9)))
		return "settings"
	case 5:
		d.write("layouts/page.html", fmt.Sprintf(`{{define "main"}}<h1>{{.Heading}}</h1>{{.Body}}<p>Layout %d</p>{{end}}`, d.IntN(9)))
		return "layout"
	case 6:
		delete(d.files, "layouts/page.html")
		return "layout removed"
	case 7:
		n := d.one()
		d.write(n, "---\ntitel: forkert\n---\n\n[væk](/findes-ikke/)\n")
		return "mistake in " + n
	}
	n := d.one()
	d.write(n, d.text())
	return "change " + n
}

// mend takes mistakes out again, so that the site is good most of the time.
func (d *desk) mend() {
	for _, n := range d.pages() {
		if strings.Contains(string(d.files[n].Data), "titel: forkert") {
			d.write(n, d.text())
		}
	}
}

func get(t *testing.T, p *Preview, path string) (int, []byte) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://localhost/"+path, nil)
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w.Code, w.Body.Bytes()
}

// TestServedIsWhatACleanBuildMakes edits a site at random. After each edit every
// file that the preview serves is the one that a build from nothing makes, and the files
// of pages that went are gone.
func TestServedIsWhatACleanBuildMakes(t *testing.T) {
	d := newDesk(1)
	p := New(site.Config{FS: d.files, Defaults: redskab.Files})
	if ps := p.Problems(); ps.Broken() {
		t.Fatal(ps)
	}
	broken := 0
	var before []string
	var work site.Work
	for i := range edits() {
		what := d.edit()
		p.Reload()
		clean, ps := site.Load(site.Config{FS: d.files, Defaults: redskab.Files})
		if clean == nil {
			broken++
			if got := p.Problems().Error(); got != ps.Error() {
				t.Fatalf("edit %d (%s): the preview says\n%s\nthe build says\n%s", i, what, got, ps)
			}
			if code, _ := get(t, p, ""); code != http.StatusOK {
				t.Fatalf("edit %d (%s): the last good front page is gone", i, what)
			}
			d.mend()
			continue
		}
		for _, name := range clean.Paths() {
			want, ps := clean.Make(name, &work)
			if ps.Broken() {
				t.Fatalf("edit %d (%s): %s", i, what, ps)
			}
			if strings.HasSuffix(name, ".html") {
				want = Dress(want, p.problems, p.version)
			}
			code, got := get(t, p, name)
			if wantCode := http.StatusOK; code != wantCode || string(got) != string(want) {
				t.Fatalf("edit %d (%s): %s is served with %d and is not what a clean build makes", i, what, name, code)
			}
		}
		for _, name := range before {
			if code, _ := get(t, p, name); !clean.Has(name) && code != http.StatusNotFound {
				t.Fatalf("edit %d (%s): %s is gone but answers %d", i, what, name, code)
			}
		}
		before = clean.Paths()
	}
	if broken == 0 {
		t.Errorf("none of %d edits broke the site: the test does not try what it should", edits())
	}
}
