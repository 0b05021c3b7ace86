package output

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"slices"

	"redskab/internal/source"
)

// A Summary says what a build did to its target.
type Summary struct {
	Files     int   // of the site
	Bytes     int64 // of all of them
	Written   int   // new or changed
	Unchanged int
	Removed   int             // files of ours that the site has no more
	Warnings  source.Problems // files that stay although the site has them no more
}

// Promote puts what was written in place and removes what the site has no more, in the
// order that the package comment gives. When it fails, the target is as it was. It heeds
// ctx until the first file moves: a promotion is short, and one that ends is better than
// one that is taken back. Every Write must have returned before.
func (f *Folder) Promote(ctx context.Context) (Summary, error) {
	defer f.Discard()
	if f.closed {
		return Summary{}, problem("output-closed", f.name, "", "the build has ended already")
	}
	if f.broken != nil {
		return Summary{}, f.broken
	}
	if len(f.wrong) > 0 {
		return Summary{}, f.wrong.Sort()
	}
	if err := ctx.Err(); err != nil {
		return Summary{}, err
	}
	p := &promotion{Folder: f, there: map[string]bool{"": true}, goes: map[string]bool{}, out: map[string]bool{}}
	if err := p.plan(); err != nil {
		return Summary{}, f.failure(err)
	}
	if err := ctx.Err(); err != nil {
		return Summary{}, err
	}
	if p.needed() {
		if err := p.run(); err != nil {
			return Summary{}, p.takeBack(err)
		}
	}
	f.made = nil // they hold the site now
	return p.sum, nil
}

// A promotion is the plan of one Promote and, while it runs, the way back.
type promotion struct {
	*Folder
	sum     Summary
	added   []*entry        // at paths where nothing stands, in order
	blocked []*entry        // at paths where an old file must make way
	changed []*entry        // at paths where a file of ours stands
	gone    []string        // files of ours to remove, pages first
	goes    map[string]bool // likewise
	left    []string        // paths of ours that the site has no more, whether a file stands there or not

	there map[string]bool // folders that are known to exist
	out   map[string]bool // gone files that have been removed already
	undo  []undo
}

// An undo takes back one step.
type undo struct {
	kind     undoKind
	from, to string
}

type undoKind uint8

const (
	moveBack   undoKind = iota // rename from to to
	removeBack                 // remove the folder from
	makeBack                   // make the folder from
)

// needed reports whether the target differs from what it is to be.
func (p *promotion) needed() bool {
	if p.sum.Written > 0 || len(p.left) > 0 || !p.stands || p.pending != nil || len(p.listed) != len(p.files) {
		return true
	}
	for _, e := range p.files {
		if sums := p.listed[e.path]; len(sums) != 1 || sums[0] != e.sum {
			return true
		}
	}
	return false
}

// run does what plan found, one step after another, each of which can be taken back.
func (p *promotion) run() error {
	if err := p.announce(); err != nil {
		return err
	}
	for _, e := range p.added {
		if err := p.put(e); err != nil {
			return err
		}
	}
	for _, e := range p.blocked {
		if err := p.makeWay(e); err != nil {
			return err
		}
		if err := p.put(e); err != nil {
			return err
		}
	}
	for _, e := range p.changed {
		if err := p.replace(p.stage(e.stage), p.at(e.path)); err != nil {
			return err
		}
	}
	for _, path := range p.gone {
		if err := p.takeOut(path); err != nil {
			return err
		}
	}
	if err := p.tidy(); err != nil {
		return err
	}
	return p.conclude()
}

// announce writes the list of the files that are about to be put in place, so that after a
// kill they are known to be ours. What an earlier killed build announced stays announced.
func (p *promotion) announce() error {
	if p.sum.Written == 0 {
		return nil
	}
	lines := manifest{}
	for path, sums := range p.pending {
		lines[path] = slices.Clone(sums)
	}
	for _, list := range [][]*entry{p.added, p.blocked, p.changed} {
		for _, e := range list {
			lines.add(e.path, e.sum)
		}
	}
	text := []byte(manifestHead)
	for _, path := range slices.Sorted(maps.Keys(lines)) {
		for _, s := range lines[path] {
			text = appendLine(text, path, s)
		}
	}
	return p.putText(pendingPath, text, p.pending != nil)
}

// conclude writes the manifest and takes the announcement away.
func (p *promotion) conclude() error {
	list := make([]*entry, 0, len(p.files))
	size := len(manifestHead)
	for _, e := range p.files {
		list = append(list, e)
		size += 2*sha256.Size + 3 + len(e.path)
	}
	slices.SortFunc(list, func(a, b *entry) int { return cmp.Compare(a.path, b.path) })
	text := append(make([]byte, 0, size), manifestHead...)
	for _, e := range list {
		text = appendLine(text, e.path, e.sum)
	}
	if err := p.putText(manifestPath, text, p.stands); err != nil {
		return err
	}
	if p.sum.Written == 0 && p.pending == nil {
		return nil
	}
	return p.takeOut(pendingPath)
}

// putText spools a text and puts it in place.
func (p *promotion) putText(path string, text []byte, stands bool) error {
	e := &entry{path: path}
	if err := p.spool(e, text); err != nil {
		return err
	}
	if stands {
		return p.replace(p.stage(e.stage), p.at(path))
	}
	return p.move(p.stage(e.stage), p.at(path))
}

// put puts a spooled file at a path where nothing stands.
func (p *promotion) put(e *entry) error {
	if err := p.makeDirs(parent(e.path)); err != nil {
		return err
	}
	return p.move(p.stage(e.stage), p.at(e.path))
}

// move renames a file to where nothing stands.
func (p *promotion) move(from, to string) error {
	if err := p.disk.rename(from, to); err != nil {
		return err
	}
	p.undo = append(p.undo, undo{moveBack, to, from})
	return nil
}

// replace renames a file over another. The other is kept in staging: as a second name of
// the same file, or as a copy where the file system has no such thing.
func (p *promotion) replace(from, to string) error {
	backup := p.stage(p.staged.Add(1))
	if err := p.disk.link(to, backup); err != nil {
		data, err := p.disk.read(to)
		if err == nil {
			err = p.disk.write(backup, data)
		}
		if err != nil {
			return err
		}
	}
	if err := p.disk.rename(from, to); err != nil {
		return err
	}
	p.undo = append(p.undo, undo{moveBack, backup, to})
	return nil
}

// takeOut removes a file of ours, by renaming it into staging.
func (p *promotion) takeOut(path string) error {
	if p.out[path] {
		return nil
	}
	p.out[path] = true
	p.staging.Do(func() { p.stageOK = p.disk.mkdir(p.at(stagingPath)) })
	if p.stageOK != nil {
		return p.stageOK
	}
	return p.move(p.at(path), p.stage(p.staged.Add(1)))
}

// makeDirs makes a folder and those around it.
func (p *promotion) makeDirs(dir string) error {
	if p.there[dir] {
		return nil
	}
	if err := p.makeDirs(parent(dir)); err != nil {
		return err
	}
	p.there[dir] = true
	err := p.disk.mkdir(p.at(dir))
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err == nil {
		p.undo = append(p.undo, undo{kind: removeBack, from: p.at(dir)})
	}
	return err
}

// makeWay removes the files of ours that are in the way of e.
func (p *promotion) makeWay(e *entry) error {
	for {
		obstacle, err := p.obstacle(e)
		if err != nil {
			return err
		}
		if obstacle == e.path {
			break // the folder of e's name is empty now
		}
		if obstacle == "" {
			return nil
		}
		if err := p.takeOut(obstacle); err != nil {
			return err
		}
	}
	var folders []string
	if err := p.walk(e.path, func(string) {}, func(dir string) { folders = append(folders, dir) }); err != nil {
		return err
	}
	for _, dir := range folders {
		if err := p.removeDir(dir); err != nil {
			return err
		}
	}
	return nil
}

// tidy removes the folders that our files have left empty.
func (p *promotion) tidy() error {
	var dirs []string
	for _, path := range p.left {
		for dir := parent(path); dir != ""; dir = parent(dir) {
			if used, ok := p.dirs[fold(dir)]; ok && used.path == dir {
				break
			}
			dirs = append(dirs, dir)
		}
	}
	slices.SortFunc(dirs, func(a, b string) int { return cmp.Or(-cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	for _, dir := range slices.Compact(dirs) {
		list, err := p.disk.readDir(p.at(dir))
		if errors.Is(err, fs.ErrNotExist) || notDir(err) || len(list) > 0 {
			continue
		}
		if err != nil {
			return err
		}
		if err := p.removeDir(dir); err != nil {
			return err
		}
	}
	return nil
}

func (p *promotion) removeDir(dir string) error {
	if err := p.disk.remove(p.at(dir)); err != nil {
		return err
	}
	p.undo = append(p.undo, undo{kind: makeBack, from: p.at(dir)})
	return nil
}

// takeBack undoes the steps of a promotion that failed, last first.
func (p *promotion) takeBack(cause error) error {
	for _, u := range slices.Backward(p.undo) {
		var err error
		switch u.kind {
		case moveBack:
			err = p.disk.rename(u.from, u.to)
		case removeBack:
			err = p.disk.remove(u.from)
		case makeBack:
			err = p.disk.mkdir(u.from)
		}
		if err != nil {
			return p.halfway(cause, err)
		}
	}
	return p.failure(cause)
}

// halfway is the problem of a promotion that could neither end nor be taken back. Discard
// keeps the announcement, so that the next build knows all files as ours.
func (p *promotion) halfway(cause, err error) error {
	p.made = nil
	return problem("output-halfway", p.name, "every page there is whole and none leads to a missing file; build again when the disk works",
		"the disk failed while the site was being put in place (%v), and again while that was taken back (%v); old and new pages stand side by side",
		p.inside(cause), p.inside(err))
}
