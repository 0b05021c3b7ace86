// Package serve previews a site while it is being written.
//
// Its two nouns are Preview, which holds the last good site and the problems of the newest
// sources, and Dress, which adds to a finished page what only the preview needs.
//
// Rules:
//   - A page is made when a browser asks for it, by the function that build uses, so it
//     is what build would write; nothing can be stale.
//   - When the sources have problems the last good site stays, with the problems over it,
//     in the page and in the terminal. They go away by themselves when they are mended.
//   - A change is noticed by the operating system's events, and by a look at sizes and
//     times every two seconds, since network drives send no events.
//   - Only this machine is answered, and only under its own names: another site open in
//     the same browser must not read a preview.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"redskab/internal/content"
	"redskab/internal/site"
	"redskab/internal/source"
)

// Config says what to preview and where.
type Config struct {
	Site site.Config
	Root string // folder to watch
	Port int    // 0 takes a free one
	Log  io.Writer
}

// Run previews until ctx ends.
func Run(ctx context.Context, cfg Config) error {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(cfg.Port)))
	if err != nil {
		return fmt.Errorf("cannot listen on port %d: %w (choose another with --port)", cfg.Port, err)
	}
	p := New(cfg.Site)
	p.report(cfg.Log)
	fmt.Fprintf(cfg.Log, "Preview: http://%s/  (stop with Ctrl+C)\n", listener.Addr())
	watching, err := watch(ctx, cfg.Root, func() {
		if p.Reload() {
			p.report(cfg.Log)
		}
	})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer watching.Wait()
	server := &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	stopped := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stopped()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return ctx.Err()
}

// A Preview answers a browser with the newest good site. It is safe for concurrent use.
type Preview struct {
	cfg site.Config

	mu       sync.Mutex
	good     *site.Site // nil until the sources were once without problems
	problems source.Problems
	version  int           // grows with each reload
	changed  chan struct{} // closed when version grows
}

// New loads the sources for the first time.
func New(cfg site.Config) *Preview {
	if cfg.Cache == nil {
		cfg.Cache = content.NewCache()
	}
	p := &Preview{cfg: cfg, changed: make(chan struct{})}
	p.Reload()
	return p
}

// Reload reads the sources again and tells waiting browsers. It reports whether the list
// of problems differs from the last one.
func (p *Preview) Reload() bool {
	s, ps := site.Load(p.cfg)
	if s != nil {
		ps = append(ps, s.CheckAll(context.Background())...).Sort()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if s != nil {
		p.good = s
	}
	before := p.problems.Error()
	p.problems = ps
	p.version++
	close(p.changed)
	p.changed = make(chan struct{})
	return ps.Error() != before
}

// Problems gives the problems of the newest sources.
func (p *Preview) Problems() source.Problems {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.problems
}

func (p *Preview) report(w io.Writer) {
	ps := p.Problems()
	if len(ps) == 0 {
		fmt.Fprintln(w, "No problems.")
		return
	}
	fmt.Fprintln(w, ps.Error())
}

// ServeHTTP answers for the site and for the preview's own files below /_redskab/.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	// A page of another site may make the browser ask us under a name of its own.
	if host != "127.0.0.1" && host != "localhost" && host != "::1" {
		http.Error(w, "this preview answers on localhost only", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "the preview is read only", http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch r.URL.Path {
	case "/_redskab/changes":
		p.changes(w, r)
	case "/_redskab/preview.js":
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = io.WriteString(w, script)
	case "/_redskab/preview.css":
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = io.WriteString(w, style)
	default:
		p.file(w, r)
	}
}

// file answers with a file of the site, dressed when it is a page.
func (p *Preview) file(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	s, problems, version := p.good, p.problems, p.version
	p.mu.Unlock()
	if s == nil {
		respond(w, http.StatusInternalServerError, Dress(emptyPage, problems, version))
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !s.Has(name) && s.Has(path.Join(name, "index.html")) {
		http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
		return
	}
	status := http.StatusOK
	if !s.Has(name) {
		name, status = "404.html", http.StatusNotFound
		if !s.Has(name) {
			http.NotFound(w, r)
			return
		}
	}
	var work site.Work
	data, ps := s.Make(name, &work)
	if ps.Broken() {
		respond(w, http.StatusInternalServerError, Dress(emptyPage, append(ps, problems...).Sort(), version))
		return
	}
	if strings.HasSuffix(name, ".html") {
		respond(w, status, Dress(data, problems, version))
		return
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		w.Header().Set("Content-Type", t)
	}
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

func respond(w http.ResponseWriter, status int, page []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(page)
}

// changes tells a browser, as server-sent events, each time the sources were read again.
// The page says which version it shows, so a change between its making and its asking is
// not missed.
func (p *Preview) changes(w http.ResponseWriter, r *http.Request) {
	shown, _ := strconv.Atoi(r.URL.Query().Get("version"))
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no streaming", http.StatusNotImplemented)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	flusher.Flush()
	for {
		p.mu.Lock()
		version, changed := p.version, p.changed
		p.mu.Unlock()
		if version != shown {
			shown = version
			if _, err := fmt.Fprintf(w, "data: %d\n\n", version); err != nil {
				return
			}
			flusher.Flush()
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
