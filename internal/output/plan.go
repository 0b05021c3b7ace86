package output

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"redskab/internal/source"
)

// rank orders files: what pages need, then pages, then the page that leads to all others.
func rank(p string) int {
	switch {
	case p == "index.html":
		return 2
	case strings.HasSuffix(p, ".html"):
		return 1
	}
	return 0
}

func byRank(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) }

// plan finds out what is to be done, and what makes it impossible. It changes nothing.
func (p *promotion) plan() error {
	if err := p.planGone(); err != nil {
		return err
	}
	var wrong source.Problems
	for _, e := range p.files {
		p.sum.Files++
		p.sum.Bytes += e.size
		if e.stage == 0 {
			p.sum.Unchanged++
			continue
		}
		p.sum.Written++
		if e.stands {
			p.changed = append(p.changed, e)
			continue
		}
		obstacle, err := p.obstacle(e)
		switch {
		case err != nil:
			return err
		case obstacle == "":
			p.added = append(p.added, e)
		case obstacle == e.path || p.goes[obstacle]:
			p.blocked = append(p.blocked, e)
		default:
			wrong = append(wrong, problem("output-foreign-file", e.maker, "move it away, or put it into static/",
				"%s cannot be published, because %s stands in %q and was not made by redskab", e.path, obstacle, p.name).(source.Problems)...)
		}
	}
	for _, list := range [][]*entry{p.added, p.blocked, p.changed} {
		slices.SortFunc(list, func(a, b *entry) int { return byRank(a.path, b.path) })
	}
	return wrong.Err()
}

// planGone finds the files of ours that the site has no more.
func (p *promotion) planGone() error {
	for _, m := range []manifest{p.listed, p.pending} {
		for path := range m {
			if e, ok := p.files[fold(path)]; !ok || e.path != path {
				p.left = append(p.left, path)
			}
		}
	}
	slices.Sort(p.left)
	p.left = slices.Compact(p.left)
	for _, path := range p.left {
		info, err := p.disk.lstat(p.at(path))
		if errors.Is(err, fs.ErrNotExist) || notDir(err) {
			continue
		}
		if err != nil {
			return err
		}
		if e, ok := p.files[fold(path)]; ok {
			if now, err := p.disk.lstat(p.at(e.path)); err == nil && p.disk.same(info, now) {
				continue // the file is still wanted, under a name of other case
			}
		}
		mine := false
		if info.Mode().IsRegular() {
			data, err := p.disk.read(p.at(path))
			if err != nil {
				return err
			}
			mine = slices.Contains(p.ours(path), sum256(data))
		}
		if mine {
			p.gone = append(p.gone, path)
			p.goes[path] = true
		} else if !info.IsDir() {
			p.sum.Warnings.Warn("output-edited-file", source.Position{File: p.name}, "remove it by hand",
				"%s is no longer part of the site, but somebody changed it since redskab made it, so it stays", path)
		}
	}
	slices.SortFunc(p.gone, func(a, b string) int { return -byRank(a, b) })
	p.sum.Removed = len(p.gone)
	return nil
}

func sum256(data []byte) sum { return sha256.Sum256(data) }

// obstacle gives the path of a file that must go before e can be put in place: a file where
// e needs a folder, or a file in a folder that has e's name. Of several it gives one that is
// not ours to remove, if there is one.
func (p *promotion) obstacle(e *entry) (string, error) {
	if e.folder {
		obstacle := ""
		err := p.walk(e.path, func(file string) {
			if obstacle == "" || !p.goes[file] {
				obstacle = file
			}
		}, func(string) {})
		if obstacle == "" {
			obstacle = e.path // an empty folder may go whosever it was
		}
		return obstacle, err
	}
	return p.fileAbove(parent(e.path))
}

// fileAbove gives the file that stands where a folder, or one around it, is needed.
func (p *promotion) fileAbove(dir string) (string, error) {
	if _, known := p.there[dir]; known {
		return "", nil
	}
	if file, err := p.fileAbove(parent(dir)); file != "" || err != nil {
		return file, err
	}
	if !p.there[parent(dir)] {
		p.there[dir] = false
		return "", nil
	}
	info, err := p.disk.stat(p.at(dir))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.there[dir] = false
	case err != nil:
		return "", err
	case !info.IsDir():
		return dir, nil
	default:
		p.there[dir] = true
	}
	return "", nil
}

// walk visits the files below a folder, and the folders themselves, inner ones first.
func (p *promotion) walk(dir string, file, folder func(path string)) error {
	list, err := p.disk.readDir(p.at(dir))
	if err != nil {
		return err
	}
	for _, e := range list {
		name := path.Join(dir, e.Name())
		if !e.IsDir() {
			file(name)
		} else if err := p.walk(name, file, folder); err != nil {
			return err
		}
	}
	folder(dir)
	return nil
}
