package browser

import (
	"bytes"
	"compress/gzip"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestBundlesStayWithinTheirBudgets(t *testing.T) {
	scripts, problems := Bundle()
	if problems != nil {
		t.Fatal(problems)
	}
	budgets := map[string]int{"js/site.js": 1_500, "js/board.js": 3_500, "js/sheet.js": 19_000, "js/clock.js": 3_000, "js/copies.js": 28_000, "js/former.js": 2_000, "js/rows.js": 26_500, "js/paper.js": 3_500, "js/document.js": 14_000, "js/prints.js": 10_000, "js/example.js": 1_500, "js/opening.js": 9_500, "js/files.js": 15_000, "js/import.js": 16_000, "js/office.js": 11_000, "js/send.js": 23_000, "js/cases.js": 25_000, "js/compare.js": 28_000, "js/notfound.js": 1_000, "js/tabs.js": 1_200, "js/tools.js": 7_500}
	for _, e := range entries {
		if strings.HasPrefix(e.name, "js/figure-") {
			budgets[e.name] = 4_000
		}
	}
	for name, budget := range budgets {
		size := packed(t, scripts[name])
		t.Logf("%s: %d bytes, %d compressed", name, len(scripts[name]), size)
		if len(scripts[name]) == 0 || size > budget {
			t.Errorf("%s is %d bytes compressed, its budget is %d", name, size, budget)
		}
	}
	if len(scripts) != len(budgets) {
		t.Errorf("there are %d bundles, %d budgets", len(scripts), len(budgets))
	}
}

// Each of these would break under the site's policy, from disk, or on plain http.
func TestBundlesHoldNothingThatThePolicyForbids(t *testing.T) {
	scripts, _ := Bundle()
	for name, script := range scripts {
		for _, forbidden := range []string{`\bfetch\b`, `\beval\b`, `\bFunction\(`, `\bimport\(`, `\bWorker\b`, `innerHTML`, `XMLHttpRequest`, `sendBeacon`, `randomUUID`, `document\.cookie`, `https?://(?:[^sp]|s[^c]|p[^u])`, `["']unload["']`, `(?:local|session)Storage[^;]{0,40}\.clear\(`, `setAttribute\(["']style`} {
			if found := regexp.MustCompile(forbidden).Find(script); found != nil {
				t.Errorf("%s holds %s", name, found)
			}
		}
	}
}

func TestABundleIsTheSameEveryTime(t *testing.T) {
	first, problems := bundle(src, "src/sheet.ts")
	if problems != nil {
		t.Fatal(problems)
	}
	second, _ := bundle(src, "src/sheet.ts")
	if !bytes.Equal(first, second) {
		t.Error("two bundles of the same files differ")
	}
}

func TestProblemsOfScriptsSayWhere(t *testing.T) {
	for name, test := range map[string]struct {
		file, want string
	}{
		"a syntax error":      {"const a = 1;\nlet = ;\n", `internal/browser/main.ts:2:7: Unexpected ";"`},
		"a missing file":      {`import "./gone";`, `internal/browser/main.ts:1:8: open gone.ts: file does not exist`},
		"a foreign package":   {`import "lodash";`, `internal/browser/main.ts:1:8: cannot import "lodash": scripts are made of their own folder alone`},
		"a name not exported": {`import { b } from "./other"; console.log(b)`, `internal/browser/main.ts:1:10: No matching export in "other.ts" for import "b"`},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{"main.ts": {Data: []byte(test.file)}, "other.ts": {Data: []byte("export const a = 1")}}
			_, problems := bundle(files, "main.ts")
			if diff := cmp.Diff(test.want, problems.Sort().Error()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			for _, p := range problems {
				if p.Code != "script-broken" {
					t.Errorf("the code is %q", p.Code)
				}
			}
		})
	}
}

func packed(t *testing.T, script []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(script); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
