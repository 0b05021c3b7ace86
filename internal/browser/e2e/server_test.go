//go:build browser

package e2e

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Serve serves a built site on loopback as a plain static host does, below a prefix such
// as "/kommune/x/y/": index.html for a folder, 404.html for what is not there. It gives the
// address of the front page, on an origin that no other test has.
func Serve(t testing.TB, folder, prefix string) string {
	t.Helper()
	files := http.FileServer(http.Dir(folder))
	notFound := func(w http.ResponseWriter) {
		page, err := os.ReadFile(filepath.Join(folder, "404.html"))
		if err != nil {
			http.Error(w, "no 404.html", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(page)
	}
	server := newServer(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/neighbour" { // another site on the same host
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte("<!doctype html><title>Nabo</title>"))
			return
		}
		path, ok := strings.CutPrefix(r.URL.Path, prefix)
		if !ok {
			notFound(w)
			return
		}
		r.URL.Path = "/" + path
		file := filepath.Join(folder, filepath.FromSlash(path))
		info, err := os.Stat(file)
		if err == nil && info.IsDir() {
			_, err = os.Stat(filepath.Join(file, "index.html"))
		}
		if err != nil {
			notFound(w)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + prefix
}

// origins are those that tests have had. A browser keeps what an origin was told, and a port
// that is free again may be given to another test, which would then meet those answers.
var origins sync.Map

// newServer starts a server on a port that no test has had.
func newServer(t testing.TB, handler http.Handler) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	for {
		if _, had := origins.LoadOrStore(server.Listener.Addr().String(), true); !had {
			server.Start()
			return server
		}
		defer server.Listener.Close() // held until there is another, so that it is not given again
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		server.Listener = listener
	}
}
