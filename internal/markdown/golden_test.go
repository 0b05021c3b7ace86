package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what Parse gives into testdata/*.txtar")

// TestGolden reads testdata/*.txtar. Each holds in.md and what is wanted of it: want.html
// (with Refs and Blocks between ⟦ and ⟧), want.doc (the Doc's other fields) and
// want.problems. The comment of the archive says what it shows; a line "blocks: …",
// "html: …" or "ids: …" in it is the Config.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no testdata/*.txtar: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in, want, cfg := readGolden(t, archive)
			doc, problems := Parse(Input{File: "in.md", Text: in, Line: 1}, cfg)
			got := map[string]string{"want.doc": showDoc(doc), "want.problems": ""}
			for _, p := range problems {
				got["want.problems"] += p.Code + ": " + p.String() + "\n"
			}
			if !problems.Broken() {
				got["want.html"] = showParts(doc)
			}
			if *update {
				writeGolden(t, file, archive, got)
				return
			}
			for _, name := range []string{"want.html", "want.doc", "want.problems"} {
				if diff := cmp.Diff(want[name], got[name]); diff != "" {
					t.Errorf("%s of %s (-want +got):\n%s", name, file, diff)
				}
			}
		})
	}
}

// TestEveryProblemIsShown looks for a case of every code that this package can report.
func TestEveryProblemIsShown(t *testing.T) {
	read := func(pattern string) string {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		all := ""
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all += string(data)
		}
		return all
	}
	cases := read("testdata/*.txtar") + read("hostile_test.go")
	codes := regexp.MustCompile(`\.(?:problem|warn|Add)\("([a-z-]+)"`).FindAllStringSubmatch(read("[a-z]*.go"), -1)
	if len(codes) < 40 {
		t.Errorf("only %d complaints found in the package", len(codes))
	}
	for _, code := range codes {
		if !strings.Contains(cases, code[1]) {
			t.Errorf("no case shows the problem %s", code[1])
		}
	}
}

func readGolden(t *testing.T, archive *txtar.Archive) (in []byte, want map[string]string, cfg Config) {
	cfg = Config{Blocks: []string{"field", "table"}, HTML: []string{"br", "sub", "sup", "kbd", "abbr", "details", "summary"}}
	for line := range strings.Lines(string(archive.Comment)) {
		switch name, list, _ := strings.Cut(strings.TrimSpace(line), ":"); name {
		case "blocks":
			cfg.Blocks = strings.Fields(list)
		case "html":
			cfg.HTML = strings.Fields(list)
		case "ids":
			cfg.IDs = strings.Fields(list)
		}
	}
	want = map[string]string{}
	for _, f := range archive.Files {
		if f.Name == "in.md" {
			in = f.Data
		} else {
			want[f.Name] = string(f.Data)
		}
	}
	if in == nil {
		t.Fatal("the archive has no in.md")
	}
	return in, want, cfg
}

func writeGolden(t *testing.T, file string, archive *txtar.Archive, got map[string]string) {
	kept := archive.Files[:0]
	for _, f := range archive.Files {
		if f.Name == "in.md" {
			kept = append(kept, f)
		}
	}
	for _, name := range []string{"want.html", "want.doc", "want.problems"} {
		if got[name] != "" {
			kept = append(kept, txtar.File{Name: name, Data: []byte(got[name])})
		}
	}
	archive.Files = kept
	if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
		t.Fatal(err)
	}
}

// showParts writes Parts as text: ⟦link DEST LINE:COLUMN⟧, ⟦note⟧, ⟦image DEST
// LINE:COLUMN⟧ and ⟦block NAME …⟧.
func showParts(d *Doc) string {
	var b strings.Builder
	for _, p := range d.Parts {
		switch {
		case p.Ref != nil && p.Ref.Kind == RefLinkNote:
			fmt.Fprintf(&b, "⟦note %s⟧", p.Ref.Of.Dest)
		case p.Ref != nil:
			kind := map[RefKind]string{RefLink: "link", RefImage: "image"}[p.Ref.Kind]
			fmt.Fprintf(&b, "⟦%s %s %d:%d⟧", kind, p.Ref.Dest, p.Ref.Pos.Line, p.Ref.Pos.Column)
		case p.Block != nil:
			fmt.Fprintf(&b, "⟦block %s %d:%d, text from %d:%d\n%s⟧\n", p.Block.Name, p.Block.Pos.Line, p.Block.Pos.Column, p.Block.Line, p.Block.Column, p.Block.Text)
		default:
			b.WriteString(p.HTML)
		}
	}
	return b.String()
}

func showDoc(d *Doc) string {
	var b strings.Builder
	if d.Title != "" {
		fmt.Fprintf(&b, "title %d:%d #%s %s\n", d.TitlePos.Line, d.TitlePos.Column, d.TitleID, d.Title)
	}
	if d.Lead != "" {
		fmt.Fprintf(&b, "lead %s\n", d.Lead)
	}
	for _, h := range d.Headings {
		fmt.Fprintf(&b, "heading %d %d:%d #%s %s\n", h.Level, h.Pos.Line, h.Pos.Column, h.ID, h.Text)
	}
	if len(d.Anchors) > 0 {
		fmt.Fprintf(&b, "anchors %s\n", strings.Join(d.Anchors, " "))
	}
	if d.HasCode {
		b.WriteString("has code\n")
	}
	return b.String()
}
