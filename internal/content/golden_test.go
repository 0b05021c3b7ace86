package content

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the files in testdata want")

// TestGolden loads the small sites in testdata/*.txtar. Sections are named "CASE: FILE":
// the sections of one case are the files of a site, and what is wanted of it, "problems"
// (those of links among them) or "tree", at least one of the two.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, archive)
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func golden(t *testing.T, archive *txtar.Archive) {
	var names []string
	sites := map[string]fstest.MapFS{}
	wants := map[string][]*txtar.File{}
	for i := range archive.Files {
		f := &archive.Files[i]
		name, what, ok := strings.Cut(f.Name, ": ")
		if !ok {
			t.Fatalf("section %q: want CASE: FILE", f.Name)
		}
		if sites[name] == nil {
			names, sites[name] = append(names, name), fstest.MapFS{}
		}
		if what == "problems" || what == "tree" {
			wants[name] = append(wants[name], f)
		} else {
			sites[name][what] = &fstest.MapFile{Data: f.Data}
		}
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			if len(wants[name]) == 0 {
				t.Fatal("nothing is wanted of it")
			}
			tree, ps := load(sites[name])
			for _, want := range wants[name] {
				got := ps.Error() + "\n"
				if strings.HasSuffix(want.Name, ": tree") {
					got = outline(tree)
				}
				if got == "\n" {
					got = ""
				}
				if *update {
					want.Data = []byte(got)
				} else if diff := cmp.Diff(string(want.Data), got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", want.Name, diff)
				}
			}
		})
	}
}

// load loads a site with its links checked.
func load(site fstest.MapFS) (*Tree, source.Problems) {
	if _, err := fs.Stat(site, "content"); err != nil {
		site["content"] = &fstest.MapFile{Mode: fs.ModeDir}
	}
	tree, ps := Load(site, "content", Options{Static: func(p string) bool { return site["static/"+p] != nil }})
	return tree, append(ps, tree.CheckLinks()...).Sort()
}

// outline writes what a Tree holds, one page a line.
func outline(t *Tree) string {
	var b bytes.Buffer
	for _, p := range t.Pages {
		fmt.Fprintf(&b, "%s %q %s", p.Path, p.Title, p.File)
		if p.Heading != p.Title {
			fmt.Fprintf(&b, " h1=%q", p.Heading)
		}
		if p.Description != "" {
			fmt.Fprintf(&b, " description=%q", p.Description)
		}
		if p.Sheet != nil {
			fmt.Fprintf(&b, " sheet=%s", p.Sheet.ID)
		}
		if p.Prev != nil {
			fmt.Fprintf(&b, " ←%s", p.Prev.Path)
		}
		if p.Next != nil {
			fmt.Fprintf(&b, " →%s", p.Next.Path)
		}
		b.WriteByte('\n')
	}
	for _, out := range sortedKeys(t.Files) {
		f := t.Files[out]
		fmt.Fprintf(&b, "file %s %q %d×%d %s\n", out, f.Type, f.Width, f.Height, f.File)
	}
	for _, alias := range sortedKeys(t.Aliases) {
		fmt.Fprintf(&b, "alias %s → %s\n", alias, t.Aliases[alias].Path)
	}
	return b.String()
}
