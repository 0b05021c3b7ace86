package content

import (
	"bytes"
	"testing"
	"testing/fstest"
)

// Whatever the bytes of a page, the site loads, and every problem has its place in a file.
func FuzzPage(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: A: b\naliases: [/x]\n---\n# A\n\n[b](b.md#c) ![](x.png)\n",
		"---\nworksheet: {id: a}\n---\n```field\nid: x\n```\n\n```table\n```\n",
		"---\ndraft: true\nweight: x\n", "\xef\xbb\xbf\r\n---\r\ntools: a\r\n---\r\n[a](../../..)",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tree, ps := load(fstest.MapFS{"content/side.md": {Data: bytes.Clone(data)}})
		lines := bytes.Count(data, []byte{'\n'}) + bytes.Count(data, []byte{'\r'}) + 2
		for _, p := range ps {
			if p.Pos.File == "" || p.Pos.Line > lines || p.Code == "" || p.Msg == "" {
				t.Errorf("%#v", p)
			}
		}
		if tree.Root == nil {
			t.Error("no front page")
		}
	})
}
