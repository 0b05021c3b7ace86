// Package output puts a finished site on disk: whole or not at all, and nothing that has
// not changed.
//
// Its two nouns are Folder, the target folder of one build, and manifest, the list of the
// files in it that redskab made. A build opens the folder, writes every file of the site
// once, and promotes:
//
//	out, err := output.Open("public", output.Options{Root: ".", Sources: []string{"content"}})
//	defer out.Discard() // after Promote it does nothing
//	err = out.Write("mandat/index.html", page, "content/mandat/_index.md")
//	sum, err := out.Promote(ctx)
//
// What stands in the target besides the site is one folder, .redskab:
//
//	.redskab/SHA256SUMS   the manifest: "<sha256>  <path>", sorted; `sha256sum -c` reads it
//	.redskab/promoting    the files that a promotion is putting in place; gone when it is done
//	.redskab/staging/     spooled files and the ones they replace; gone when a build ends
//	.redskab/lock         locked while a build writes
//
// Rules:
//   - Write compares with the file that stands in the target, byte by byte, and spools only
//     what differs. Memory holds a path, a sum and a maker for each file, never HTML. The
//     manifest is never trusted to say that a file is unchanged, so a target that somebody
//     (or a power cut) damaged is mended by the next build.
//   - Until Promote nothing in the target changes but .redskab. When nothing changed, Promote
//     changes nothing at all: no time of any file or folder moves.
//   - Promote puts new files in place (assets before pages, the front page last), then
//     changed ones, then removes those that vanished. Each step is one rename. Wherever it is
//     cut off (kill -9), the site that stood there and the site to be are reachable without
//     a link to a missing file, and the next build gives what a clean build gives. The one
//     exception is a path that was a file and becomes a folder, or the other way round: the
//     old must go before the new can come, which happens in two renames right after another.
//   - When a step fails (disk full, no permission), the steps before it are taken back, and
//     the target is byte for byte as it was.
//   - A file that redskab did not make is never overwritten and never removed. A file of
//     ours that was edited since: while the site still has its path, the next build replaces
//     it, because the sources say what the site is; when the site no longer has the path, the
//     edited file stays, with a warning. A foreign file that equals ours to the byte is ours.
//   - A folder that empties because our files leave it is removed.
//   - Paths are checked for every system a site may be unpacked on: two paths that differ
//     in case or Unicode composition only are one path, and names that Windows refuses are
//     problems.
//   - Nothing is synced to the medium: a power cut within seconds of a build may leave files
//     empty. Building again mends them.
//
// Minify makes finished bytes smaller without changing what is seen; AssetName gives a file
// the name that lets browsers keep it for ever; a Host says what web servers read.
// Only this package names gofrs/flock, and only this package writes to disk.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"redskab/internal/source"
)

// A Folder is the target of one build. Write may be called by many goroutines at once;
// Promote and Discard end the build.
type Folder struct {
	name  string // as the user wrote it, for messages
	dir   string // absolute
	disk  disk
	made  []string // folders that Open made, outermost first; Discard removes them again
	fresh bool     // nothing stands in the folder: Write need not look

	listed  manifest // what the manifest says
	pending manifest // what a killed build was putting in place
	stands  bool     // a manifest stands in the target

	unlock  func() error
	closed  bool
	staged  atomic.Int64 // files spooled so far; their number is their name
	staging sync.Once
	stageOK error

	mu     sync.Mutex
	files  map[string]*entry // by folded path
	dirs   map[string]folder // by folded path
	broken error             // the first failure of the disk: no Write is tried after it
	wrong  source.Problems   // what was wrong with single files
}

// An entry is one file of the site.
type entry struct {
	path   string
	maker  string
	sum    sum
	size   int64
	stage  int64 // number of the spooled file; 0: the target has these bytes already
	stands bool  // a file of ours stands at path and is to be replaced
	folder bool  // a folder stands at path
}

// A folder of the site, and who first put a file into it.
type folder struct{ path, maker string }

// Options say what the target may not touch.
type Options struct {
	Root    string   // folder of the project: the target may be inside it, but neither it nor around it
	Sources []string // content, layouts, static: the target may be neither one of them, nor inside, nor around
}

const (
	private      = ".redskab"
	manifestPath = private + "/SHA256SUMS"
	pendingPath  = private + "/promoting"
	lockPath     = private + "/lock"
	stagingPath  = private + "/staging"
)

// Open makes ready to write a site into dir, which is made when it does not exist. It
// refuses a folder that holds files of others, that belongs to the sources, that cannot be
// written to, or that another build is writing to. What a killed build left in staging is
// cleaned away.
func Open(dir string, opt Options) (*Folder, error) {
	return open(dir, opt, systemDisk())
}

func open(dir string, opt Options, d disk) (*Folder, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, problem("output-disk", dir, "", "cannot be found: %v", err)
	}
	f := &Folder{name: dir, dir: abs, disk: d, files: map[string]*entry{}, dirs: map[string]folder{}}
	if err := f.apartFrom(opt); err != nil {
		return nil, err
	}
	if err := f.makeDir(); err != nil {
		return nil, err
	}
	if err := f.lock(); err != nil {
		f.removeMade()
		return nil, err
	}
	if err := f.readManifests(); err != nil {
		f.Discard()
		return nil, err
	}
	if err := f.cleanStaging(); err != nil {
		f.Discard()
		return nil, f.failure(err)
	}
	return f, nil
}

// apartFrom checks that the target and the sources do not overlap. Files are compared by
// identity, not by name, so that links and the case of letters deceive nobody.
func (f *Folder) apartFrom(opt Options) error {
	const hint = "name a folder of its own, such as public"
	if opt.Root != "" {
		switch {
		case f.within(opt.Root, f.dir) && f.within(f.dir, opt.Root):
			return problem("output-overlap", f.name, hint, "is the folder of the project itself")
		case f.within(opt.Root, f.dir):
			return problem("output-overlap", f.name, hint, "is a folder that holds the project")
		}
	}
	for _, s := range opt.Sources {
		switch {
		case f.within(f.dir, s) && f.within(s, f.dir):
			return problem("output-overlap", f.name, hint, "is the source folder %q", s)
		case f.within(f.dir, s):
			return problem("output-overlap", f.name, hint, "is inside the source folder %q", s)
		case f.within(s, f.dir):
			return problem("output-overlap", f.name, hint, "is a folder that holds the source folder %q", s)
		}
	}
	return nil
}

// within reports whether path is folder or somewhere below it. Neither needs to exist.
func (f *Folder) within(path, folder string) bool {
	path, err1 := filepath.Abs(path)
	folder, err2 := filepath.Abs(folder)
	if err1 != nil || err2 != nil {
		return false
	}
	outer, err := f.disk.stat(folder)
	if err != nil {
		// What does not exist holds nothing; it may still be named twice.
		return path == folder
	}
	if real, err := f.disk.real(path); err == nil {
		path = real
	}
	for {
		if info, err := f.disk.stat(path); err == nil && f.disk.same(info, outer) {
			return true
		}
		up := filepath.Dir(path)
		if up == path {
			return false
		}
		if real, err := f.disk.real(up); err == nil {
			up = real
		}
		path = up
	}
}

// makeDir makes the target and the folders it is in, and remembers which it made.
func (f *Folder) makeDir() error {
	var missing []string
	for dir := f.dir; ; dir = filepath.Dir(dir) {
		info, err := f.disk.stat(dir)
		if err == nil && !info.IsDir() {
			if dir == f.dir {
				return problem("output-not-folder", f.name, "name a folder", "is a file")
			}
			return problem("output-not-folder", f.name, "name another folder", "cannot be made: %s is a file", dir)
		}
		if err == nil {
			break
		}
		if !errors.Is(err, fs.ErrNotExist) && !notDir(err) {
			return f.failure(err)
		}
		missing = append(missing, dir)
		if filepath.Dir(dir) == dir {
			break
		}
	}
	private := filepath.Join(f.dir, private)
	if len(missing) == 0 {
		if _, err := f.disk.stat(private); errors.Is(err, fs.ErrNotExist) {
			// Before anything is written into a folder that is not ours.
			if err := f.noForeignFiles(); err != nil {
				return err
			}
			missing = append([]string{private}, missing...)
		}
	} else {
		missing = append([]string{private}, missing...)
	}
	for i := len(missing) - 1; i >= 0; i-- {
		if err := f.disk.mkdir(missing[i]); err != nil && !errors.Is(err, fs.ErrExist) {
			f.removeMade()
			return f.failure(err)
		}
		f.made = append(f.made, missing[i])
	}
	return nil
}

// Files that systems and editors put into every folder they meet, and that say nothing
// about whose folder it is.
var harmless = map[string]bool{
	private: true, ".git": true, ".gitignore": true, ".gitkeep": true, ".gitattributes": true,
	".DS_Store": true, "Thumbs.db": true, "desktop.ini": true,
}

// noForeignFiles refuses a target that holds files, although redskab was never there.
// Empty folders are no files.
func (f *Folder) noForeignFiles() error {
	found, err := f.firstFile("")
	if err != nil {
		return f.failure(err)
	}
	if found != "" {
		return problem("output-foreign-folder", f.name, "name an empty or new folder",
			"holds files that redskab did not make, such as %s", found)
	}
	f.fresh = true
	return nil
}

// firstFile gives the slash path of the first file below a folder that is not harmless.
func (f *Folder) firstFile(under string) (string, error) {
	list, err := f.disk.readDir(f.at(under))
	if err != nil {
		return "", err
	}
	for _, e := range list {
		if harmless[e.Name()] {
			continue
		}
		name := path.Join(under, e.Name())
		if !e.IsDir() {
			return name, nil
		}
		if found, err := f.firstFile(name); found != "" || err != nil {
			return found, err
		}
	}
	return "", nil
}

// lock takes the target for this build.
func (f *Folder) lock() error {
	unlock, mine, err := f.disk.lock(f.at(lockPath))
	if err != nil {
		return f.failure(err)
	}
	if !mine {
		return problem("output-locked", f.name, "wait for it to end, or name another folder",
			"another build is writing to this folder")
	}
	f.unlock = unlock
	return nil
}

// readManifests learns which files of the target are ours.
func (f *Folder) readManifests() error {
	var err error
	if f.listed, err = f.readManifest(manifestPath); err != nil {
		return err
	}
	if f.pending, err = f.readManifest(pendingPath); err != nil {
		return err
	}
	f.stands = f.listed != nil
	if f.listed == nil && f.pending == nil {
		return f.noForeignFiles()
	}
	f.fresh = false
	return nil
}

// readManifest gives nil when the file is not there.
func (f *Folder) readManifest(path string) (manifest, error) {
	text, err := f.disk.read(f.at(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, f.failure(err)
	}
	m := manifest{}
	if line := m.parse(text); line > 0 {
		return nil, problem("output-manifest", f.name, "remove the folder and build again",
			"%s is damaged in line %d, so redskab cannot tell which files are its own", path, line)
	}
	return m, nil
}

// ours gives the sums that our file at path may have; none when the path is not ours.
func (f *Folder) ours(path string) []sum {
	if len(f.pending[path]) == 0 {
		return f.listed[path]
	}
	return slices.Concat(f.listed[path], f.pending[path])
}

// at gives the place on disk of a slash path in the target.
func (f *Folder) at(path string) string {
	return f.dir + string(filepath.Separator) + filepath.FromSlash(path)
}

// stage gives the place on disk of the n-th spooled file.
func (f *Folder) stage(n int64) string {
	return f.at(fmt.Sprintf("%s/%06d", stagingPath, n))
}

// Discard ends a build without a site: what was spooled is removed and the lock released.
// The target is as it was before Open; when Open made it, it is gone. After Promote it does
// nothing, so that a build may defer it.
func (f *Folder) Discard() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return
	}
	f.closed = true
	_ = f.cleanStaging() // the next Open tries again
	if len(f.made) > 0 {
		_ = f.disk.remove(f.at(lockPath))
	}
	if f.unlock != nil {
		_ = f.unlock()
	}
	f.removeMade()
}

// removeMade removes the folders that Open made, as far as they are empty.
func (f *Folder) removeMade() {
	for i := len(f.made) - 1; i >= 0; i-- {
		if f.disk.remove(f.made[i]) != nil {
			return
		}
	}
	f.made = nil
}

// cleanStaging removes the staging folder and what is in it.
func (f *Folder) cleanStaging() error {
	list, err := f.disk.readDir(f.at(stagingPath))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range list {
		if err := f.disk.remove(f.at(stagingPath + "/" + e.Name())); err != nil {
			return err
		}
	}
	return f.disk.remove(f.at(stagingPath))
}
