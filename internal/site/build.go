// Package site is the pipeline: it turns content/, layouts/ and static/ into a finished
// folder of plain files.
//
// Its two nouns are Site, the loaded sources from which any file of the website can be
// made, and View, all that a layout can see.
//
// Rules:
//   - Build goes load, make, check, write; each step reports every problem it finds, and
//     the next does not begin while there is one: a broken site never replaces a good one.
//   - Every file is made by Site.Make from its output path alone. The preview server
//     calls the same function when a browser asks, so what it shows is what Build writes.
//   - URLs are page-relative from the beginning, so one build serves at the root of a
//     host and below any path. An offline build names index.html in them and opens from
//     disk. Absolute addresses stand in canonical links and the sitemap only, and only
//     when the site knows its own (url in site.yaml, --url).
//   - The same sources give the same bytes. Nothing here knows the time.
//   - Pages are made, checked and handed to output one by one; what is kept of each are
//     the facts that checks across pages need.
package site

import (
	"context"
	"errors"
	"io/fs"
	"runtime"
	"strings"
	"sync"

	"redskab/internal/check"
	"redskab/internal/content"
	"redskab/internal/output"
	"redskab/internal/source"
)

// Config names the sources of a site and where it goes.
type Config struct {
	FS        fs.FS             // the root: content/, and maybe layouts/ and static/, which win file by file
	Defaults  fs.FS             // the layouts/ and static/ that come with the program
	Root      string            // the root on disk, to keep the output folder apart from the sources
	Out       string            // the folder to write, on disk
	URL       string            // absolute address of the site; "" leaves it to site.yaml
	Offline   bool              // make the build that opens from disk
	Overrides map[string]string // settings from the environment, REDSKAB_… → value
	Cache     *content.Cache    // parsed pages from last time; nil parses all
}

// Build makes the site and writes it to cfg.Out. When the sources have problems, or the
// folder cannot be written whole, the folder keeps what it held and the error is a
// source.Problems. Warnings are returned beside a finished build.
func Build(ctx context.Context, cfg Config) (output.Summary, source.Problems, error) {
	s, warnings := Load(cfg)
	if err := warnings.Err(); err != nil {
		return output.Summary{}, nil, err
	}
	out, err := output.Open(cfg.Out, output.Options{Root: s.cfg.Root, Sources: s.folders()})
	if err != nil {
		return output.Summary{}, nil, err
	}
	defer out.Discard()
	ps := append(warnings, s.makeAll(ctx, out)...)
	// What an interrupted build did not make is no problem of the sources.
	if err := ctx.Err(); err != nil {
		return output.Summary{}, nil, err
	}
	if err := ps.Err(); err != nil {
		return output.Summary{}, nil, err
	}
	sum, err := out.Promote(ctx)
	return sum, append(ps, sum.Warnings...).Sort(), err
}

// Check does all of Build but writing: it makes every page and applies every rule.
func Check(ctx context.Context, cfg Config) source.Problems {
	s, ps := Load(cfg)
	if ps.Broken() {
		return ps.Sort()
	}
	return append(ps, s.CheckAll(ctx)...).Sort()
}

// makeAll makes every file, checks the pages and hands all to out (nil: only check). It
// works in as many goroutines as there are processors; the order of problems does not
// depend on theirs.
func (s *Site) makeAll(ctx context.Context, out *output.Folder) source.Problems {
	checker := check.New(s.Has)
	checker.Offline, checker.Anywhere, checker.Base = s.cfg.Offline, notFoundFile, s.base()
	var mu sync.Mutex
	var all source.Problems
	paths := make(chan string, 64)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var w Work
			for p := range paths {
				ps := s.makeOne(p, &w, checker, out)
				if ps != nil {
					mu.Lock()
					all = append(all, ps...)
					mu.Unlock()
				}
			}
		})
	}
	for _, p := range s.paths {
		if ctx.Err() != nil {
			break
		}
		paths <- p
	}
	close(paths)
	wg.Wait()
	// Rules across pages would blame pages for what a layout's mistake left out.
	if !all.Broken() {
		all = append(all, checker.Problems()...)
	}
	return all.Sort()
}

func (s *Site) makeOne(p string, w *Work, checker *check.Checker, out *output.Folder) source.Problems {
	data, ps := s.Make(p, w)
	if ps.Broken() {
		return ps
	}
	from := s.made[p].source
	if strings.HasSuffix(p, ".html") {
		checker.Page(p, from, data)
	}
	if out == nil {
		return ps
	}
	if err := out.Write(p, data, from); err != nil {
		return append(ps, asProblems(err, from)...)
	}
	return ps
}

func asProblems(err error, from string) source.Problems {
	var ps source.Problems
	if errors.As(err, &ps) {
		return ps
	}
	ps.Add("output-write", source.Position{File: from}, "", "%v", err)
	return ps
}

// CheckAll makes every file and applies every rule, writing nothing.
func (s *Site) CheckAll(ctx context.Context) source.Problems { return s.makeAll(ctx, nil) }
