package content

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"redskab/internal/source"
)

// fileTypes are the types of files that are published, by extension, as their readers call
// them in Danish. Images have "": they are shown, not named.
var fileTypes = map[string]string{
	"png": "", "jpg": "", "jpeg": "", "gif": "", "webp": "", "svg": "", "avif": "",
	"pdf": "PDF",
	"doc": "Word", "docx": "Word", "dotx": "Word", "docm": "Word",
	"xls": "Excel", "xlsx": "Excel", "xltx": "Excel", "xlsm": "Excel",
	"ppt": "PowerPoint", "pptx": "PowerPoint", "potx": "PowerPoint", "ppsx": "PowerPoint",
	"odt": "OpenDocument-tekst", "ods": "OpenDocument-regneark", "odp": "OpenDocument-præsentation",
	"rtf": "tekst", "txt": "tekst", "csv": "CSV", "json": "JSON",
	"zip": "ZIP", "epub": "EPUB", "ics": "kalender", "vcf": "visitkort",
	"mp3": "lyd", "m4a": "lyd", "ogg": "lyd", "wav": "lyd",
	"mp4": "video", "webm": "video", "mov": "video", "vtt": "undertekster",
	"drawio": "Draw.io", "vsdx": "Visio", "msg": "Outlook", "oft": "Outlook",
}

// extension gives the lower-case extension of a file, without the full stop.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}

// isImage reports whether a file says by its name that it is an image.
func isImage(name string) bool {
	kind, known := fileTypes[extension(name)]
	return known && kind == ""
}

// publish makes Files of what stands beside the pages. Files in the folder of a draft
// section are left out with it.
func (b *builder) publish(others []found) {
	b.tree.Files = make(map[string]*File, len(others))
	for _, f := range others {
		name := path.Base(f.path)
		ext := extension(name)
		kind, known := fileTypes[ext]
		if !known {
			b.ps.Warn("file-type", source.Position{File: f.file}, "move it to static/, or let its name begin with _", "files of this type are not published from %s/", b.dir)
			b.tree.skipped[f.path] = true
			continue
		}
		if b.tree.inDraft(path.Dir(f.path)) {
			b.tree.skipped[f.path] = true
			continue
		}
		stem := Slug(strings.TrimSuffix(name, path.Ext(name)))
		folder, ok := b.folderPath(path.Dir(f.path))
		if stem == "" || !ok {
			b.noSlug(f)
			continue
		}
		out := strings.TrimPrefix(folder+stem+"."+ext, "/")
		file := &File{File: f.file, Path: out, Size: f.size, Type: kind}
		if first, taken := b.tree.Files[out]; taken {
			b.ps.Add("file-twice", source.Position{File: f.file}, "rename one of them", "gets the address /%s, which %s has already", out, first.File)
			continue
		}
		b.tree.Files[out] = file
		b.tree.beside[f.path] = file
		if kind == "" {
			b.images = append(b.images, shown{f, file})
		}
	}
}

// shown is an image and where it was found.
type shown struct {
	found
	*File
}

// measure reads the size of every image. Broken images are problems.
func (b *builder) measure(fsys fs.FS, cache *Cache) {
	problems := make([]source.Problems, len(b.images))
	parallel(len(b.images), func(i int) {
		img := b.images[i]
		m := cache.image(img.found, func() measured { return measureImage(fsys, img.file) })
		img.Width, img.Height = m.width, m.height
		problems[i] = m.problems(img.file)
	})
	for _, ps := range problems {
		b.ps = append(b.ps, ps...)
	}
}

// sortedKeys gives the keys of a map in order, for loops whose order shows.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
