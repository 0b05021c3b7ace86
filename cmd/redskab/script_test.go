package main

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"redskab": main})
}

// TestScripts runs testdata/script: each file is a session at a terminal, with the files
// it needs, such as a user could have written it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":  status,
			"hash":    hashTree,
			"foreign": foreign,
		},
	})
}

// status N redskab ARGS… runs the command and demands its exit code.
func status(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil || len(args) < 2 {
		ts.Fatalf("usage: status N redskab ARGS…")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, not %d", got, want)
	}
}

// hash DIR FILE writes the names and bytes of all files below DIR to FILE, so that two
// moments can be compared with cmp.
func hashTree(ts *testscript.TestScript, _ bool, args []string) {
	out, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	root := ts.MkAbs(args[0])
	ts.Check(filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		_, err = out.WriteString("== " + rel + "\n" + string(data) + "\n")
		return err
	}))
	ts.Check(out.Close())
}

// foreign FILE writes a file with bytes that a txtar file cannot hold: named by its case.
func foreign(ts *testscript.TestScript, _ bool, args []string) {
	data, ok := awkward[args[0]]
	if !ok {
		ts.Fatalf("no awkward file %q", args[0])
	}
	file := ts.MkAbs(args[1])
	ts.Check(os.MkdirAll(filepath.Dir(file), 0o755))
	ts.Check(os.WriteFile(file, []byte(data), 0o644))
}

var awkward = map[string]string{
	"bom-crlf":     "\xef\xbb\xbf---\r\ntitle: Værktøj\r\n---\r\n\r\nÉn  \r\nlinje\r\n",
	"nfd":          "---\ntitle: A\u030angstro\u0308m\n---\n\nA\u030a i teksten",
	"not-utf8":     "---\ntitle: Gr\xf8n\n---\n",
	"nul":          "a\x00b\n",
	"not-an-image": "this is text",
}
