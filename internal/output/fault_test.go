package output

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"redskab/internal/source"
)

// scratch is a temporary folder in memory where there is such a thing: these tests build
// some hundred small sites, and a disk that others use takes a minute for that.
func scratch(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "redskab")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// A fault lets the n-th call to a disk fail: once, or from then on, as after kill -9.
type fault struct {
	at   int
	dies bool
	err  error

	calls int
	hit   string // the call that failed first
}

func (f *fault) call(op, name string) error {
	f.calls++
	if f.calls < f.at || f.calls > f.at && !f.dies {
		return nil
	}
	if f.hit == "" {
		f.hit = op + " " + name
	}
	return &fs.PathError{Op: op, Path: name, Err: f.err}
}

// disk is a disk with this fault. Looking at files counts only when nothing dies: after a
// kill it makes no difference.
func (f *fault) disk() disk {
	real := systemDisk()
	d := real
	d.write = func(name string, data []byte) error {
		if err := f.call("write", name); err != nil {
			if f.calls == f.at {
				_ = real.write(name, data[:len(data)/2])
			}
			return err
		}
		return real.write(name, data)
	}
	one := func(op string, do func(string) error) func(string) error {
		return func(name string) error {
			if err := f.call(op, name); err != nil {
				return err
			}
			return do(name)
		}
	}
	two := func(op string, do func(a, b string) error) func(a, b string) error {
		return func(a, b string) error {
			if err := f.call(op, a); err != nil {
				return err
			}
			return do(a, b)
		}
	}
	d.mkdir, d.remove = one("mkdir", real.mkdir), one("remove", real.remove)
	d.link, d.rename = two("link", real.link), two("rename", real.rename)
	if f.dies {
		return d
	}
	d.stat, d.lstat = look(f, "stat", real.stat), look(f, "lstat", real.lstat)
	d.readDir, d.open, d.read = look(f, "readdir", real.readDir), look(f, "open", real.open), look(f, "read", real.read)
	d.lock = func(name string) (func() error, bool, error) {
		if err := f.call("lock", name); err != nil {
			return nil, false, err
		}
		return real.lock(name)
	}
	return d
}

func look[T any](f *fault, op string, do func(string) (T, error)) func(string) (T, error) {
	return func(name string) (T, error) {
		if err := f.call(op, name); err != nil {
			var none T
			return none, err
		}
		return do(name)
	}
}

// page is an HTML page with links.
func page(text string, links ...string) string {
	for _, l := range links {
		text += fmt.Sprintf(`<a href="/%s">x</a>`, l)
	}
	return text
}

// Sites that a folder passes through. Their pages link to each other as a menu does.
var siteA = files{
	"index.html":         page("forside A", "css/site.aaaaaaaa.css", "mandat/index.html", "gammel/index.html"),
	"mandat/index.html":  page("mandat", "css/site.aaaaaaaa.css", "index.html", "gammel/index.html", "mandat/skabelon.pdf"),
	"gammel/index.html":  page("gammel", "css/site.aaaaaaaa.css", "index.html", "gammel/billede.svg"),
	"gammel/billede.svg": "svg", "mandat/skabelon.pdf": "pdf", "css/site.aaaaaaaa.css": "a", "robots.txt": "r",
}

var siteB = files{
	"index.html":            page("forside B", "css/site.bbbbbbbb.css", "mandat/index.html", "a/ny/index.html"),
	"mandat/index.html":     page("mandat B", "css/site.bbbbbbbb.css", "index.html", "a/ny/index.html", "mandat/skabelon.pdf"),
	"a/ny/index.html":       page("ny", "css/site.bbbbbbbb.css", "index.html", "a/ny/anden/index.html", "z/billede.svg"),
	"a/ny/anden/index.html": page("anden", "css/site.bbbbbbbb.css", "a/ny/index.html"),
	"z/billede.svg":         "svg B", "mandat/skabelon.pdf": "pdf", "css/site.bbbbbbbb.css": "b", "robots.txt": "r B",
}

var link = regexp.MustCompile(`href="/([^"]*)"`)

// wholeSite follows the links of a folder from the front page and fails when one leads to
// no file. The front page must be there when both the old and the new site have one.
func wholeSite(t *testing.T, dir string, before, after files) {
	t.Helper()
	tree := readTree(t, dir)
	seen := map[string]bool{}
	var visit func(from, at string)
	visit = func(from, at string) {
		if seen[at] {
			return
		}
		seen[at] = true
		text, ok := tree[at]
		if !ok {
			t.Errorf("%s leads to %s, which is missing", from, at)
		}
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			visit(at, m[1])
		}
	}
	if tree["index.html"] != "" || before["index.html"] != "" && after["index.html"] != "" {
		visit("the reader", "index.html")
	}
}

// changes are all kinds of builds over a folder.
var changes = map[string]struct {
	before, after files
	makesWay      bool // a file becomes a folder or the other way: whole only before and after
}{
	"a first build":      {nil, siteA, false},
	"another site":       {siteA, siteB, false},
	"and back":           {siteB, siteA, false},
	"nothing changed":    {siteA, siteA, false},
	"everything went":    {siteA, files{}, false},
	"a file to a folder": {files{"index.html": page("1", "a"), "a": "a"}, files{"index.html": page("2", "a/b.html"), "a/b.html": page("b")}, true},
	"a folder to a file": {files{"index.html": page("1", "a/b.html"), "a/b.html": page("b"), "a/c/d.txt": "d"}, files{"index.html": page("2", "a"), "a": "a"}, true},
}

// Whichever call is the last, the folder holds a whole site, made of files of the old and
// the new one, and the next build gives what a clean build gives.
func TestKilledAtEveryStep(t *testing.T) {
	for name, c := range changes {
		t.Run(name, func(t *testing.T) {
			// A third site, so that what the killed build was putting there must go.
			third := maps.Clone(c.before)
			want, wantThird := cleanTree(t, c.after), files{}
			if name == "another site" {
				third["tredje.html"] = "3"
				wantThird = cleanTree(t, third)
			}
			for n := 1; ; n++ {
				dir := filepath.Join(scratch(t), "public")
				if c.before != nil {
					mustBuild(t, dir, c.before)
				}
				f := &fault{at: n, dies: true, err: os.ErrInvalid}
				_, err := build(dir, c.after, f.disk())
				if f.hit == "" {
					if err != nil {
						t.Fatal(err)
					}
					if n < 4 && name != "nothing changed" {
						t.Fatalf("the build took %d steps only", n)
					}
					return
				}
				if !c.makesWay {
					wholeSite(t, dir, c.before, c.after)
				}
				for path, text := range readTree(t, dir) {
					if text != "/" && !strings.HasPrefix(path, private) && text != c.before[path] && text != c.after[path] {
						t.Errorf("%s is neither old nor new: %q", path, text)
					}
				}
				if name == "another site" {
					buildsTo(t, copyTree(t, dir), third, wantThird)
				}
				buildsTo(t, dir, c.after, want)
				if t.Failed() {
					t.Fatalf("killed at step %d, %s", n, f.hit)
				}
			}
		})
	}
}

// cleanTree gives what a build of the site makes of an empty folder.
func cleanTree(t *testing.T, site files) files {
	t.Helper()
	dir := filepath.Join(scratch(t), "clean")
	mustBuild(t, dir, site)
	return readTree(t, dir)
}

func buildsTo(t *testing.T, dir string, site, want files) {
	t.Helper()
	if sum := mustBuild(t, dir, site); len(sum.Warnings) > 0 {
		t.Errorf("warnings: %v", sum.Warnings)
	}
	if diff := cmp.Diff(want, readTree(t, dir)); diff != "" {
		t.Errorf("(-clean build +next build)\n%s", diff)
	}
}

func copyTree(t *testing.T, dir string) string {
	t.Helper()
	to := scratch(t)
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		return to
	}
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// Whichever call fails, either the build is done all the same, or the folder is byte for
// byte as it was and the problem says what happened.
func TestDiskFailsAtEveryStep(t *testing.T) {
	for name, c := range changes {
		t.Run(name, func(t *testing.T) {
			want, before := cleanTree(t, c.after), files{}
			if c.before != nil {
				before = cleanTree(t, c.before)
			}
			dir := ""
			for n := 1; ; n++ {
				if dir == "" { // else the folder is as it was
					dir = filepath.Join(scratch(t), "public")
					if c.before != nil {
						mustBuild(t, dir, c.before)
					}
				}
				f := &fault{at: n, err: syscall.ENOSPC}
				_, err := build(dir, c.after, f.disk())
				if f.hit == "" {
					if err != nil {
						t.Fatal(err)
					}
					return
				}
				expected := before
				if err == nil {
					expected = want
				} else {
					wantProblems(t, err, dir+": the disk is full (make room and build again; the site that stood there is untouched)")
				}
				after := readTree(t, dir)
				if op, _, _ := strings.Cut(f.hit, " "); op == "remove" || op == "readdir" {
					// When cleaning up is what failed, the next build does it.
					maps.DeleteFunc(after, func(path, _ string) bool {
						return strings.HasPrefix(path, stagingPath) || path == private && err != nil && c.before == nil
					})
				}
				if diff := cmp.Diff(expected, after); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
				if err == nil {
					buildsTo(t, dir, c.after, want)
					dir = ""
				}
				if t.Failed() {
					t.Fatalf("call %d failed: %s; the build said: %v", n, f.hit, err)
				}
			}
		})
	}
}

func TestWhatTheDiskSays(t *testing.T) {
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"full":      {syscall.ENOSPC, "the disk is full (make room and build again; the site that stood there is untouched)"},
		"no quota":  {syscall.EDQUOT, "the disk is full (make room and build again; the site that stood there is untouched)"},
		"read-only": {syscall.EROFS, "is on a medium that cannot be written to (name a folder that can be written to)"},
		"forbidden": {syscall.EACCES, "redskab may not write here: write .redskab/staging/000001: permission denied (ask for the right to write there, or name another folder)"},
		"broken":    {syscall.EIO, "cannot be written: write .redskab/staging/000001: input/output error (the site that stood there is untouched)"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := scratch(t)
			mustBuild(t, dir, files{"index.html": "gammel"})
			before := readTree(t, dir)
			d := systemDisk()
			d.write = func(file string, data []byte) error { return &fs.PathError{Op: "write", Path: file, Err: tt.err} }
			_, err := build(dir, files{"index.html": "ny"}, d)
			wantProblems(t, err, dir+": "+tt.want)
			if diff := cmp.Diff(before, readTree(t, dir)); diff != "" {
				t.Errorf("(-before +after)\n%s", diff)
			}
		})
	}
}

// When the disk fails for good in the middle of a promotion, nothing can be taken back.
func TestDiskBreaksForGood(t *testing.T) {
	dir := scratch(t)
	mustBuild(t, dir, siteA)
	f := &fault{at: 1 << 30, dies: true, err: syscall.EIO}
	d := f.disk()
	real := d.rename
	d.rename = func(a, b string) error {
		if path.Base(b) == "index.html" && filepath.Dir(b) == dir {
			f.at = f.calls
		}
		return real(a, b)
	}
	_, err := build(dir, siteB, d)
	wantProblems(t, err, dir+": the disk failed while the site was being put in place "+
		"(rename .redskab/staging/000004: input/output error), and again while that was taken back "+
		"(rename .redskab/staging/000010: input/output error); old and new pages stand side by side "+
		"(every page there is whole and none leads to a missing file; build again when the disk works)")
	wholeSite(t, dir, siteA, siteB)
	buildsTo(t, dir, siteB, cleanTree(t, siteB))
}

// File systems without hard links (FAT, some shares): the way back is a copy.
func TestWithoutHardLinks(t *testing.T) {
	for n := 1; ; n++ {
		dir := scratch(t)
		mustBuild(t, dir, siteA)
		before := readTree(t, dir)
		f := &fault{at: n, err: syscall.EIO}
		d := f.disk()
		d.link = func(a, b string) error { return &os.LinkError{Op: "link", Old: a, New: b, Err: syscall.ENOTSUP} }
		_, err := build(dir, siteB, d)
		if f.hit == "" {
			if err != nil {
				t.Fatal(err)
			}
			buildsTo(t, dir, siteB, cleanTree(t, siteB))
			return
		}
		if err != nil && !strings.HasPrefix(f.hit, "remove") {
			if diff := cmp.Diff(before, readTree(t, dir)); diff != "" {
				t.Fatalf("call %d failed: %s (-before +after)\n%s", n, f.hit, diff)
			}
		}
	}
}

// After the first failure no Write is tried any more, and all say the same, so that ten
// thousand pages on a full disk give one problem.
func TestAFullDiskIsOneProblem(t *testing.T) {
	dir := scratch(t)
	f := &fault{at: 1 << 30, dies: true, err: syscall.ENOSPC}
	out, err := open(dir, Options{}, f.disk())
	if err != nil {
		t.Fatal(err)
	}
	defer out.Discard()
	f.at = f.calls + 2
	var all source.Problems
	for i := range 5 {
		if err := out.Write(fmt.Sprintf("%d.html", i), []byte("x"), "content/x.md"); err != nil {
			all = append(all, err.(source.Problems)...)
		}
	}
	const want = ": the disk is full (make room and build again; the site that stood there is untouched)"
	wantProblems(t, all.Err(), dir+want)
	if f.calls != f.at {
		t.Errorf("%d calls after the disk was full", f.calls-f.at)
	}
	_, err = out.Promote(t.Context())
	wantProblems(t, err, dir+want)
}

// On a file system that takes Mandat and mandat for one, a page that changed its case is
// ours, is replaced, and is not removed under its old name.
func TestFileSystemThatIgnoresCase(t *testing.T) {
	dir, err := os.MkdirTemp(scratch(t), "x")
	if err != nil {
		t.Fatal(err)
	}
	real := systemDisk()
	d := real
	low := func(name string) string { return dir + strings.ToLower(strings.TrimPrefix(name, dir)) }
	low2 := func(do func(a, b string) error) func(a, b string) error {
		return func(a, b string) error { return do(low(a), low(b)) }
	}
	d.stat = func(name string) (fs.FileInfo, error) { return real.stat(low(name)) }
	d.lstat = func(name string) (fs.FileInfo, error) { return real.lstat(low(name)) }
	d.open = func(name string) (file, error) { return real.open(low(name)) }
	d.read = func(name string) ([]byte, error) { return real.read(low(name)) }
	d.readDir = func(name string) ([]fs.DirEntry, error) { return real.readDir(low(name)) }
	d.mkdir = func(name string) error { return real.mkdir(low(name)) }
	d.remove = func(name string) error { return real.remove(low(name)) }
	d.write = func(name string, data []byte) error { return real.write(low(name), data) }
	d.lock = func(name string) (func() error, bool, error) { return real.lock(low(name)) }
	d.link, d.rename = low2(real.link), low2(real.rename)

	for _, site := range []files{{"Mandat/Index.html": "gammel"}, {"mandat/index.html": "ny tekst"}, {"mandat/Index.html": "ny tekst"}} {
		if _, err := build(dir, site, d); err != nil {
			t.Fatal(err)
		}
		for path, want := range site {
			got, err := d.read(filepath.Join(dir, path))
			if err != nil || string(got) != want {
				t.Errorf("%s holds %q, %v", path, got, err)
			}
		}
	}
	if _, err := build(dir, files{}, d); err != nil {
		t.Fatal(err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
		t.Errorf("left: %v, %v", list, err)
	}
}
