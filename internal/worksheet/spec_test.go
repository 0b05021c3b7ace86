package worksheet

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every rule of SPEC.md is cited by a Go or TypeScript test, and no test cites a rule that
// is not there. Where a rule shows in a golden file, the file's comment cites it.
func TestEveryRuleOfTheLawIsCited(t *testing.T) {
	spec, err := os.ReadFile("SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	rule := regexp.MustCompile(`\*\*\[([A-Z]\d+)\]\*\*`)
	rules := map[string]bool{}
	for _, m := range rule.FindAllSubmatch(spec, -1) {
		if rules[string(m[1])] {
			t.Errorf("rule [%s] stands twice", m[1])
		}
		rules[string(m[1])] = true
	}
	if len(rules) < 10 {
		t.Fatalf("found %d rules in SPEC.md: is a rule still written - **[S1]** …?", len(rules))
	}
	prefixes := map[string]bool{}
	for r := range rules {
		prefixes[r[:1]] = true
	}
	cited := map[string]string{}
	for _, root := range []string{".", "../browser", "../expression"} {
		err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && d.Name() == "node_modules" {
				return filepath.SkipDir
			}
			if d.IsDir() || !isTest(p) {
				return nil
			}
			text, err := os.ReadFile(p)
			for _, m := range regexp.MustCompile(`\[([A-Z]\d+)\]`).FindAllSubmatch(text, -1) {
				if prefixes[string(m[1][:1])] {
					cited[string(m[1])] = p
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for r, p := range cited {
		if !rules[r] {
			t.Errorf("%s cites [%s], which is no rule of SPEC.md", p, r)
		}
	}
	var missing []string
	for r := range rules {
		if cited[r] == "" {
			missing = append(missing, r)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("no test cites %s", strings.Join(missing, ", "))
	}
}

func isTest(p string) bool {
	return strings.HasSuffix(p, "_test.go") && filepath.Base(p) != "spec_test.go" || strings.HasSuffix(p, ".test.ts") || strings.HasSuffix(p, ".txtar")
}
