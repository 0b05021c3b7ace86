package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
)

// onDisk writes files below a new folder, and links: a name ending in @ becomes a link to
// what its text says.
func onDisk(t *testing.T, files map[string]string) fs.FS {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		link, isLink := strings.CutSuffix(name, "@")
		full := filepath.Join(dir, filepath.FromSlash(link))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if isLink {
			err = os.Symlink(filepath.FromSlash(text), full)
		} else {
			err = os.WriteFile(full, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return os.DirFS(dir)
}

func TestSymbolicLinks(t *testing.T) {
	tests := []struct {
		name, problems string
		files          map[string]string
		pages          []string
	}{
		{"to a file and a folder within", "", map[string]string{
			"content/a.md": "A", "content/b.md@": "a.md", "content/c@": "../fælles", "fælles/d.md": "D",
		}, []string{"/", "/a/", "/b/", "/c/", "/c/d/"}},
		{"to a link to a file", "", map[string]string{
			"content/a.md@": "b.md", "content/b.md@": "../c/d.md", "c@": "d", "d/d.md": "D",
		}, []string{"/", "/a/", "/b/"}},
		{"to the folder it lies in", "content/a/b: the link leads to a folder that it lies in (remove the link)", map[string]string{
			"content/a/a.md": "A", "content/a/b@": ".",
		}, []string{"/", "/a/", "/a/a/"}},
		{"to the content folder", "content/a/b: the link leads to a folder that it lies in (remove the link)", map[string]string{
			"content/a/a.md": "A", "content/a/b@": "../../content",
		}, []string{"/", "/a/", "/a/a/"}},
		{"in a circle by way of another folder", "content/a/b/c: the link leads to a folder that it lies in (remove the link)", map[string]string{
			"content/a/a.md": "A", "content/a/b@": "../../x", "x/c@": "../content/a",
		}, []string{"/", "/a/", "/a/a/"}},
		{"to itself", "content/a.md: the link leads back to itself (remove the link)", map[string]string{"content/a.md@": "a.md"}, []string{"/"}},
		{"out of the root", "content/a.md: the link leads out of the folder that holds content/ (put a copy here instead)", map[string]string{"content/a.md@": "../../../etc/hosts"}, []string{"/"}},
		{"to an absolute path", "content/a.md: the link leads out of the folder that holds content/ (put a copy here instead)", map[string]string{"content/a.md@": "/etc/hosts"}, []string{"/"}},
		{"to what is not there", "content/a.md: cannot be read: it is not there, or it is a link to what is not there", map[string]string{"content/a.md@": "b.md"}, []string{"/"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.files["content/_index.md"] = "# Forside"
			tree, ps := Load(onDisk(t, tt.files), "content", Options{})
			if diff := cmp.Diff(tt.problems, ps.Error()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.pages, sortedKeys(tree.pages)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A failingFS fails to open, or to read, files by name.
type failingFS struct {
	fs.FS
	open, read map[string]error
}

func (f failingFS) Open(name string) (fs.File, error) {
	if err := f.open[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	file, err := f.FS.Open(name)
	if cause := f.read[name]; cause != nil {
		return failingFile{file, cause}, err
	}
	return file, err
}

type failingFile struct {
	fs.File
	err error
}

func (f failingFile) Read([]byte) (int, error) { return 0, f.err }

func TestUnreadable(t *testing.T) {
	site := fstest.MapFS{
		"content/_index.md": {Data: []byte("[a](a.md#x) [b](b.md#x) [c](c/) [d](c/d.md#x) [e](/c/d.md)")}, "content/a.md": {}, "content/b.md": {}, "content/c/side.md": {},
		"content/site.yaml": {}, "content/d.png": {},
	}
	broken := failingFS{site, map[string]error{"content/a.md": fs.ErrPermission, "content/c": fs.ErrPermission, "content/site.yaml": errors.New("disk on fire"), "content/d.png": fs.ErrPermission},
		map[string]error{"content/b.md": errors.New("input/output error")}}
	tree, ps := Load(broken, "content", Options{})
	ps = append(ps, tree.CheckLinks()...).Sort()
	want := `content/a.md: cannot be read: permission denied (give yourself leave to read it)
content/b.md: cannot be read: input/output error
content/c: cannot be read: permission denied (give yourself leave to read it)
content/d.png: cannot be read: permission denied (give yourself leave to read it)
content/site.yaml: cannot be read: disk on fire`
	if diff := cmp.Diff(want, ps.Error()); diff != "" {
		t.Error(diff)
	}
}

func TestNoContentFolder(t *testing.T) {
	tree, ps := Load(fstest.MapFS{}, "content", Options{})
	if diff := cmp.Diff("content: cannot be read: it is not there, or it is a link to what is not there", ps.Error()); diff != "" {
		t.Error(diff)
	}
	if tree.Root == nil {
		t.Error("no front page")
	}
}

func TestTooLarge(t *testing.T) {
	site := fstest.MapFS{"content/_index.md": {Data: make([]byte, 10_000_001)}, "content/sources.yaml": {Data: make([]byte, 12_000_000)}}
	_, ps := Load(site, "content", Options{})
	want := "content/_index.md: is too large for a text: 11 MB, and 10 is the most (divide it)\n" +
		"content/sources.yaml: is too large for a text: 12 MB, and 10 is the most (divide it)"
	if diff := cmp.Diff(want, ps.Error()); diff != "" {
		t.Error(diff)
	}
}

// pages parses anew only what changed, whatever is told of times and sizes.
func TestCache(t *testing.T) {
	cache := NewCache()
	site := fstest.MapFS{
		"content/_index.md": {Data: []byte("# Forside")}, "content/a.md": {Data: []byte("# A")}, "content/b.md": {Data: []byte("# B")},
	}
	load := func() *Tree {
		tree, ps := Load(site, "content", Options{Cache: cache})
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		return tree
	}
	same := func(x, y *Tree, path string) bool { return x.pages[path].Doc == y.pages[path].Doc }
	first := load()
	second := load()
	if !same(first, second, "/") || !same(first, second, "/a/") {
		t.Error("pages were parsed again without a change")
	}
	site["content/a.md"] = &fstest.MapFile{Data: []byte("# Å")}
	third := load()
	if same(second, third, "/a/") || third.pages["/a/"].Title != "Å" || !same(second, third, "/b/") {
		t.Error("a changed page was not parsed again, or another was")
	}
	site["content/options.yaml"] = &fstest.MapFile{Data: []byte("ja-nej: {ja: Ja, nej: Nej}\n")}
	fourth := load()
	if same(third, fourth, "/b/") {
		t.Error("pages were kept though the settings changed")
	}
	delete(site, "content/b.md")
	if load(); len(cache.pages) != 2 {
		t.Errorf("the cache holds %d pages", len(cache.pages))
	}
}

// A file written twice within a tick of the clock has its new bytes read, and an old one is
// not read again.
func TestCacheTrustsOldFilesOnly(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, seconds int64) {
		t.Helper()
		full := filepath.Join(dir, "content", name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(seconds, 0)
		if err := os.Chtimes(full, at, at); err != nil {
			t.Fatal(err)
		}
	}
	cache := NewCache()
	opened := map[string]int{}
	load := func() *Tree {
		t.Helper()
		clear(opened)
		tree, ps := Load(countingFS{os.DirFS(dir), new(sync.Mutex), opened}, "content", Options{Cache: cache})
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		return tree
	}
	write("old.md", "# Gammel", 1000)
	write("new.md", "# Første", 2000)
	load()
	write("new.md", "# Anden!", 2000) // as long as before, at the same time
	tree := load()
	if got := tree.pages["/new/"].Title; got != "Anden!" {
		t.Errorf("the title is %q", got)
	}
	if opened["content/old.md"] != 0 || opened["content/new.md"] != 1 {
		t.Errorf("opened %v", opened)
	}
}

type countingFS struct {
	fs.FS
	mu     *sync.Mutex
	opened map[string]int
}

func (f countingFS) Open(name string) (fs.File, error) {
	f.mu.Lock()
	f.opened[name]++
	f.mu.Unlock()
	return f.FS.Open(name)
}

// The same files give the same tree and the same problems in the same order.
func TestLoadIsDeterministic(t *testing.T) {
	site := fstest.MapFS{}
	for i := range 200 {
		site[fmt.Sprintf("content/afsnit-%d/side-%d.md", i%7, i)] = &fstest.MapFile{
			Data: fmt.Appendf(nil, "---\ntitel: x\nstep: y\naliases: [/a/, /b/]\n---\n# Side %d\n\n[a](../ingen-%d.md) [b](side-%d.md)\n", i%13, i, (i+7)%200),
		}
	}
	var first string
	var problems source.Problems
	for i := range 4 {
		tree, ps := load(site)
		got := outline(tree)
		if i == 0 {
			first, problems = got, ps
			continue
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(problems, ps); diff != "" {
			t.Fatal(diff)
		}
	}
}
