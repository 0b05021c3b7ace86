package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"redskab"
	"redskab/internal/output"
	"redskab/internal/serve"
	"redskab/internal/site"
	"redskab/internal/source"
)

// version is set by the linker for a release.
var version = "development"

func newRoot(stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:           "redskab",
		Short:         "Turn a folder of Markdown into a toolbox of fillable worksheets",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.AddCommand(newBuild(), newServe(), newCheck(), newInit(), newNew(), newIDs(), newVersion())
	return root
}

func newBuild() *cobra.Command {
	var root, out, url string
	var offline, asJSON bool
	c := &cobra.Command{
		Use:   "build",
		Short: "Make the site, whole or not at all",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := config(root)
			if err != nil {
				return err
			}
			cfg.URL, cfg.Offline, cfg.Out = url, offline, out
			if out == "" {
				cfg.Out = filepath.Join(root, "public")
				if offline {
					cfg.Out = filepath.Join(root, "public-offline")
				}
			}
			return build(cmd, cfg, asJSON)
		},
	}
	c.Flags().StringVar(&root, "root", ".", "folder that holds content/, and maybe layouts/ and static/")
	c.Flags().StringVar(&out, "out", "", "folder to write (default public/ in the root, public-offline/ with --offline)")
	c.Flags().StringVar(&url, "url", "", "absolute address the site will have, for canonical links and the sitemap")
	c.Flags().BoolVar(&offline, "offline", false, "make the site that opens from disk")
	c.Flags().BoolVar(&asJSON, "json", false, "print the outcome and the problems as JSON")
	return c
}

func build(cmd *cobra.Command, cfg site.Config, asJSON bool) error {
	relaxCollector()
	begun := time.Now()
	sum, warnings, err := site.Build(cmd.Context(), cfg)
	var ps source.Problems
	if err != nil && !errors.As(err, &ps) {
		return &failure{err}
	}
	ps = append(ps, warnings...).Sort()
	if asJSON {
		if jsonErr := printJSON(cmd.OutOrStdout(), ps, &sum); jsonErr != nil {
			return &failure{jsonErr}
		}
	} else {
		printProblems(cmd.ErrOrStderr(), ps)
	}
	if ps.Broken() {
		return &problemsError{}
	}
	if !asJSON {
		fmt.Fprintf(cmd.OutOrStdout(), "%s: %d files, %d written, %d removed, %d ms\n",
			cfg.Out, sum.Files, sum.Written, sum.Removed, time.Since(begun).Milliseconds())
	}
	return nil
}

// relaxCollector lets a build, which lives for a second, trade memory for time: garbage is
// collected rarely until the heap nears the limit, then as often as it takes to stay below.
func relaxCollector() {
	debug.SetGCPercent(800)
	debug.SetMemoryLimit(200 << 20)
}

// outcome is what --json prints.
type outcome struct {
	Problems []jsonProblem   `json:"problems"`
	Summary  *output.Summary `json:"summary,omitempty"`
}

type jsonProblem struct {
	source.Position
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Warning bool   `json:"warning,omitempty"`
}

func printJSON(w io.Writer, ps source.Problems, sum *output.Summary) error {
	o := outcome{Problems: []jsonProblem{}}
	for _, p := range ps.Sort() {
		o.Problems = append(o.Problems, jsonProblem{p.Pos, p.Code, p.Msg, p.Hint, p.Warning})
	}
	if !ps.Broken() {
		o.Summary = sum
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(o)
}

func newCheck() *cobra.Command {
	var root string
	var asJSON bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Say what is wrong with the sources; write nothing",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := config(root)
			if err != nil {
				return err
			}
			relaxCollector()
			ps := site.Check(cmd.Context(), cfg)
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if asJSON {
				if err := printJSON(cmd.OutOrStdout(), ps, nil); err != nil {
					return &failure{err}
				}
			} else {
				for _, p := range ps {
					fmt.Fprintln(cmd.OutOrStdout(), p)
				}
			}
			if ps.Broken() {
				return &problemsError{}
			}
			return nil
		},
	}
	c.Flags().StringVar(&root, "root", ".", "folder that holds content/, and maybe layouts/ and static/")
	c.Flags().BoolVar(&asJSON, "json", false, "print the problems as JSON")
	return c
}

func newServe() *cobra.Command {
	var root string
	var port int
	c := &cobra.Command{
		Use:   "serve",
		Short: "Preview the site in a browser; every change shows at once",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := config(root)
			if err != nil {
				return err
			}
			err = serve.Run(cmd.Context(), serve.Config{Site: cfg, Root: root, Port: port, Log: cmd.OutOrStdout()})
			if err != nil && !errors.Is(err, context.Canceled) {
				return &failure{err}
			}
			return nil
		},
	}
	c.Flags().StringVar(&root, "root", ".", "folder that holds content/, and maybe layouts/ and static/")
	c.Flags().IntVar(&port, "port", 1313, "port on this machine; 0 takes a free one")
	return c
}

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			fmt.Fprintln(cmd.OutOrStdout(), "redskab", version)
		},
	}
}

// config names the sources below a root that must hold content/.
func config(root string) (site.Config, error) {
	info, err := os.Stat(filepath.Join(root, "content"))
	if err != nil || !info.IsDir() {
		return site.Config{}, fmt.Errorf("there is no folder %s; name the folder that holds it with --root, or make one with redskab init", filepath.Join(root, "content"))
	}
	return site.Config{FS: os.DirFS(root), Defaults: redskab.Files, Root: root, Overrides: overrides(os.Environ())}, nil
}

// overrides gathers the settings that the environment gives: REDSKAB_TITLE wins over title
// in site.yaml, REDSKAB_OWNER_NAME over owner: name.
func overrides(environ []string) map[string]string {
	m := map[string]string{}
	for _, e := range environ {
		if name, value, ok := strings.Cut(e, "="); ok && strings.HasPrefix(name, "REDSKAB_") {
			m[name] = value
		}
	}
	return m
}
