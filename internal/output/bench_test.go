package output

import (
	"fmt"
	"testing"
)

// A build of 1,000 pages of 10 kB: into an empty folder, and over the same site.
func BenchmarkBuild(b *testing.B) {
	page := benchPage()
	run := func(b *testing.B, dir string) {
		out, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		for i := range 1000 {
			if err := out.Write(fmt.Sprintf("afsnit-%d/side-%d/index.html", i/50, i), page, "content/x.md"); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := out.Promote(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			run(b, b.TempDir())
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		run(b, dir)
		b.ResetTimer()
		for b.Loop() {
			run(b, dir)
		}
	})
}
