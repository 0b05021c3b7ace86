package site_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"redskab"
	"redskab/internal/site"
)

// TestEverythingOfTheSourcesIsThere holds testdata/inventory.txt, the project's own list of
// what the source documents hold, against the pages as they were built: what a reader finds,
// counted there. One switch over the kinds of lines, as the list has them.
func TestEverythingOfTheSourcesIsThere(t *testing.T) {
	files := build(t, site.Config{FS: redskab.Files, Defaults: redskab.Files, Out: t.TempDir()})
	list, err := os.ReadFile("testdata/inventory.txt")
	if err != nil {
		t.Fatal(err)
	}
	pages, sheets := map[string]*foundPage{}, map[string]*foundPage{}
	for name, text := range files {
		if !strings.HasSuffix(name, "index.html") {
			continue
		}
		p := lookOver(t, text)
		pages["/"+strings.TrimSuffix(name, "index.html")] = p
		if p.sheet != "" && strings.HasPrefix(name, "ark/") || strings.HasSuffix(name, "samlet-forloeb/index.html") {
			sheets[p.sheet] = p
		}
	}
	count := map[string]int{}
	for i, line := range strings.Split(string(list), "\n") {
		line, about, _ := strings.Cut(line, " | ")
		words := strings.Fields(line)
		if len(words) < 2 || words[0] == "#" {
			continue
		}
		kind, name := words[0], words[1]
		p := pages[name]
		if !strings.HasPrefix(name, "/") {
			p = sheets[name]
		}
		fail := func(format string, args ...any) {
			t.Helper()
			t.Errorf("inventory.txt:%d: "+name+" "+format+" (%s)", append(append([]any{i + 1}, args...), strings.TrimSpace(line+" "+about))...)
		}
		count[kind]++
		if p == nil || p.heading == "" {
			fail("is not there")
			continue
		}
		switch kind {
		case "page", "sheet", "more":
		case "rows":
			if got := p.groups[words[2]]; strings.Join(got, "+") != words[3] {
				fail("has the rows %s", strings.Join(got, "+"))
			}
			count["questions of "+name] += rowsIn(t, words[3])
		case "asks":
			for _, field := range words[2:] {
				if !p.fields[field] {
					fail("does not ask %s", field)
				}
			}
			count["questions of "+name] += len(words) - 2
		case "names":
			for _, n := range strings.Split(strings.Join(words[2:], " "), "; ") {
				if !strings.Contains(strings.ToLower(p.text), strings.ToLower(n)) {
					fail("says nothing of %q", n)
				}
			}
		case "lines":
			if got := p.lines[words[2]]; strconv.Itoa(got) != words[3] {
				fail("has %d lines", got)
			}
		case "drawn":
			if strconv.Itoa(p.drawings) != words[2] {
				fail("has %d drawings", p.drawings)
			}
		default:
			fail("is looked up by nobody")
		}
	}
	for what, want := range map[string]int{"sheet": 56, "more": 3} {
		if count[what] != want {
			t.Errorf("%d lines of %s, want %d", count[what], what, want)
		}
	}
	// 19+4+6+10+4+4+5 of the workbook; five rows of the matrix beside its ten questions.
	workbook := count["questions of interview"] + count["questions of faelles-ledelsesopgave"] + count["questions of spaendingsfelter"] +
		count["questions of samarbejde-samordning"] - 5 + count["questions of faelles-kurs"] + count["questions of relationer"] + count["questions of lederrollen"]
	if workbook != 52 || count["questions of roller-og-ansvar"] != 22 {
		t.Errorf("the inventory has %d questions of the workbook and %d responsibilities", workbook, count["questions of roller-og-ansvar"])
	}
	// No sheet is missing from the list: one that nobody counts is one that nobody misses.
	for id := range sheets {
		if !strings.Contains(string(list), " "+id+" |") {
			t.Errorf("the inventory does not have the sheet %s", id)
		}
	}
	if n := len(sheets); n != 59 {
		t.Errorf("there are %d sheets, want 58 of ark/ and one beside", n)
	}
}

func rowsIn(t *testing.T, sum string) (n int) {
	t.Helper()
	for part := range strings.SplitSeq(sum, "+") {
		k, err := strconv.Atoi(part)
		if err != nil {
			t.Fatal(err)
		}
		n += k
	}
	return n
}

// A foundPage is what a reader finds on a page.
type foundPage struct {
	heading  string
	sheet    string              // id of the sheet that it is, "" for none
	text     string              // of main
	fields   map[string]bool     // ids of the questions beside tables
	groups   map[string][]string // by table: how many of the author's rows stand in each group
	lines    map[string]int      // by the id of the heading above: how many lines its table has
	drawings int                 // that have words
}

func lookOver(t *testing.T, text string) *foundPage {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	p := &foundPage{fields: map[string]bool{}, groups: map[string][]string{}, lines: map[string]int{}}
	var words strings.Builder
	heading := ""
	var walk func(n *html.Node, table string, inMain bool)
	walk = func(n *html.Node, table string, inMain bool) {
		switch {
		case n.Type == html.TextNode && inMain:
			words.WriteString(n.Data)
		case n.Type != html.ElementNode:
		case n.Data == "main":
			inMain, heading = true, attribute(n, "id")
		case n.Data == "template":
			return
		case n.Data == "form" && attribute(n, "data-sheet") != "":
			p.sheet = attribute(n, "data-sheet")
		case n.Data == "h1" || n.Data == "h2" || n.Data == "h3":
			if id := attribute(n, "id"); id != "" && n.Data != "h1" {
				heading = id
			}
			if n.Data == "h1" {
				p.heading = strings.TrimSpace(wordsOf(n))
			}
		case attribute(n, "data-table") != "":
			table = attribute(n, "data-table")
		case slices.Contains(strings.Fields(attribute(n, "class")), "group") && table != "":
			p.groups[table] = append(p.groups[table], "0")
		case attribute(n, "data-row") != "" && table != "":
			if len(p.groups[table]) == 0 {
				p.groups[table] = []string{"0"}
			}
			last := &p.groups[table][len(p.groups[table])-1]
			k, _ := strconv.Atoi(*last)
			*last = strconv.Itoa(k + 1)
		case attribute(n, "data-field") != "" && table == "":
			p.fields[attribute(n, "data-field")] = true
		case n.Data == "tr" && n.Parent.Data == "tbody":
			p.lines[heading]++
		case inMain && n.Data == "svg" && (attribute(n, "role") == "img" && wordsOf(n) != "" || attribute(n, "aria-label") != ""),
			inMain && n.Data == "img" && len(attribute(n, "alt")) > 20:
			p.drawings++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, table, inMain)
		}
	}
	walk(root, "", false)
	p.text = strings.Join(strings.Fields(words.String()), " ")
	return p
}

func wordsOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(wordsOf(c))
	}
	return b.String()
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
