package site_test

import (
	"flag"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"redskab"
	"redskab/internal/content"
)

// The guide for editors is content/redaktoer/. What it shows of the language is true:
//
//	````markdown example         stands in the page as what works, so building the site tries it
//	```yaml content/site.yaml    a whole file, likewise markdown and text: it is put into a small site,
//	                             testdata/guide.txtar, which must then have no problem …
//	````markdown problem         part of a sheet with a mistake, put into one …
//	```problem                   … unless this follows: all that the build says of what is shown
//	                             before, with places where that is a whole file. -update writes it
//
// Other YAML and Markdown may not stand in the guide, for nobody would try it.
func TestTheGuideForEditorsIsTrue(t *testing.T) {
	base, err := txtar.ParseFile("testdata/guide.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(redskab.Files, "content/redaktoer/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no guide: %v", err)
	}
	updating := flag.Lookup("update").Value.String() == "true"
	tried, wrong := 0, 0
	for _, file := range files {
		text, err := fs.ReadFile(redskab.Files, file)
		if err != nil {
			t.Fatal(err)
		}
		shown := fences(string(text))
		for i, f := range shown {
			want := "" // a new one is begun with a line of anything
			if i+1 < len(shown) && shown[i+1].info == "problem" {
				want = shown[i+1].text
			}
			language, what, _ := strings.Cut(f.info, " ")
			switch {
			case !slices.Contains([]string{"yaml", "markdown"}, language) && (language != "text" || what == ""):
				if want != "" {
					t.Errorf("%s:%d: a problem follows what nobody tries", file, f.line)
				}
				continue
			case what == "example":
				continue
			case what == "":
				t.Errorf("%s:%d: nobody tries this %s: name its file, or make it an example or a problem", file, f.line, language)
				continue
			}
			got := complaints(base, what, f.text)
			if want != "" && updating {
				shown[i+1].text = got
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s:%d: (-the guide says +the build says)\n%s", file, f.line, diff)
			}
			tried++
			if want != "" {
				wrong++
			}
		}
		if updating {
			if err := os.WriteFile("../../"+file, []byte(refilled(string(text), shown)), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if tried < 10 || wrong < 10 {
		t.Errorf("only %d files of the guide were tried, %d with problems: are the fences still written so?", tried, wrong)
	}
}

// complaints builds the small site with one more file and gives what is wrong, one a line.
// Part of a sheet (what is "problem") is shown without its surroundings, so its places are
// left out.
func complaints(base *txtar.Archive, what, text string) string {
	fsys := fstest.MapFS{}
	part := what == "problem"
	for _, f := range base.Files {
		switch {
		case f.Name != "sheet":
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		case part:
			what = "content/ark/proeve.md"
			text = strings.Replace(string(f.Data), "\n~~~\n", "\n"+text, 1)
		}
	}
	fsys[what] = &fstest.MapFile{Data: []byte(text)}
	tree, ps := content.Load(fsys, "content", content.Options{})
	ps = append(ps, tree.CheckLinks()...)
	var b strings.Builder
	for _, p := range ps.Sort() {
		line := p.String()
		if part {
			_, line, _ = strings.Cut(line, ": ")
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// A fence is a fenced block of a Markdown file.
type fence struct {
	info, text string
	line       int
}

// refilled gives a file with the texts of its problems as they are now.
func refilled(text string, shown []fence) string {
	lines := strings.SplitAfter(text, "\n")
	for _, f := range slices.Backward(shown) {
		if f.info == "problem" {
			end := f.line + slices.Index(lines[f.line:], "```\n")
			lines = slices.Concat(lines[:f.line], []string{f.text}, lines[end:])
		}
	}
	return strings.Join(lines, "")
}

var fenceLine = regexp.MustCompile("^(```+)(.*)$")

func fences(text string) []fence {
	var all []fence
	mark := ""
	for i, line := range strings.SplitAfter(text, "\n") {
		m := fenceLine.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		switch {
		case mark == "" && m != nil:
			mark = m[1]
			all = append(all, fence{info: strings.TrimSpace(m[2]), line: i + 1})
		case m != nil && m[1] == mark && m[2] == "":
			mark = ""
		case mark != "":
			all[len(all)-1].text += line
		}
	}
	return all
}
