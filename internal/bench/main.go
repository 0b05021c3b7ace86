// Command bench measures how fast redskab builds, beside the floor that any generator of
// the same pages stands on.
//
//	go run ./internal/bench            1,000 and 10,000 pages: the table of `make bench`
//	go run ./internal/bench corpus DIR PAGES
//	go run ./internal/bench floor SRC OUT
//
// Its two nouns are corpus, Markdown pages made from a word list (see corpus.go), and
// floor, the least a build can do: read, convert with goldmark, minify, write. Each run is
// a process of its own, so that user and system CPU and peak memory are the kernel's
// figures. The figures belong in a closing note; no test asserts them.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 3 && args[0] == "corpus":
		n, err := strconv.Atoi(args[2])
		if err != nil {
			return err
		}
		return corpus(args[1], n)
	case len(args) == 3 && args[0] == "floor":
		return floor(args[1], args[2])
	case len(args) == 0:
		return table()
	}
	return fmt.Errorf("unknown arguments %q", args)
}

// table builds 1,000 and 10,000 pages in the three ways that matter and prints a row each.
func table() error {
	dir, err := os.MkdirTemp("", "redskab-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	bin := filepath.Join(dir, "redskab")
	if out, err := exec.Command("go", "build", "-o", bin, "./cmd/redskab").CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w", out, err)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Printf("%-28s %8s %8s %8s %8s %9s\n", "", "user s", "sys s", "wall s", "MiB", "× floor")
	for _, n := range []int{1000, 10000} {
		root := filepath.Join(dir, strconv.Itoa(n))
		if err := corpus(filepath.Join(root, "content"), n); err != nil {
			return err
		}
		if err := rows(n, root, bin, self); err != nil {
			return err
		}
	}
	return nil
}

func rows(n int, root, bin, self string) error {
	content, out := filepath.Join(root, "content"), filepath.Join(root, "public")
	base, err := measure(self, "floor", content, filepath.Join(root, "floor"))
	if err != nil {
		return err
	}
	print := func(name string, u usage) {
		fmt.Printf("%-28s %8.2f %8.2f %8.2f %8.0f %9.2f\n", fmt.Sprintf("%d pages, %s", n, name),
			u.user.Seconds(), u.sys.Seconds(), u.wall.Seconds(), u.mib, u.user.Seconds()/base.user.Seconds())
	}
	print("floor", base)
	edited := filepath.Join(content, "afsnit-0003", "side-000125.md")
	steps := []struct {
		name    string
		prepare func() error
	}{
		{"cold", func() error { return os.RemoveAll(out) }},
		{"unchanged", func() error { return nil }},
		{"one page edited", func() error { return appendLine(edited, "\nEn ny sætning.\n") }},
	}
	for _, s := range steps {
		if err := s.prepare(); err != nil {
			return err
		}
		u, err := measure(bin, "build", "--root", root, "--out", out)
		if err != nil {
			return err
		}
		print(s.name, u)
	}
	return nil
}

func appendLine(file, text string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		return err
	}
	return f.Close()
}

// usage is what the kernel counted for one process.
type usage struct {
	user, sys, wall time.Duration
	mib             float64
}

// measure runs a command once and waits for it.
func measure(name string, args ...string) (usage, error) {
	c := exec.Command(name, args...)
	c.Stderr = os.Stderr
	begun := time.Now()
	if err := c.Run(); err != nil {
		return usage{}, fmt.Errorf("%s %v: %w", name, args, err)
	}
	u := usage{user: c.ProcessState.UserTime(), sys: c.ProcessState.SystemTime(), wall: time.Since(begun)}
	if r, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.mib = float64(r.Maxrss) / 1024
	}
	return u, nil
}
