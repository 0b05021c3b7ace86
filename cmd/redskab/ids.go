package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"redskab/internal/site"
)

func newIDs() *cobra.Command {
	var root string
	var accept bool
	c := &cobra.Command{
		Use:   "ids",
		Short: "Show the ids that are not in content/ids.lock yet; --accept releases them",
		Long: `Answers are kept in people's browsers and files under the ids of sheets, questions, rows
and options. content/ids.lock holds the ids that were released; from then on a build refuses
a site that has lost one. Accept the ids when readers begin to use the sheets, and keep the
file with the content.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := config(root)
			if err != nil {
				return err
			}
			s, ps := site.Load(cfg)
			if ps.Broken() {
				printProblems(cmd.ErrOrStderr(), ps)
				return &problemsError{}
			}
			ids := s.Tree().IDs
			fresh := ids.Since(s.Tree().Lock)
			for _, line := range fresh {
				fmt.Fprintln(cmd.OutOrStdout(), "+", line)
			}
			file := filepath.Join(root, "content", "ids.lock")
			switch {
			case len(fresh) == 0:
				fmt.Fprintf(cmd.OutOrStdout(), "%s: nothing is new\n", file)
			case accept:
				if err := replace(file, ids.Text()); err != nil {
					return &failure{err}
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s: %d released\n", file, len(fresh))
			default:
				fmt.Fprintf(cmd.OutOrStdout(), "%s: %d not released; do it with: redskab ids --accept\n", file, len(fresh))
			}
			return nil
		},
	}
	c.Flags().StringVar(&root, "root", ".", "folder that holds content/")
	c.Flags().BoolVar(&accept, "accept", false, "write them to content/ids.lock: they are for ever")
	return c
}

// replace writes a file whole or not at all.
func replace(file string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(file), ".ids-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
