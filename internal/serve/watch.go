package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"redskab/internal/content"
)

const (
	settle  = 30 * time.Millisecond // editors write a file in several steps
	lookOut = 2 * time.Second       // network drives send no events
)

var watched = []string{"content", "layouts", "static"}

// watch calls change, one call at a time, each time something below the watched folders of
// root was written, added, renamed or removed. It ends with ctx; Wait then returns.
func watch(ctx context.Context, root string, change func()) (*sync.WaitGroup, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	seen := look(root, w)
	var wg sync.WaitGroup
	wg.Go(func() {
		defer func() { _ = w.Close() }()
		again := time.NewTicker(lookOut)
		defer again.Stop()
		due := time.NewTimer(0)
		<-due.C
		for {
			select {
			case <-ctx.Done():
				return
			case e := <-w.Events:
				if !content.Ignored(filepath.Base(e.Name)) {
					due.Reset(settle)
				}
			case <-w.Errors: // events were lost: look for oneself
				due.Reset(settle)
			case <-due.C:
				seen = look(root, w)
				change()
			case <-again.C:
				if now := look(root, w); now != seen {
					seen = now
					change()
				}
			}
		}
	})
	return &wg, nil
}

// A glance is what a look at all files shows, small enough to compare.
type glance struct {
	files int
	bytes int64
	times int64 // sum of the modification times
	names uint64
}

// look takes in all files below the watched folders, and sees to it that each folder is
// watched: fsnotify watches folders one by one.
func look(root string, w *fsnotify.Watcher) glance {
	var g glance
	for _, dir := range watched {
		_ = filepath.WalkDir(filepath.Join(root, dir), func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				if errors.Is(err, fs.ErrNotExist) {
					return nil
				}
				return fs.SkipDir
			}
			if content.Ignored(d.Name()) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if d.IsDir() {
				_ = w.Add(p)
			}
			if info, err := os.Stat(p); err == nil && !d.IsDir() {
				g.files++
				g.bytes += info.Size()
				g.times += info.ModTime().UnixNano()
				for _, c := range []byte(p) {
					g.names = g.names*31 + uint64(c)
				}
			}
			return nil
		})
	}
	return g
}
