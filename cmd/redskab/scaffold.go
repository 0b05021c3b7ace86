package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"redskab"
	"redskab/internal/content"
)

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Write a copy of the toolbox into a folder, to work on",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := copyContent(args[0])
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s: %d files\nPreview it with: redskab serve --root %s\n", filepath.Join(args[0], "content"), n, args[0])
			return nil
		},
	}
}

// copyContent writes the embedded content/ below dir. It refuses a content/ that is there:
// someone may have written it.
func copyContent(dir string) (files int, err error) {
	target := filepath.Join(dir, "content")
	if entries, err := os.ReadDir(target); err == nil && len(entries) > 0 {
		return 0, &failure{fmt.Errorf("%s is there already and is left as it is", target)}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, &failure{err}
	}
	err = fs.WalkDir(redskab.Files, "content", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(p))
		if d.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		data, err := fs.ReadFile(redskab.Files, p)
		if err != nil {
			return err
		}
		files++
		return os.WriteFile(to, data, 0o644)
	})
	if err != nil {
		return files, &failure{err}
	}
	return files, nil
}

func newNew() *cobra.Command {
	var root, title string
	c := &cobra.Command{
		Use:   "new page|sheet PATH",
		Short: "Begin a page or a worksheet at a path below content/",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 || scaffolds[args[0]] == nil {
				return errors.New("say what and where: redskab new page mandat/nyt-emne, or redskab new sheet ark/nyt-ark")
			}
			return nil
		},
		ValidArgs: []string{"page", "sheet"},
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := newPath(args[1])
			if err != nil {
				return err
			}
			file := filepath.Join(root, "content", filepath.FromSlash(p))
			name := strings.TrimSuffix(path.Base(p), ".md")
			if name == "_index" {
				name = path.Base(path.Dir(p))
			}
			if title == "" {
				title = content.Readable(name)
			}
			if err := writeNew(file, scaffolds[args[0]](name, title)); err != nil {
				return &failure{err}
			}
			fmt.Fprintln(cmd.OutOrStdout(), file)
			return nil
		},
	}
	c.Flags().StringVar(&root, "root", ".", "folder that holds content/")
	c.Flags().StringVar(&title, "title", "", "title of the page (default: made of its name)")
	return c
}

// newPath makes a path below content/ of what was typed: "content/" before it and ".md"
// after it may be there or not.
func newPath(arg string) (string, error) {
	p := path.Clean(strings.TrimPrefix(filepath.ToSlash(arg), "content/"))
	if !strings.HasSuffix(p, ".md") {
		p += ".md"
	}
	if !fs.ValidPath(p) {
		return "", fmt.Errorf("%q is no path below content/", arg)
	}
	return p, nil
}

// writeNew never overwrites.
func writeNew(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s is there already and is left as it is", file)
		}
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

//go:embed scaffold/page.md
var newPage string

//go:embed scaffold/sheet.md
var newSheet string

// scaffolds make the text of a file that is begun. Each builds as it is.
var scaffolds = map[string]func(name, title string) string{
	"page": func(_, title string) string {
		return strings.Replace(newPage, "TITLE", strconv.Quote(title), 1)
	},
	"sheet": func(name, title string) string {
		id := content.Slug(name)
		if id == "" || id[0] < 'a' || id[0] > 'z' || strings.Contains(newSheet, "id: "+id+"\n") { // no id, or that of one of its blocks
			id = "ark-" + id
		}
		return strings.NewReplacer("TITLE", strconv.Quote(title), "SHEET", id).Replace(newSheet)
	},
}
