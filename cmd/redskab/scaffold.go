package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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

var scaffolds = map[string]func(name, title string) string{
	"page": func(_, title string) string {
		return fmt.Sprintf(`---
title: %q
description: "En sætning om, hvad læseren kan bruge siden til."
---

Begynd med det vigtigste: Hvad er det, og hvornår har man brug for det?

## Sådan gør I

1. Det første skridt.
2. Det næste.
`, title)
	},
	"sheet": func(name, title string) string {
		return fmt.Sprintf(`---
title: %q
description: "En sætning om, hvad arket hjælper med."
worksheet:
  id: %s
  edition: 1
  time: 30
  who:
    - sundhedskoordinator
  evidence: own
  because: Arket er vores eget.
---

Skriv kort, hvad arket er til, og hvad I har, når det er udfyldt.

`+"```field"+`
id: formaal
label: Hvad vil I opnå?
kind: longtext
`+"```"+`

`+"```table"+`
id: aftaler
label: Det har vi aftalt
rows: open
blank: 4
columns:
  - id: hvad
    kind: text
    label: Hvad
  - id: hvem
    kind: text
    label: Hvem
  - id: hvornaar
    kind: date
    label: Hvornår
`+"```"+`
`, title, content.Slug(name))
	},
}
