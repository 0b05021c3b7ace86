// Command redskab turns a folder of Markdown into a website of plain files: a toolbox
// whose worksheets are filled in the browser.
//
//	redskab init DIR          write a copy of the toolbox to work on
//	redskab serve             preview: shows each change at once
//	redskab build             make the site in public/
//	redskab check             say what is wrong, write nothing
//	redskab new page PATH     begin a page; new sheet PATH begins a worksheet
//	redskab ids               show the ids that are not released; --accept releases them
//
// It exits with 0 when all is well, 1 when the sources have problems, 2 when it was called
// wrongly. This package alone reads flags, the environment and the clock, and ends the
// process.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"redskab/internal/source"
)

const (
	exitFine     = 0
	exitProblems = 1
	exitUsage    = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is main without the process: tests call it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot(stdout, stderr)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var ps source.Problems
	var wrong *problemsError
	switch {
	case err == nil:
		return exitFine
	case errors.As(err, &wrong):
		return exitProblems // printed where they were found
	case errors.As(err, &ps):
		printProblems(stderr, ps)
		return exitProblems
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "redskab: interrupted; the site that stood there is untouched")
		return exitProblems
	}
	var failed *failure
	if errors.As(err, &failed) {
		fmt.Fprintln(stderr, "redskab:", err)
		return exitProblems
	}
	fmt.Fprintf(stderr, "redskab: %v\nSee redskab --help.\n", err)
	return exitUsage
}

// A problemsError ends a command whose problems were already shown.
type problemsError struct{}

func (*problemsError) Error() string { return "the sources have problems" }

// A failure is what went wrong with the machine, not with how the command was called.
type failure struct{ err error }

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func printProblems(w io.Writer, ps source.Problems) {
	for _, p := range ps.Sort() {
		fmt.Fprintln(w, p)
	}
	errs := 0
	for _, p := range ps {
		if !p.Warning {
			errs++
		}
	}
	switch {
	case errs == 1:
		fmt.Fprintln(w, "1 problem; nothing was written")
	case errs > 1:
		fmt.Fprintf(w, "%d problems; nothing was written\n", errs)
	}
}
