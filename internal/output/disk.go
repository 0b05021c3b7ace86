package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/gofrs/flock"

	"redskab/internal/source"
)

// A disk is all that this package asks of a file system. It is a struct of functions so
// that tests can let the n-th call fail, or be the last.
type disk struct {
	stat    func(name string) (fs.FileInfo, error)
	lstat   func(name string) (fs.FileInfo, error)
	same    func(a, b fs.FileInfo) bool
	real    func(name string) (string, error) // symbolic links followed
	readDir func(name string) ([]fs.DirEntry, error)
	open    func(name string) (file, error)
	read    func(name string) ([]byte, error)

	mkdir  func(name string) error
	write  func(name string, data []byte) error // a new file
	link   func(old, new string) error
	rename func(old, new string) error
	remove func(name string) error // a file or an empty folder
	lock   func(name string) (unlock func() error, mine bool, err error)
}

type file interface {
	io.ReadCloser
	Stat() (fs.FileInfo, error)
}

func systemDisk() disk {
	return disk{
		stat:    os.Stat,
		lstat:   os.Lstat,
		same:    os.SameFile,
		real:    filepath.EvalSymlinks,
		readDir: os.ReadDir,
		open:    func(name string) (file, error) { return os.Open(name) },
		read:    os.ReadFile,
		mkdir:   func(name string) error { return os.Mkdir(name, 0o755) },
		write:   writeNew,
		link:    os.Link,
		rename:  os.Rename,
		remove:  os.Remove,
		lock:    lock,
	}
}

func writeNew(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	// Network shares report a full disk only here.
	return errors.Join(err, f.Close())
}

// lock locks a file, which is made when it is not there. Mine is false when somebody else
// has locked it.
func lock(name string) (unlock func() error, mine bool, err error) {
	for {
		l := flock.New(name, flock.SetPermissions(0o644))
		if mine, err = l.TryLock(); err != nil || !mine {
			return nil, false, err
		}
		// A build that ended without a site removes the file. If it did so after we opened
		// the file, our lock is on one that nobody finds any more, and keeps nobody out.
		ours, err1 := l.Stat()
		now, err2 := os.Stat(name)
		if err1 == nil && err2 == nil && os.SameFile(ours, now) {
			return l.Unlock, true, nil
		}
		if err := l.Unlock(); err != nil {
			return nil, false, err
		}
	}
}

// notDir reports whether a path could not be followed because a file stands where it needs
// a folder.
func notDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

// problem gives a list of one problem with the target, or with the source file of one of
// its files.
func problem(code, file, hint, format string, args ...any) error {
	var ps source.Problems
	ps.Add(code, source.Position{File: file}, hint, format, args...)
	return ps
}

// failure turns what the disk said into a problem. Problems stay as they are.
func (f *Folder) failure(err error) error {
	if err == nil {
		return nil
	}
	if ps, ok := err.(source.Problems); ok {
		return ps
	}
	windows := runtime.GOOS == "windows"
	var number syscall.Errno
	errors.As(err, &number)
	switch {
	case number == syscall.ENOSPC, number == syscall.EDQUOT, windows && (number == 39 || number == 112):
		return problem("output-disk-full", f.name, "make room and build again; the site that stood there is untouched",
			"the disk is full")
	case number == syscall.EROFS, windows && number == 19:
		return problem("output-read-only", f.name, "name a folder that can be written to",
			"is on a medium that cannot be written to")
	case errors.Is(err, fs.ErrPermission):
		return problem("output-read-only", f.name, "ask for the right to write there, or name another folder",
			"redskab may not write here: %v", f.inside(err))
	}
	return problem("output-disk", f.name, "the site that stood there is untouched", "cannot be written: %v", f.inside(err))
}

// inside names the file of an error by its path in the target: the rest of the path says
// nothing, and differs from machine to machine.
func (f *Folder) inside(err error) error {
	short := func(name string) string {
		if rel, err := filepath.Rel(f.dir, name); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
		return name
	}
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return &fs.PathError{Op: pe.Op, Path: short(pe.Path), Err: pe.Err}
	case errors.As(err, &le):
		return &os.LinkError{Op: le.Op, Old: short(le.Old), New: short(le.New), Err: le.Err}
	}
	return err
}
