package content

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"redskab/internal/source"

	"golang.org/x/text/unicode/norm"
)

// A found file, before anything of it is read.
type found struct {
	file string // its name in the file system: "content/mandat/møde.md", as the disk spells it
	path string // below the content folder and NFC: "mandat/møde.md"
	size int64
	time int64 // when it was changed, in nanoseconds
}

// A scan is what stands in the content folder.
type scan struct {
	fsys     fs.FS
	settings map[string]found // the YAML files of the content folder itself, by name
	lists    []found          // the YAML files of lists/
	examples []found          // the YAML files of examples/
	pages    []found
	others   []found
	skipped  map[string]bool // by path
	lost     map[string]bool // likewise: what could not be read
	ps       source.Problems
}

// settingsFiles are the files of the content folder that are no part of the website.
var settingsFiles = []string{siteFile, sourcesFile, optionsFile}

const (
	siteFile    = "site.yaml"
	sourcesFile = "sources.yaml"
	optionsFile = "options.yaml"
	listsFolder = "lists"    // of what several sheets share
	idsFile     = "ids.lock" // the register of released ids

	examplesFolder = "examples" // of filled forløb
)

// scanFolder lists the content folder, sorted by name, folders after what stands in them
// alphabetically before them. Symbolic links are followed within the file system.
func scanFolder(fsys fs.FS, dir string) *scan {
	s := &scan{fsys: fsys, settings: map[string]found{}, skipped: map[string]bool{}, lost: map[string]bool{}}
	if _, err := fs.Stat(fsys, dir); err != nil {
		unreadable(&s.ps, dir, err)
		return s
	}
	s.folder(dir, "", []string{dir})
	return s
}

// folder lists one folder and all below it. Around are the real paths of the folder and of
// those it lies in: a link to one of them would never end.
func (s *scan) folder(dir, below string, around []string) {
	entries, err := fs.ReadDir(s.fsys, dir)
	if err != nil {
		unreadable(&s.ps, dir, err)
		s.lost[below] = true
	}
	for _, e := range entries {
		name := e.Name()
		if Ignored(name) {
			continue
		}
		f := found{file: path.Join(dir, name), path: path.Join(below, norm.NFC.String(name))}
		if isConflict(name) {
			s.ps.Warn("sync-conflict", source.Position{File: f.file}, "take over what it holds and delete it", "looks like a copy that a sync program made, and is left out")
			s.skipped[f.path] = true
			continue
		}
		info, real, ok := s.look(f, e)
		if !ok {
			continue
		}
		switch {
		case info.IsDir() && slices.Contains(around, real):
			s.ps.Add("symlink-loop", source.Position{File: f.file}, "remove the link", "the link leads to a folder that it lies in")
			s.lost[f.path] = true
		case info.IsDir():
			s.folder(f.file, f.path, append(slices.Clip(around), real))
		case !info.Mode().IsRegular():
			s.ps.Warn("not-a-file", source.Position{File: f.file}, "", "is no ordinary file, and is left out")
		default:
			f.size, f.time = info.Size(), info.ModTime().UnixNano()
			s.put(f, below == "")
		}
	}
}

// put sorts a file by what it is for.
func (s *scan) put(f found, top bool) {
	name := path.Base(f.path)
	ext := strings.ToLower(path.Ext(name))
	yaml := ext == ".yaml" || ext == ".yml"
	switch {
	case top && (slices.Contains(settingsFiles, name) || name == idsFile):
		s.settings[name] = f
	case path.Dir(f.path) == listsFolder && yaml:
		s.lists = append(s.lists, f)
	case strings.HasPrefix(f.path, listsFolder+"/"):
		s.ps.Warn("list-type", source.Position{File: f.file}, "a list is a file such as anbefalinger.yaml", "only lists belong in this folder, and nothing of it is published")
	case path.Dir(f.path) == examplesFolder && yaml:
		s.examples = append(s.examples, f)
	case strings.HasPrefix(f.path, examplesFolder+"/"):
		s.ps.Warn("example-type", source.Position{File: f.file}, "an example is a file such as fjordby.yaml", "only filled examples belong in this folder")
	case top && yaml:
		hint := source.DidYouMean(strings.TrimSuffix(name, path.Ext(name))+".yaml", settingsFiles)
		if hint == "" {
			hint = "here belong " + strings.Join(settingsFiles, ", ")
		}
		s.ps.Add("settings-name", source.Position{File: f.file}, hint, "no settings are read from a file of this name")
	default:
		if _, ok := pageStem(name); ok {
			s.pages = append(s.pages, f)
		} else {
			s.others = append(s.others, f)
		}
	}
}

// look gives what an entry is, links followed, and its real path.
func (s *scan) look(f found, e fs.DirEntry) (info fs.FileInfo, real string, ok bool) {
	var err error
	real = f.file
	if e.Type()&fs.ModeSymlink != 0 {
		if real, err = follow(s.fsys, f.file); err == nil {
			info, err = fs.Stat(s.fsys, f.file)
		}
	} else {
		info, err = e.Info()
	}
	if err != nil {
		unreadable(&s.ps, f.file, err)
		s.lost[f.path] = true
		return nil, "", false
	}
	return info, real, true
}

var (
	errLoop    = errors.New("the link leads back to itself")
	errOutside = errors.New("the link leads out of the folder that holds content/")
)

const maxLinks = 40 // followed for one name, as operating systems count

// follow gives the path without links that a name leads to.
func follow(fsys fs.FS, name string) (string, error) {
	rest := strings.Split(name, "/")
	at := "."
	for links := 0; len(rest) > 0; {
		part := rest[0]
		rest = rest[1:]
		switch part {
		case "", ".":
			continue
		case "..":
			if at == "." {
				return "", errOutside
			}
			at = path.Dir(at)
			continue
		}
		next := path.Join(at, part)
		info, err := fs.Lstat(fsys, next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			at = next
			continue
		}
		if links++; links > maxLinks {
			return "", errLoop
		}
		to, err := fs.ReadLink(fsys, next)
		if err != nil {
			return "", err
		}
		to = strings.ReplaceAll(to, `\`, "/")
		if path.IsAbs(to) || len(to) > 1 && to[1] == ':' { // on Windows a drive
			return "", errOutside
		}
		rest = append(strings.Split(to, "/"), rest...)
	}
	return at, nil
}

// unreadable says why a file or folder cannot be read.
func unreadable(ps *source.Problems, file string, err error) {
	pos := source.Position{File: file}
	var path *fs.PathError
	switch {
	case errors.Is(err, errLoop):
		ps.Add("symlink-loop", pos, "remove the link", "%v", err)
	case errors.Is(err, errOutside):
		ps.Add("symlink-outside", pos, "put a copy here instead", "%v", err)
	case errors.Is(err, fs.ErrPermission):
		ps.Add("unreadable", pos, "give yourself leave to read it", "cannot be read: permission denied")
	case errors.Is(err, fs.ErrNotExist):
		ps.Add("unreadable", pos, "", "cannot be read: it is not there, or it is a link to what is not there")
	case errors.As(err, &path):
		ps.Add("unreadable", pos, "", "cannot be read: %v", path.Err)
	default:
		ps.Add("unreadable", pos, "", "cannot be read: %v", err)
	}
}
