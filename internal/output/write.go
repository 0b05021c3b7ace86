package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"path"
	"sync"

	"redskab/internal/source"
)

// Write takes one file of the site. The path has slashes and no leading one; maker is the
// source file it comes from, for messages. The bytes are not kept. After the disk failed
// once, every Write gives that failure.
func (f *Folder) Write(path string, data []byte, maker string) error {
	err := f.write(&entry{path: path, maker: maker, size: int64(len(data))}, data)
	if err == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.broken != nil {
		return f.broken
	}
	ps, ok := err.(source.Problems)
	if !ok {
		f.broken = f.failure(err)
		return f.broken
	}
	f.wrong = append(f.wrong, ps...)
	return err
}

func (f *Folder) write(e *entry, data []byte) error {
	if err := badPath(e.path, e.maker); err != nil {
		return err
	}
	if err := f.claim(e); err != nil {
		return err
	}
	e.sum = sha256.Sum256(data)
	if !f.fresh || harmless[path.Base(e.path)] {
		same, err := f.compare(e, data)
		if same || err != nil {
			return err
		}
	}
	return f.spool(e, data)
}

var buffers = sync.Pool{New: func() any { return new([32 << 10]byte) }}

// compare reports whether the target holds these bytes under the path already, and notes in
// e whether a file of ours is to be replaced. What is in the way and not ours is a problem.
func (f *Folder) compare(e *entry, data []byte) (same bool, err error) {
	file, err := f.disk.open(f.at(e.path))
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || notDir(err) {
			return false, nil // Promote makes way when a file of ours is where a folder goes
		}
		return false, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return false, err
	}
	if info.IsDir() {
		e.folder = true
		return false, nil // likewise
	}
	same = info.Size() == e.size
	if same {
		if same, err = equal(file, data); err != nil {
			return false, err
		}
	}
	if !same && len(f.ours(e.path)) == 0 && !f.oursInOtherCase(e.path, info) {
		return false, problem("output-foreign-file", e.maker, "move it away, or put it into static/",
			"%s stands in %q and was not made by redskab", e.path, f.name)
	}
	e.stands = true
	return same, nil
}

// oursInOtherCase reports whether the file that answers to path is one of ours that was
// written in other letters, which a file system that ignores case takes for the same.
func (f *Folder) oursInOtherCase(path string, info fs.FileInfo) bool {
	key := fold(path)
	for _, m := range []manifest{f.listed, f.pending} {
		for p := range m {
			if p != path && fold(p) == key {
				if other, err := f.disk.stat(f.at(p)); err == nil && f.disk.same(info, other) {
					return true
				}
			}
		}
	}
	return false
}

// equal reports whether r holds data and no more.
func equal(r io.Reader, data []byte) (bool, error) {
	buf := buffers.Get().(*[32 << 10]byte)
	defer buffers.Put(buf)
	for {
		n, err := r.Read(buf[:])
		if n > len(data) || !bytes.Equal(buf[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
		if err == io.EOF {
			return len(data) == 0, nil
		}
		if err != nil {
			return false, err
		}
		if len(data) == 0 {
			return true, nil // the size was compared before
		}
	}
}

// spool puts bytes into staging.
func (f *Folder) spool(e *entry, data []byte) error {
	f.staging.Do(func() { f.stageOK = f.disk.mkdir(f.at(stagingPath)) })
	if f.stageOK != nil {
		return f.stageOK
	}
	n := f.staged.Add(1)
	if err := f.disk.write(f.stage(n), data); err != nil {
		return err
	}
	e.stage = n
	return nil
}
