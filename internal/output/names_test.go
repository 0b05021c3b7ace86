package output

import (
	"sync"
	"testing"

	"redskab/internal/source"
)

func TestAssetName(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"css/site.css", "css/site.ca978112.css"},
		{"js/site.min.js", "js/site.min.ca978112.js"},
		{"LICENSE", "LICENSE.ca978112"},
		{"a.b/c", "a.b/c.ca978112"},
	} {
		if got := AssetName(tt.name, []byte("a")); got != tt.want {
			t.Errorf("%s became %s, want %s", tt.name, got, tt.want)
		}
	}
	if AssetName("a.css", []byte("a")) == AssetName("a.css", []byte("b")) {
		t.Error("other bytes, same name")
	}
}

func TestPathsThatMeet(t *testing.T) {
	for name, tt := range map[string]struct {
		paths [2]string
		want  string // "" when both can be published
	}{
		"one path": {[2]string{"mandat/index.html", "mandat/index.html"},
			"content/b.md: is published as mandat/index.html, and so is content/a.md (give one of them another name)"},
		"other case": {[2]string{"mandat/index.html", "mandat/Index.html"},
			"content/b.md: is published as mandat/Index.html, and content/a.md as mandat/index.html, which Windows and macOS take for one file (give one of them another name)"},
		"other case beyond ASCII": {[2]string{"ære.pdf", "Ære.pdf"},
			"content/b.md: is published as Ære.pdf, and content/a.md as ære.pdf, which Windows and macOS take for one file (give one of them another name)"},
		"composed and not": {[2]string{"\u00e5.pdf", "a\u030a.pdf"},
			"content/b.md: is published as a\u030a.pdf, and content/a.md as \u00e5.pdf, which Windows and macOS take for one file (give one of them another name)"},
		"folders in other case": {[2]string{"Mandat/a.pdf", "mandat/b.pdf"},
			"content/b.md: is published in the folder mandat, and content/a.md in Mandat, which Windows and macOS take for one folder (write the folder in one way)"},
		"a file and a folder": {[2]string{"mandat", "mandat/index.html"},
			"content/b.md: is published in the folder mandat, and content/a.md as a file of this name (give one of them another name)"},
		"a folder and a file": {[2]string{"mandat/dybt/index.html", "Mandat"},
			"content/b.md: is published as the file Mandat, and content/a.md in a folder of this name (give one of them another name)"},
		"neighbours":                   {[2]string{"mandat/index.html", "mandat.html"}, ""},
		"folders with a common begin":  {[2]string{"mandat/index.html", "mandater/index.html"}, ""},
		"same name in another folder":  {[2]string{"a/index.html", "b/index.html"}, ""},
		"a folder within a folder":     {[2]string{"a/index.html", "a/b/index.html"}, ""},
		"the folder itself comes last": {[2]string{"a/b/index.html", "a/index.html"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := Open(t.TempDir(), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer out.Discard()
			if err := out.Write(tt.paths[0], []byte("a"), "content/a.md"); err != nil {
				t.Fatal(err)
			}
			err = out.Write(tt.paths[1], []byte("b"), "content/b.md")
			if tt.want == "" && err == nil {
				return
			}
			wantProblems(t, err, tt.want)
		})
	}
}

// Pages are written in any order; the problem of two that meet does not depend on it.
func TestPathsThatMeetTheOtherWayRound(t *testing.T) {
	out, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer out.Discard()
	if err := out.Write("x.html", nil, "content/b.md"); err != nil {
		t.Fatal(err)
	}
	wantProblems(t, out.Write("x.html", nil, "content/a.md"),
		"content/b.md: is published as x.html, and so is content/a.md (give one of them another name)")
}

func TestPathsThatCannotBePublished(t *testing.T) {
	const windows = " (rename the file, so that the site can be copied to any machine)"
	for _, tt := range []struct{ path, want string }{
		{"", "is published under an empty name (rename the file)"},
		{"/a.html", `is published as "/a.html", which is not a path inside the site (rename the file)`},
		{"a/", `is published as "a/", which is not a path inside the site (rename the file)`},
		{"a//b", `is published as "a//b", which is not a path inside the site (rename the file)`},
		{"a/../../b", `is published as "a/../../b", which is not a path inside the site (rename the file)`},
		{"./b", `is published as "./b", which is not a path inside the site (rename the file)`},
		{"a\xff", `is published as "a\xff", which is not UTF-8 (rename the file)`},
		{"a/" + string(make([]byte, 300)), "is published under a name of 300 bytes, and file systems take 255 at most (rename the file)"},
		{".redskab/x", "is published as .redskab/x, and the folder .redskab is redskab's own (rename the file)"},
		{".Redskab", "is published as .Redskab, and the folder .redskab is redskab's own (rename the file)"},
		{"a:b.html", `is published as "a:b.html", and Windows refuses "a:b.html": it holds :` + windows},
		{`a\b.html`, `is published as "a\\b.html", and Windows refuses "a\\b.html": it holds \` + windows},
		{"hvad?/x", `is published as "hvad?/x", and Windows refuses "hvad?": it holds ?` + windows},
		{"a\nb", `is published as "a\nb", and Windows refuses "a\nb": it holds a control character` + windows},
		{"a./b", `is published as "a./b", and Windows refuses "a.": it ends in a full stop` + windows},
		{"a /b", `is published as "a /b", and Windows refuses "a ": it ends in a space` + windows},
		{"con", `is published as "con", and Windows refuses "con": it is the name of a device` + windows},
		{"a/AUX.html", `is published as "a/AUX.html", and Windows refuses "AUX.html": it is the name of a device` + windows},
		{"nul.tar.gz", `is published as "nul.tar.gz", and Windows refuses "nul.tar.gz": it is the name of a device` + windows},
		{"com1/x", `is published as "com1/x", and Windows refuses "com1": it is the name of a device` + windows},
		{"LPT³.txt", `is published as "LPT³.txt", and Windows refuses "LPT³.txt": it is the name of a device` + windows},
		{"CONIN$", `is published as "CONIN$", and Windows refuses "CONIN$": it is the name of a device` + windows},
		{"prn .txt", `is published as "prn .txt", and Windows refuses "prn .txt": it is the name of a device` + windows},
	} {
		wantProblems(t, badPath(tt.path, "content/x.md"), "content/x.md: "+tt.want)
	}
	for _, path := range []string{"konto/x", "com/x", "com0", "com10", "kommune.html", "auxiliary", "lpt", "nulpunkt", "æøå/ÆØÅ.pdf", "a b.pdf", ".nojekyll", ".well-known/x", "communes", "comæ"} {
		if err := badPath(path, "content/x.md"); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestWriteIsSafeForManyAtOnce(t *testing.T) {
	out, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	var all source.Problems
	for i := range 64 {
		wg.Go(func() {
			path := []string{"a/x.html", "a/b/x.html", "c/x.html", "C/y.html"}[i%4]
			if err := out.Write(path, []byte{byte(i)}, "content/x.md"); err != nil {
				mu.Lock()
				defer mu.Unlock()
				all = append(all, err.(source.Problems)...)
			}
		})
	}
	wg.Wait()
	if len(all) < 60 {
		t.Errorf("%d problems", len(all))
	}
	if _, err := out.Promote(t.Context()); err == nil {
		t.Error("promoted")
	}
}
