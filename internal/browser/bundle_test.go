package browser

import (
	"bytes"
	"compress/gzip"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestBundlesStayWithinTheirBudgets(t *testing.T) {
	scripts, problems := Bundle()
	if problems != nil {
		t.Fatal(problems)
	}
	budgets := map[string]int{"js/site.js": 1_500, "js/board.js": 3_500, "js/sheet.js": 25_000, "js/clock.js": 3_000, "js/copies.js": 3_000, "js/former.js": 2_000, "js/rows.js": 9_500, "js/paper.js": 3_000, "js/files.js": 15_000, "js/import.js": 16_000, "js/office.js": 11_000, "js/cases.js": 25_000, "js/notfound.js": 1_000,
		"js/figure-bars.js": 4_000, "js/figure-radar.js": 4_000, "js/figure-stacked.js": 4_000, "js/figure-staircase.js": 4_000}
	for name, budget := range budgets {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		w.Write(scripts[name])
		w.Close()
		t.Logf("%s: %d bytes, %d compressed", name, len(scripts[name]), packed.Len())
		if len(scripts[name]) == 0 || packed.Len() > budget {
			t.Errorf("%s is %d bytes compressed, its budget is %d", name, packed.Len(), budget)
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
		for _, forbidden := range []string{`\bfetch\b`, `\beval\b`, `\bFunction\(`, `\bimport\(`, `\bWorker\b`, `innerHTML`, `XMLHttpRequest`, `sendBeacon`, `randomUUID`, `document\.cookie`, `https?://(?:[^sp]|s[^c]|p[^u])`, `["']unload["']`, `\.clear\(\).*localStorage`, `setAttribute\(["']style`} {
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
