package site

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"redskab/internal/content"
	"redskab/internal/layout"
	"redskab/internal/source"
)

// Folders of a root, which are also their names in problems.
const (
	contentDir = "content"
	layoutsDir = "layouts"
	staticDir  = "static"
)

// A Site is sources that were read, ordered and linked, without problems. Any file of the
// website can be made from it. It is never changed, so it may be used by many goroutines.
type Site struct {
	cfg        Config
	tree       *content.Tree
	layouts    *layout.Set
	assets     *assets
	sheets     map[string]*content.Page // by id of the sheet
	sheetsPage *content.Page            // the list of sheets, nil for none
	made       map[string]recipe        // output path → how it is made
	paths      []string                 // keys of made, in order
	nav        sync.Map                 // navKey → template.HTML, made when first needed
	levels     []level                  // what pages of one depth share, by depth
}

// A recipe says what an output file is made of; one of its fields besides source is set.
type recipe struct {
	source string // the file an author can mend
	page   *content.Page
	file   *content.File
	alias  *content.Page
	data   []byte // finished: a static file, a bundle, the sitemap …
}

// Load reads all sources. The Site is nil when one of the problems is no warning.
func Load(cfg Config) (*Site, source.Problems) {
	s := &Site{cfg: cfg, made: map[string]recipe{}}
	var ps source.Problems
	static := overlay{sub(cfg.FS, staticDir), sub(cfg.Defaults, staticDir)}
	s.assets, ps = loadAssets(static)
	set, wrong := layout.Load(overlay{sub(cfg.FS, layoutsDir), sub(cfg.Defaults, layoutsDir)}, layoutsDir)
	s.layouts, ps = set, append(ps, wrong...)
	var ids []string
	if set != nil {
		ids = set.IDs()
	}
	tree, wrong := content.Load(cfg.FS, contentDir, content.Options{
		Static:    s.assets.has,
		IDs:       ids,
		Overrides: cfg.Overrides,
		Cache:     cfg.Cache,
	})
	s.tree, ps = tree, append(append(ps, wrong...), tree.CheckLinks()...)
	if ps.Broken() {
		return nil, ps.Sort()
	}
	if cfg.URL != "" {
		s.tree.Site.URL = strings.TrimSuffix(cfg.URL, "/") + "/"
	}
	s.sheetsPage = sheetList(s.tree.Pages)
	s.sheets = map[string]*content.Page{}
	for _, p := range s.tree.Pages {
		if p.Sheet != nil {
			s.sheets[p.Sheet.ID] = p
		}
	}
	s.assets.generate(s.tree.Site)
	if script := s.catalogue(); script != nil {
		ps = append(ps, s.assets.add(catalogueScript, script, contentDir+"/site.yaml")...)
	}
	s.addExamples()
	ps = append(ps, s.list()...)
	s.levels = s.makeLevels()
	if ps.Broken() {
		return nil, ps.Sort()
	}
	return s, ps.Sort()
}

// list settles every output path and who makes it.
func (s *Site) list() source.Problems {
	var ps source.Problems
	put := func(out string, r recipe) {
		if first, taken := s.made[out]; taken {
			ps.Add("site-path-twice", source.Position{File: r.source}, "rename one of them", "%s is also made of %s", out, first.source)
			return
		}
		s.made[out] = r
	}
	for _, p := range s.tree.Pages {
		put(pageFile(p.Path), recipe{source: p.File, page: p})
		if name := p.Front.Layout; name != "" && !s.layouts.Has(name+".html") {
			ps.Add("layout-missing", p.Front.Pos["layout"], source.DidYouMean(name, s.layouts.Pages()), "there is no layout %q", name)
		}
	}
	for out, f := range s.tree.Files {
		put(out, recipe{source: f.File, file: f})
	}
	for old, p := range s.tree.Aliases {
		put(pageFile(old), recipe{source: p.File, alias: p})
	}
	for out, a := range s.assets.byOutput {
		put(out, recipe{source: a.source, data: a.data})
	}
	for out, data := range s.extras() {
		// A site's own robots.txt or .htaccess in static/ wins over ours.
		if _, taken := s.made[out]; !taken {
			s.made[out] = recipe{source: contentDir + "/site.yaml", data: data}
		}
	}
	s.paths = make([]string, 0, len(s.made))
	for p := range s.made {
		s.paths = append(s.paths, p)
	}
	slices.Sort(s.paths)
	return ps
}

// pageFile gives the output path of a URL path: "/mandat/" is mandat/index.html, "/x.html"
// is x.html.
func pageFile(urlPath string) string {
	p := strings.TrimPrefix(urlPath, "/")
	if strings.HasSuffix(p, ".html") || strings.HasSuffix(p, ".htm") {
		return p
	}
	return path.Join(p, "index.html")
}

// Paths gives every output path, sorted.
func (s *Site) Paths() []string { return s.paths }

// Has reports whether the site has a file at an output path.
func (s *Site) Has(p string) bool {
	_, ok := s.made[p]
	return ok
}

// Tree gives the content.
func (s *Site) Tree() *content.Tree { return s.tree }

// folders gives the folders of the sources on disk, which the output folder must not be,
// hold, or lie in.
func (s *Site) folders() []string {
	if s.cfg.Root == "" {
		return nil
	}
	var dirs []string
	for _, d := range []string{contentDir, layoutsDir, staticDir} {
		dirs = append(dirs, filepath.Join(s.cfg.Root, d))
	}
	return dirs
}

func sub(fsys fs.FS, dir string) fs.FS {
	if fsys == nil {
		return nil
	}
	f, err := fs.Sub(fsys, dir)
	if err != nil {
		return nil
	}
	return f
}

// An overlay is file systems of which the first that has a file wins. Folders are merged.
type overlay []fs.FS

// Open opens the first file of that name.
func (o overlay) Open(name string) (fs.File, error) {
	err := error(&fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist})
	for _, f := range o {
		if f == nil {
			continue
		}
		var file fs.File
		if file, err = f.Open(name); err == nil || !errors.Is(err, fs.ErrNotExist) {
			return file, err
		}
	}
	return nil, err
}

// ReadDir lists a folder of all layers together, sorted.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	seen := map[string]bool{}
	var all []fs.DirEntry
	found := false
	for _, f := range o {
		if f == nil {
			continue
		}
		entries, err := fs.ReadDir(f, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		found = found || err == nil
		for _, e := range entries {
			if !seen[e.Name()] {
				seen[e.Name()] = true
				all = append(all, e)
			}
		}
	}
	if !found && name != "." {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// Stat lets a walk begin at "." even when no layer has the folder.
func (o overlay) Stat(name string) (fs.FileInfo, error) {
	for _, f := range o {
		if f == nil {
			continue
		}
		if info, err := fs.Stat(f, name); err == nil || !errors.Is(err, fs.ErrNotExist) {
			return info, err
		}
	}
	if name == "." {
		return emptyDir{}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// emptyDir stands for a folder that no layer has.
type emptyDir struct{}

func (emptyDir) Name() string       { return "." }
func (emptyDir) Size() int64        { return 0 }
func (emptyDir) Mode() fs.FileMode  { return fs.ModeDir | 0o555 }
func (emptyDir) ModTime() time.Time { return time.Time{} }
func (emptyDir) IsDir() bool        { return true }
func (emptyDir) Sys() any           { return nil }
