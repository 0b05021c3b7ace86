package content

import "testing"

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"temamoede":         "temamoede",
		"Temamøde":          "temamoede",
		"Ældre på Ærø":      "aeldre-paa-aeroe",
		"A\u030aben":        "aaben",
		"Åben":              "aaben",
		"01-Første_skridt":  "01-foerste-skridt",
		"idé & café":        "ide-cafe",
		"Größe":             "groesse",
		"it's":              "its",
		"a--b":              "a-b",
		"-a-":               "a",
		"skabelon.v2":       "skabelon-v2",
		"2026":              "2026",
		"日本":                "",
		"…":                 "",
		"":                  "",
		"Sund By-netværket": "sund-by-netvaerket",
	} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestReadable(t *testing.T) {
	for name, want := range map[string]string{
		"samarbejde-med-frivillige.md": "Samarbejde med frivillige",
		"01_første skridt.markdown":    "Første skridt",
		"åben":                         "Åben",
		"a\u030aben":                   "Åben",
		"2026":                         "2026",
		"10 råd":                       "Råd",
		"12-":                          "12",
		"":                             "",
	} {
		if got := Readable(name); got != want {
			t.Errorf("Readable(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestIgnored(t *testing.T) {
	for name, want := range map[string]bool{
		"side.md": false, "_index.md": false, "_Index.MD": false, "index.md": false, "a#b.md": false, "#1.md": false,
		"_side.md": true, ".git": true, ".side.md.swp": true, "side.md~": true, ".#side.md": true, "#side.md#": true,
		"~$plan.docx": true, ".DS_Store": true, "Thumbs.db": true, "desktop.ini": true, "4913": true, "side.md.swp": true, "x.crdownload": true, "": true,
	} {
		if got := Ignored(name); got != want {
			t.Errorf("Ignored(%q) = %v", name, got)
		}
	}
}
