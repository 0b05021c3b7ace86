package output

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"redskab/internal/source"
)

// files is a site: path → content.
type files map[string]string

// build writes a site into dir and promotes it.
func build(dir string, site files, d disk) (Summary, error) {
	out, err := open(dir, Options{}, d)
	if err != nil {
		return Summary{}, err
	}
	defer out.Discard()
	var wrong source.Problems
	for _, path := range slices.Sorted(maps.Keys(site)) {
		if err := out.Write(path, []byte(site[path]), "content/"+path); err != nil {
			wrong = append(wrong, err.(source.Problems)...)
		}
	}
	if len(wrong) > 0 {
		return Summary{}, wrong.Sort()
	}
	return out.Promote(context.Background())
}

func mustBuild(t testing.TB, dir string, site files) Summary {
	t.Helper()
	sum, err := build(dir, site, systemDisk())
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// tree reads all of a folder, the lock apart: path → content, "/" for a folder.
func readTree(t testing.TB, dir string) files {
	t.Helper()
	all := files{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == dir {
			return nil
		}
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		switch {
		case rel == "." || strings.HasSuffix(rel, lockPath):
		case d.Type() == fs.ModeSymlink:
			all[rel], err = os.Readlink(name)
			return err
		case d.IsDir():
			all[rel] = "/"
		default:
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			all[rel] = string(data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func put(t testing.TB, dir string, site files) {
	t.Helper()
	for path, text := range site {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func wantProblems(t testing.TB, err error, want string) {
	t.Helper()
	if err == nil {
		t.Fatal("no problem was reported")
	}
	ps, ok := err.(source.Problems)
	if !ok {
		t.Fatalf("%T is no list of problems: %v", err, err)
	}
	if diff := cmp.Diff(want, ps.Error()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for _, p := range ps {
		if !strings.HasPrefix(p.Code, "output-") {
			t.Errorf("code %q", p.Code)
		}
	}
}

func TestBuildWritesASite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "public")
	site := files{"index.html": "forside", "mandat/index.html": "mandat", "css/site.css": "a{}"}
	sum := mustBuild(t, dir, site)
	if diff := cmp.Diff(Summary{Files: 3, Bytes: 16, Written: 3}, sum); diff != "" {
		t.Errorf("summary (-want +got)\n%s", diff)
	}
	var list strings.Builder
	list.WriteString(manifestHead)
	for _, path := range []string{"css/site.css", "index.html", "mandat/index.html"} {
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256([]byte(site[path])), path)
	}
	want := files{".redskab": "/", ".redskab/SHA256SUMS": list.String(), "css": "/", "mandat": "/"}
	maps.Copy(want, site)
	if diff := cmp.Diff(want, readTree(t, dir)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestBuildAgain(t *testing.T) {
	old := files{"index.html": "forside", "mandat/index.html": "mandat", "mandat/dybt/nede/x.html": "x", "css/a.css": "a"}
	for name, tt := range map[string]struct {
		site files
		want Summary
	}{
		"nothing changed": {old, Summary{Files: 4, Bytes: 15, Unchanged: 4}},
		"a page changed": {
			files{"index.html": "ny", "mandat/index.html": "mandat", "mandat/dybt/nede/x.html": "x", "css/a.css": "a"},
			Summary{Files: 4, Bytes: 10, Written: 1, Unchanged: 3}},
		"a page changed and kept its size": {
			files{"index.html": "FORSIDE", "mandat/index.html": "mandat", "mandat/dybt/nede/x.html": "x", "css/a.css": "a"},
			Summary{Files: 4, Bytes: 15, Written: 1, Unchanged: 3}},
		"files came and went": {
			files{"index.html": "forside", "mandat/index.html": "mandat", "nyt/y.html": "y"},
			Summary{Files: 3, Bytes: 14, Written: 1, Unchanged: 2, Removed: 2}},
		"a file became a folder":  {files{"index.html": "forside", "css/a.css/index.html": "a"}, Summary{Files: 2, Bytes: 8, Written: 1, Unchanged: 1, Removed: 3}},
		"a folder became a file":  {files{"index.html": "forside", "mandat": "m"}, Summary{Files: 2, Bytes: 8, Written: 1, Unchanged: 1, Removed: 3}},
		"a site without any file": {files{}, Summary{Removed: 4}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			mustBuild(t, dir, old)
			sum := mustBuild(t, dir, tt.site)
			if diff := cmp.Diff(tt.want, sum); diff != "" {
				t.Errorf("summary (-want +got)\n%s", diff)
			}
			clean := t.TempDir()
			mustBuild(t, clean, tt.site)
			if diff := cmp.Diff(readTree(t, clean), readTree(t, dir)); diff != "" {
				t.Errorf("(-clean build +second build)\n%s", diff)
			}
		})
	}
}

// A build that changes nothing must not even look like one: hosts and backups go by times.
func TestNothingMovesWhenNothingChanged(t *testing.T) {
	dir := t.TempDir()
	site := files{"index.html": "forside", "mandat/index.html": "mandat"}
	mustBuild(t, dir, site)
	long := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	times := func(set bool) map[string]time.Time {
		found := map[string]time.Time{}
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && set {
				err = os.Chtimes(name, long, long)
			}
			info, err2 := os.Stat(name)
			if err := errors.Join(err, err2); err != nil {
				return err
			}
			found[name] = info.ModTime()
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	before := times(true)
	mustBuild(t, dir, site)
	if diff := cmp.Diff(before, times(false)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
}

func TestTwoCleanBuildsAreEqual(t *testing.T) {
	site := files{}
	for i := range 200 {
		site[fmt.Sprintf("side-%d/index.html", i)] = strings.Repeat("x", i)
	}
	var trees [2]files
	for i := range trees {
		dir := t.TempDir()
		out, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for path, text := range site {
			wg.Go(func() {
				if err := out.Write(path, []byte(text), path); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if _, err := out.Promote(t.Context()); err != nil {
			t.Fatal(err)
		}
		trees[i] = readTree(t, dir)
	}
	if diff := cmp.Diff(trees[0], trees[1]); diff != "" {
		t.Errorf("(-first +second)\n%s", diff)
	}
}

func TestFilesOfOthers(t *testing.T) {
	old := files{"index.html": "forside", "gammel/index.html": "gammel"}
	for name, tt := range map[string]struct {
		others   files // put there after the first build
		site     files
		want     files // of the files and folders in question
		problems string
		warnings string
	}{
		"a foreign file stays": {
			others: files{"egen.txt": "e"}, site: old,
			want: files{"egen.txt": "e", "index.html": "forside"}},
		"a foreign file keeps its folder": {
			others: files{"gammel/egen.txt": "e"}, site: files{"index.html": "forside"},
			want: files{"gammel": "/", "gammel/egen.txt": "e"}},
		"a foreign file is not overwritten": {
			others: files{"ny.html": "e"}, site: files{"index.html": "ny forside", "ny.html": "n"},
			want:     files{"ny.html": "e", "index.html": "forside"},
			problems: `content/ny.html: ny.html stands in "DIR" and was not made by redskab (move it away, or put it into static/)`},
		"a foreign file where a folder goes": {
			others: files{"ny": "e"}, site: files{"index.html": "ny forside", "ny/index.html": "n"},
			want:     files{"ny": "e", "index.html": "forside"},
			problems: `content/ny/index.html: ny/index.html cannot be published, because ny stands in "DIR" and was not made by redskab (move it away, or put it into static/)`},
		"a foreign file in a folder where a file goes": {
			others: files{"gammel/a.txt": "e"}, site: files{"gammel": "n"},
			want:     files{"gammel": "/", "gammel/a.txt": "e", "gammel/index.html": "gammel", "index.html": "forside"},
			problems: `content/gammel: gammel cannot be published, because gammel/a.txt stands in "DIR" and was not made by redskab (move it away, or put it into static/)`},
		"a foreign file that equals ours is ours": {
			others: files{"ny.html": "n"}, site: files{"ny.html": "n"}, want: files{"ny.html": "n"}},
		"an edited file is replaced while the site has its path": {
			others: files{"index.html": "rettet"}, site: old, want: files{"index.html": "forside"}},
		"an edited file stays when the site has its path no more": {
			others: files{"gammel/index.html": "rettet"}, site: files{"index.html": "forside"},
			want:     files{"gammel/index.html": "rettet"},
			warnings: `DIR: warning: gammel/index.html is no longer part of the site, but somebody changed it since redskab made it, so it stays (remove it by hand)`},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			mustBuild(t, dir, old)
			put(t, dir, tt.others)
			sum, err := build(dir, tt.site, systemDisk())
			if tt.problems != "" {
				wantProblems(t, err, strings.ReplaceAll(tt.problems, "DIR", dir))
			} else if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(tt.warnings, "DIR", dir), sum.Warnings.Error()); diff != "" {
				t.Errorf("warnings (-want +got)\n%s", diff)
			}
			got := readTree(t, dir)
			for path := range got {
				if _, asked := tt.want[path]; !asked {
					delete(got, path)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	const damaged = "the name of a file without its sum\n"
	for name, tt := range map[string]struct {
		files files // besides content/x.md
		dir   string
		link  [2]string // a symbolic link, and where to
		want  string
	}{
		"the root":                      {dir: "", want: "DIR: is the folder of the project itself (name a folder of its own, such as public)"},
		"a folder around the root":      {dir: "..", want: "DIR/..: is a folder that holds the project (name a folder of its own, such as public)"},
		"content":                       {dir: "content", want: `DIR/content: is the source folder "DIR/content" (name a folder of its own, such as public)`},
		"a folder in content":           {dir: "content/a/b", want: `DIR/content/a/b: is inside the source folder "DIR/content" (name a folder of its own, such as public)`},
		"a link to content":             {dir: "ud", link: [2]string{"ud", "content"}, want: `DIR/ud: is the source folder "DIR/content" (name a folder of its own, such as public)`},
		"a folder in a link to content": {dir: "ud/a", link: [2]string{"ud", "content"}, want: `DIR/ud/a: is inside the source folder "DIR/content" (name a folder of its own, such as public)`},
		"a folder around a source": {dir: "kilder", files: files{"kilder/layouts/x.html": ""},
			want: `DIR/kilder: is a folder that holds the source folder "DIR/kilder/layouts" (name a folder of its own, such as public)`},
		"a file":              {dir: "fil", files: files{"fil": ""}, want: "DIR/fil: is a file (name a folder)"},
		"a folder in a file":  {dir: "fil/public", files: files{"fil": ""}, want: "DIR/fil/public: cannot be made: DIR/fil is a file (name another folder)"},
		"a folder with files": {dir: "ud", files: files{"ud/a/b.txt": ""}, want: "DIR/ud: holds files that redskab did not make, such as a/b.txt (name an empty or new folder)"},
		"a folder with files, where a first build was killed": {dir: "ud", files: files{"ud/b.txt": "", "ud/.redskab/lock": ""},
			want: "DIR/ud: holds files that redskab did not make, such as b.txt (name an empty or new folder)"},
		"a damaged manifest": {dir: "ud", files: files{"ud/.redskab/SHA256SUMS": manifestHead + damaged},
			want: "DIR/ud: .redskab/SHA256SUMS is damaged in line 2, so redskab cannot tell which files are its own (remove the folder and build again)"},
		"an empty manifest": {dir: "ud", files: files{"ud/.redskab/SHA256SUMS": ""},
			want: "DIR/ud: .redskab/SHA256SUMS is damaged in line 1, so redskab cannot tell which files are its own (remove the folder and build again)"},
		"a manifest that leads outside": {dir: "ud", files: files{"ud/.redskab/promoting": manifestHead + strings.Repeat("a", 64) + "  ../content/x.md\n"},
			want: "DIR/ud: .redskab/promoting is damaged in line 2, so redskab cannot tell which files are its own (remove the folder and build again)"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			put(t, root, files{"content/x.md": "x"})
			put(t, root, tt.files)
			if tt.link[0] != "" {
				if err := os.Symlink(filepath.Join(root, tt.link[1]), filepath.Join(root, tt.link[0])); err != nil {
					t.Fatal(err)
				}
			}
			before := readTree(t, root)
			dir := strings.TrimSuffix(root+"/"+tt.dir, "/")
			_, err := Open(dir, Options{Root: root, Sources: []string{root + "/content", root + "/kilder/layouts", root + "/static"}})
			wantProblems(t, err, strings.ReplaceAll(tt.want, "DIR", root))
			if diff := cmp.Diff(before, readTree(t, root)); diff != "" {
				t.Errorf("something changed (-before +after)\n%s", diff)
			}
		})
	}
}

func TestOpenTakes(t *testing.T) {
	for name, others := range map[string]files{
		"a new folder":                       {},
		"a folder of empty folders":          {"public/a/.DS_Store": ""},
		"a folder that git and Finder know":  {"public/.git/config": "x", "public/.gitignore": "x", "public/Thumbs.db": "x"},
		"a folder where a build was killed":  {"public/.redskab/staging/000001": "x", "public/.redskab/lock": ""},
		"a folder where a promotion was cut": {"public/.redskab/promoting": manifestHead, "public/.redskab/staging/000001": "x"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			put(t, root, others)
			out, err := Open(root+"/public", Options{Root: root, Sources: []string{root + "/content"}})
			if err != nil {
				t.Fatal(err)
			}
			defer out.Discard()
			if _, err := os.Stat(root + "/public/.redskab/staging"); !errors.Is(err, fs.ErrNotExist) {
				t.Error("staging is left")
			}
		})
	}
}

func TestDiscardLeavesNothing(t *testing.T) {
	for name, before := range map[string]files{
		"a target that was not there": {},
		"an empty target":             {"ud/public/.gitkeep": ""},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			put(t, root, before)
			was := readTree(t, root)
			out, err := Open(root+"/ud/public", Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := out.Write("index.html", []byte("x"), "content/x.md"); err != nil {
				t.Fatal(err)
			}
			out.Discard()
			out.Discard()
			if diff := cmp.Diff(was, readTree(t, root)); diff != "" {
				t.Errorf("(-before +after)\n%s", diff)
			}
			wantProblems(t, out.Write("b.html", nil, "content/b.md"),
				root+"/ud/public: the build has ended: b.html comes too late")
			_, err = out.Promote(t.Context())
			wantProblems(t, err, root+"/ud/public: the build has ended already")
		})
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	dir := t.TempDir()
	first, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(dir, Options{})
	wantProblems(t, err, dir+": another build is writing to this folder (wait for it to end, or name another folder)")
	if err := first.Write("index.html", []byte("x"), "content/_index.md"); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Promote(t.Context()); err != nil {
		t.Fatal(err)
	}
	third, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	third.Discard()
}

func TestPromoteHeedsTheContext(t *testing.T) {
	dir := t.TempDir()
	mustBuild(t, dir, files{"index.html": "forside"})
	before := readTree(t, dir)
	out, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Write("index.html", []byte("ny"), "content/_index.md"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := out.Promote(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff(before, readTree(t, dir)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
}

func TestPromoteRefusesAfterAFailedWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	out, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	const want = `content/b.md: is published as "aux/index.html", and Windows refuses "aux": it is the name of a device (rename the file, so that the site can be copied to any machine)`
	wantProblems(t, out.Write("aux/index.html", nil, "content/b.md"), want)
	_, err = out.Promote(t.Context())
	wantProblems(t, err, want)
	if diff := cmp.Diff(files{}, readTree(t, dir)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
