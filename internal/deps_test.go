// Package internal_test holds the architecture as tables: which package may import which,
// who owns which library, and that every package has its manual.
package internal_test

import (
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows says what each package may import of the others. Anyone may import source. There
// is no arrow upward, and nobody adds one to make a build pass.
var arrows = map[string][]string{
	"redskab":                      {},
	"redskab/cmd/redskab":          {"redskab", "content", "output", "serve", "site"},
	"redskab/internal/bench":       {},
	"redskab/internal/browser":     {},
	"redskab/internal/browser/e2e": {"redskab", "output", "site"},
	"redskab/internal/check":       {},
	"redskab/internal/content":     {"markdown", "worksheet", "meta", "prose"},
	"redskab/internal/layout":      {},
	"redskab/internal/markdown":    {},
	"redskab/internal/meta":        {},
	"redskab/internal/output":      {},
	"redskab/internal/prose":       {},
	"redskab/internal/serve":       {"site", "content"},
	"redskab/internal/site":        {"content", "layout", "browser", "check", "figure", "output", "markdown", "worksheet"},
	"redskab/internal/source":      {},
	"redskab/internal/expression":  {},
	"redskab/internal/figure":      {},
	"redskab/internal/worksheet":   {"expression", "meta"},
}

// owners says which package alone may import a library (its path or what lies below it).
var owners = map[string][]string{
	"github.com/alecthomas/chroma": {"redskab/internal/markdown"},
	"github.com/chromedp":          {"redskab/internal/browser/e2e"},
	"github.com/evanw/esbuild":     {"redskab/internal/browser"},
	"github.com/fsnotify/fsnotify": {"redskab/internal/serve"},
	"github.com/gofrs/flock":       {"redskab/internal/output"},
	"github.com/spf13/cobra":       {"redskab/cmd/redskab"},
	"github.com/tdewolff":          {"redskab/internal/output", "redskab/internal/bench"},
	"github.com/yuin/goldmark":     {"redskab/internal/markdown", "redskab/internal/bench"},
	"go.yaml.in/yaml":              {"redskab/internal/meta"},
	"golang.org/x/image":           {"redskab/internal/content"},
	"golang.org/x/net/html":        {"redskab/internal/check"},
	"golang.org/x/net/websocket":   {"redskab/internal/browser/e2e"},
	"golang.org/x/text/collate":    {"redskab/internal/content"},
	"html/template":                {"redskab/internal/layout", "redskab/internal/site"},
	"os/signal":                    {"redskab/cmd/redskab"},
	"log":                          {},
}

type pkg struct {
	ImportPath string
	Dir        string
	Doc        string
	GoFiles    []string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-tags", "browser", "-json=ImportPath,Dir,Doc,GoFiles,Imports", "redskab/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestArrows(t *testing.T) {
	for _, p := range packages(t) {
		allowed, known := arrows[p.ImportPath]
		if !known && len(p.GoFiles) > 0 {
			t.Errorf("%s is not in the table of arrows", p.ImportPath)
		}
		for _, imp := range p.Imports {
			if !strings.HasPrefix(imp, "redskab") || imp == "redskab/internal/source" {
				continue
			}
			if !slices.Contains(allowed, strings.TrimPrefix(imp, "redskab/internal/")) {
				t.Errorf("%s imports %s, which is no arrow of the architecture", p.ImportPath, imp)
			}
		}
	}
}

func TestEachLibraryHasItsOwner(t *testing.T) {
	for _, p := range packages(t) {
		for _, imp := range p.Imports {
			for lib, own := range owners {
				if (imp == lib || strings.HasPrefix(imp, lib+"/")) && !slices.Contains(own, p.ImportPath) {
					t.Errorf("%s imports %s, which belongs to %v", p.ImportPath, imp, own)
				}
			}
		}
	}
}

func TestSourceNeedsTheStandardLibraryOnly(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath != "redskab/internal/source" {
			continue
		}
		for _, imp := range p.Imports {
			if strings.Contains(imp, ".") || strings.HasPrefix(imp, "redskab") {
				t.Errorf("source imports %s", imp)
			}
		}
	}
}

// A package comment is the package's manual: a sentence would be none.
func TestEveryPackageHasItsManual(t *testing.T) {
	for _, p := range packages(t) {
		if len(p.GoFiles) == 0 || p.ImportPath == "redskab" {
			continue
		}
		text, comments := "", 0
		for _, f := range p.GoFiles {
			file, err := parser.ParseFile(token.NewFileSet(), p.Dir+"/"+f, nil, parser.ParseComments|parser.PackageClauseOnly)
			if err != nil {
				t.Fatal(err)
			}
			if file.Doc != nil {
				text, comments = file.Doc.Text(), comments+1
			}
		}
		if comments != 1 {
			t.Errorf("%s has %d package comments, not one", p.ImportPath, comments)
		}
		if words := len(strings.Fields(text)); words < 60 {
			t.Errorf("the package comment of %s has %d words; it is the package's manual", p.ImportPath, words)
		}
	}
}
