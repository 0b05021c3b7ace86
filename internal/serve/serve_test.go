package serve

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"redskab"
	"redskab/internal/site"
)

// line reads lines until one holds a piece, and gives it.
func line(t *testing.T, r *bufio.Reader, piece string) string {
	t.Helper()
	for {
		s, err := r.ReadString('\n')
		if err != nil {
			t.Fatalf("no line holds %q: %v", piece, err)
		}
		if strings.Contains(s, piece) {
			return strings.TrimSpace(s)
		}
	}
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The whole of what an editor does: write, look, make a mistake, read of it, mend it. Every
// wait is for what the browser would be told, so nothing depends on how fast it comes.
func TestEditorWritesAndLooks(t *testing.T) {
	root := t.TempDir()
	page := filepath.Join(root, "content", "_index.md")
	write := func(text string) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(page), 0o755), os.WriteFile(page, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("# Før\n")
	ctx, cancel := context.WithCancel(context.Background())
	logged, log := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- Run(ctx, Config{Site: site.Config{FS: os.DirFS(root), Defaults: redskab.Files}, Root: root, Log: log})
		_ = log.Close()
	}()
	terminal := bufio.NewReader(logged)
	address, _, _ := strings.Cut(strings.TrimPrefix(line(t, terminal, "Preview: "), "Preview: "), " ")
	if body := fetch(t, address); !strings.Contains(body, "<h1>Før</h1>") || !strings.Contains(body, "connect-src 'self'") {
		t.Fatalf("the page is %s", body)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"_redskab/changes?version=1", nil)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	changes := bufio.NewReader(stream.Body)

	write("# Efter\n")
	line(t, changes, "data: ")
	if body := fetch(t, address); !strings.Contains(body, "<h1>Efter</h1>") {
		t.Errorf("after the change the page is %s", body)
	}

	write("# Efter\n\n[væk](findes-ikke.md)\n")
	line(t, changes, "data: ")
	if got, want := line(t, terminal, "content/"), `content/_index.md:3:7: there is no page findes-ikke.md`; !strings.HasPrefix(got, want) {
		t.Errorf("the terminal says %s", got)
	}
	if body := fetch(t, address); !strings.Contains(body, "<h1>Efter</h1>") || !strings.Contains(body, "there is no page findes-ikke.md") {
		t.Errorf("with a mistake the page is %s", body)
	}

	write("# Mendet\n")
	line(t, changes, "data: ")
	line(t, terminal, "No problems.")
	if body := fetch(t, address); strings.Contains(body, "redskab-problems") || !strings.Contains(body, "<h1>Mendet</h1>") {
		t.Errorf("after mending the page is %s", body)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the preview ended with %v", err)
	}
}

func TestPreviewAnswersThisMachineOnly(t *testing.T) {
	p := New(site.Config{FS: fstest.MapFS{"content/_index.md": {Data: []byte("# Forside\n")}}, Defaults: redskab.Files})
	tests := map[string]struct {
		method, url string
		want        int
	}{
		"the front page":               {"GET", "http://localhost:1313/", 200},
		"by number":                    {"GET", "http://127.0.0.1:1313/", 200},
		"under a name of another site": {"GET", "http://evil.example/", 403},
		"writing":                      {"POST", "http://localhost/", 405},
		"a page that is not there":     {"GET", "http://localhost/findes-ikke/", 404},
		"a file outside":               {"GET", "http://localhost/../go.mod", 404},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			r := httptest.NewRequest(tt.method, tt.url, nil)
			p.ServeHTTP(w, r)
			if w.Code != tt.want {
				t.Errorf("%s %s answers %d, not %d", tt.method, tt.url, w.Code, tt.want)
			}
		})
	}
}

func TestSourcesThatWereNeverGoodShowTheirProblems(t *testing.T) {
	p := New(site.Config{FS: fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitel: x\n---\n")}}, Defaults: redskab.Files})
	code, body := get(t, p, "")
	if code != http.StatusInternalServerError || !strings.Contains(string(body), "unknown key") {
		t.Errorf("%d %s", code, body)
	}
}
