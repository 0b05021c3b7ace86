package output

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// AssetName gives the name under which a file is published so that browsers may keep it for
// ever: "css/site.css" becomes "css/site.3f2a9c1b.css", eight digits of the sum of its bytes.
func AssetName(name string, data []byte) string {
	s := sha256.Sum256(data)
	ext := path.Ext(name)
	return name[:len(name)-len(ext)] + "." + hex.EncodeToString(s[:4]) + ext
}

// claim makes path e's own: no other file may have it, nor a path that some file system
// takes for the same, and none may be a folder where another is a file.
func (f *Folder) claim(e *entry) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.broken != nil {
		return f.broken
	}
	if f.closed {
		return problem("output-closed", f.name, "", "the build has ended: %s comes too late", e.path)
	}
	key := fold(e.path)
	if other, ok := f.files[key]; ok {
		first, second := inOrder(other, e)
		if first.path == second.path {
			return problem("output-path-twice", second.maker, "give one of them another name",
				"is published as %s, and so is %s", second.path, first.maker)
		}
		return problem("output-path-case", second.maker, "give one of them another name",
			"is published as %s, and %s as %s, which Windows and macOS take for one file", second.path, first.maker, first.path)
	}
	if dir, ok := f.dirs[key]; ok {
		return problem("output-path-folder", e.maker, "give one of them another name",
			"is published as the file %s, and %s in a folder of this name", e.path, dir.maker)
	}
	if err := f.claimDirs(e); err != nil {
		return err
	}
	f.files[key] = e
	return nil
}

// claimDirs makes sure that the folders of a file are folders for all, under one spelling.
func (f *Folder) claimDirs(e *entry) error {
	for dir := parent(e.path); dir != ""; dir = parent(dir) {
		key := fold(dir)
		if other, ok := f.dirs[key]; ok {
			if other.path != dir {
				return problem("output-path-case", e.maker, "write the folder in one way",
					"is published in the folder %s, and %s in %s, which Windows and macOS take for one folder", dir, other.maker, other.path)
			}
			return nil // and so are the folders around it
		}
		if other, ok := f.files[key]; ok {
			return problem("output-path-folder", e.maker, "give one of them another name",
				"is published in the folder %s, and %s as a file of this name", dir, other.maker)
		}
		f.dirs[key] = folder{dir, e.maker}
	}
	return nil
}

// inOrder makes messages about two files the same whichever was written first.
func inOrder(a, b *entry) (first, second *entry) {
	if a.maker > b.maker || a.maker == b.maker && a.path > b.path {
		return b, a
	}
	return a, b
}

// parent gives the folder of a path, "" at the top.
func parent(p string) string {
	return p[:max(0, strings.LastIndexByte(p, '/'))]
}

// fold gives what two paths have in common that Windows or macOS take for one: letters in
// either case, characters composed or not.
func fold(p string) string {
	plain := true
	for i := range len(p) {
		if p[i] >= utf8.RuneSelf || 'A' <= p[i] && p[i] <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return p
	}
	return norm.NFC.String(cases.Fold().String(norm.NFC.String(p)))
}

// Names that Windows gives to devices, with any extension.
var devices = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true}

// badPath gives the problem of a path that cannot be published.
func badPath(p, maker string) error {
	bad := func(format string, args ...any) error {
		return problem("output-path", maker, "rename the file", format, args...)
	}
	switch {
	case p == "":
		return bad("is published under an empty name")
	case !utf8.ValidString(p):
		return bad("is published as %q, which is not UTF-8", p)
	}
	for rest, more := p, true; more; {
		var name string
		name, rest, more = strings.Cut(rest, "/")
		if name == "" || name == "." || name == ".." {
			return bad("is published as %q, which is not a path inside the site", p)
		}
		if len(name) > 255 {
			return bad("is published under a name of %d bytes, and file systems take 255 at most", len(name))
		}
		if why := refusedByWindows(name); why != "" {
			return problem("output-path-windows", maker, "rename the file, so that the site can be copied to any machine",
				"is published as %q, and Windows refuses %q: %s", p, name, why)
		}
	}
	if top, _, _ := strings.Cut(p, "/"); strings.EqualFold(top, private) {
		return bad("is published as %s, and the folder %s is redskab's own", p, private)
	}
	return nil
}

// refusedByWindows says why a name cannot stand on Windows, "" when it can.
func refusedByWindows(name string) string {
	for _, c := range []byte(name) {
		switch c {
		case '<', '>', ':', '"', '|', '?', '*', '\\':
			return "it holds " + string(rune(c))
		}
		if c < ' ' || c == 0x7f {
			return "it holds a control character"
		}
	}
	switch name[len(name)-1] {
	case '.':
		return "it ends in a full stop"
	case ' ':
		return "it ends in a space"
	}
	base, _, _ := strings.Cut(name, ".")
	if len(base) < 3 || len(base) > 7 {
		return ""
	}
	base = strings.ToLower(strings.TrimRight(base, " "))
	if devices[base] || (strings.HasPrefix(base, "com") || strings.HasPrefix(base, "lpt")) &&
		(len(base) == 4 && '1' <= base[3] && base[3] <= '9' || base[3:] == "¹" || base[3:] == "²" || base[3:] == "³") {
		return "it is the name of a device"
	}
	return ""
}
