package browser

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// below says which folders of src a folder may import from. The arrows go down only.
var below = map[string][]string{
	"answers":     {},
	"expressions": {"answers"},
	"exchange":    {"answers"},
	"figures":     {"answers", "expressions"},
	"catalogue":   {"answers", "expressions", "figures"},
	"store":       {"answers"},
	"clocks":      {},
	"office":      {},
	"site":        {"answers", "store"},
	"sheet":       {"answers", "catalogue", "clocks", "expressions", "figures", "office", "store"},
	"import":      {"answers", "exchange", "expressions", "office", "sheet", "store"},
	"print":       {"answers", "catalogue", "expressions", "figures", "sheet", "store"},
	"send":        {"answers", "exchange", "expressions", "import", "office", "sheet", "store"},                     // of import the place and the controls
	"cases":       {"answers", "store", "sheet"},                                                                    // of sheet only what makes elements, dialogs and files
	"compare":     {"answers", "catalogue", "exchange", "expressions", "figures", "import", "sheet", "store"},       // of import what does work in pieces; of sheet what makes elements, dialogs and parts
	"example":     {"answers", "store", "sheet"},                                                                    // of sheet only what loads parts and makes elements
	".":           {"figures", "office", "site", "sheet", "import", "send", "cases", "print", "compare", "example"}, // the bundles
}

// owners are names that one file alone may use.
var owners = map[string]string{
	"localStorage":             "store/drawer.ts",
	"getRandomValues":          "store/drawer.ts",
	"setTimeout(":              "store/clock.ts main.ts sheet/download.ts sheet/emptied.ts",
	"new Date()":               "store/clock.ts",
	"Date.now":                 "",
	"Math.random":              "",
	"sessionStorage":           "store/drawer.ts",
	"indexedDB":                "store/database.ts",
	"document.cookie":          "",
	"innerHTML":                "",
	"outerHTML":                "",
	"insertAdjacentHTML":       "",
	"console.":                 "",
	"alert(":                   "",
	"confirm(":                 "",
	" as any":                  "",
	"@ts-":                     "",
	`addEventListener("unload`: "",
}

func TestFoldersImportDownwardsOnly(t *testing.T) {
	imported := regexp.MustCompile(`(?m)^(?:import|export) .*from "(\.[^"]*)"`)
	eachScript(t, func(name, text string) {
		folder := path.Dir(name)
		allowed, known := below[folder]
		if !known {
			t.Errorf("%s: the folder %s has no place among the others", name, folder)
		}
		for _, m := range imported.FindAllStringSubmatch(text, -1) {
			from := path.Dir(path.Join(folder, m[1]))
			if from != folder && !slices.Contains(allowed, from) {
				t.Errorf("%s imports from %s", name, from)
			}
		}
	})
}

func TestWhatIsDangerousHasOneOwner(t *testing.T) {
	comment := regexp.MustCompile(`(?m)^\s*(//|\*|/\*).*$|\s// .*$`)
	eachScript(t, func(name, text string) {
		code := comment.ReplaceAllString(text, "")
		for word, owner := range owners {
			if strings.Contains(code, word) && !slices.Contains(strings.Fields(owner), name) {
				t.Errorf("%s uses %s, which belongs to %q", name, word, owner)
			}
		}
	})
}

func TestEveryScriptSaysWhatItIsForAndIsShort(t *testing.T) {
	eachScript(t, func(name, text string) {
		if !strings.HasPrefix(text, "// ") {
			t.Errorf("%s does not begin with what it is for", name)
		}
		if lines := strings.Count(text, "\n"); lines > 500 {
			t.Errorf("%s has %d lines", name, lines)
		}
	})
}

// eachScript gives every script that may reach a browser, by its name within src.
func eachScript(t *testing.T, do func(name, text string)) {
	t.Helper()
	seen := 0
	err := fs.WalkDir(src, "src", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(p, ".test.ts") || strings.HasSuffix(p, ".d.ts") || path.Base(p) == "fake.ts" {
			return err
		}
		text, err := fs.ReadFile(src, p)
		seen++
		do(strings.TrimPrefix(p, "src/"), string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("saw %d scripts", seen)
	}
}
