package check

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The package comment is the manual of the rules: each code stands there, each has a test
// that shows its message, and none stands there that no rule uses.
func TestManualNamesEveryRule(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var code, tests, manual string
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			tests += string(text)
		} else {
			code += string(text)
		}
		if name == "check.go" {
			manual, _, _ = strings.Cut(string(text), "\npackage ")
		}
	}
	rule := regexp.MustCompile(`\bcheck-[a-z0-9-]+`)
	used := map[string]bool{}
	for _, quoted := range regexp.MustCompile(`"check-[a-z0-9-]+"`).FindAllString(code, -1) {
		used[strings.Trim(quoted, `"`)] = true
	}
	described := map[string]bool{}
	for _, c := range rule.FindAllString(manual, -1) {
		described[c] = true
		if !used[c] {
			t.Errorf("the manual describes %s, which no rule uses", c)
		}
	}
	for c := range used {
		if !described[c] {
			t.Errorf("%s is not in the manual", c)
		}
		if !strings.Contains(tests, c+": ") {
			t.Errorf("%s has no test", c)
		}
	}
	if len(used) < 30 {
		t.Errorf("only %d rules were found", len(used))
	}
}
