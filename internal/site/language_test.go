package site_test

import (
	"context"
	"os"
	"testing"

	"redskab"
	"redskab/internal/site"
)

// Eighteen sheets and four lists were written to try the language before it was built. All
// of them are checked and made; what is left to say of them is that many conditions have
// no words for paper.
func TestTheSheetsThatTriedTheLanguage(t *testing.T) {
	ps := site.Check(context.Background(), site.Config{FS: os.DirFS("testdata/language"), Defaults: redskab.Files})
	for _, p := range ps {
		if p.Code != "condition-without-words" {
			t.Errorf("%s: %s", p.Code, p)
		}
	}
	if len(ps) == 0 {
		t.Error("no condition lacks words, so nobody looked at them")
	}
}
