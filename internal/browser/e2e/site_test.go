//go:build browser

package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"redskab"
	"redskab/internal/site"
)

// siteFolder is where the site under test stands, once a test has asked for it.
var siteFolder string

// buildSite builds the real content, once to be served and once to be opened from disk.
var buildSite = sync.OnceValue(func() error {
	folder, err := os.MkdirTemp("", "redskab-site-")
	if err != nil {
		return err
	}
	siteFolder = folder
	for _, offline := range []bool{false, true} {
		_, _, err := site.Build(context.Background(), site.Config{
			FS:       redskab.Files,
			Defaults: redskab.Files,
			Root:     folder,
			Out:      filepath.Join(folder, buildName(offline)),
			Offline:  offline,
		})
		if err != nil {
			return fmt.Errorf("the site cannot be built:\n%w", err)
		}
	}
	return nil
})

func buildName(offline bool) string {
	if offline {
		return "offline"
	}
	return "served"
}

func build(t testing.TB, offline bool) string {
	t.Helper()
	if err := buildSite(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(siteFolder, buildName(offline))
}

// builtSite is the folder of the site to be served.
func builtSite(t testing.TB) string {
	t.Helper()
	return build(t, false)
}

// offlineSite is the folder of the site to be opened from disk.
func offlineSite(t testing.TB) string {
	t.Helper()
	return build(t, true)
}

// builtFrom builds a site of the tests' own and gives its folder.
func builtFrom(t testing.TB, root string) string {
	t.Helper()
	return builtAs(t, root, false)
}

// builtAs builds it to be opened from disk, or to be served.
func builtAs(t testing.TB, root string, offline bool) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "site")
	if _, _, err := site.Build(context.Background(), site.Config{FS: os.DirFS(root), Defaults: redskab.Files, Root: root, Out: out, Offline: offline}); err != nil {
		t.Fatalf("the site cannot be built:\n%v", err)
	}
	return out
}

// removeSite clears up after all tests.
func removeSite() {
	if siteFolder != "" {
		_ = os.RemoveAll(siteFolder)
	}
}
