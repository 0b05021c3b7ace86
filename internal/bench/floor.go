package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// floor does what no build can leave out and nothing more: it reads every Markdown file of
// src, converts it, puts it between a fixed head with sixty links and a fixed tail,
// minifies and writes it. No front matter, links, navigation or checks.
func floor(src, out string) error {
	files := make(chan string, 256)
	errs := make(chan error, runtime.GOMAXPROCS(0))
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	m := minify.New()
	m.AddFunc("text/html", minhtml.Minify)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var page, small bytes.Buffer
			for f := range files {
				if err := floorPage(md, m, src, out, f, &page, &small); err != nil {
					select {
					case errs <- err:
					default:
					}
				}
			}
		})
	}
	err := filepath.WalkDir(src, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files <- p
		}
		return err
	})
	close(files)
	wg.Wait()
	close(errs)
	return errors.Join(err, <-errs)
}

var head = "<!doctype html><html lang=da><head><title>t</title></head><body>" + strings.Repeat("<li><a href=x>y</a></li>", 60)

func floorPage(md goldmark.Markdown, m *minify.M, src, out, file string, page, small *bytes.Buffer) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if i := bytes.Index(text, []byte("\n---\n")); i > 0 {
		text = text[i+5:]
	}
	page.Reset()
	page.WriteString(head)
	if err := md.Convert(text, page); err != nil {
		return err
	}
	page.WriteString("</body></html>")
	small.Reset()
	if err := m.Minify("text/html", small, page); err != nil {
		return err
	}
	rel, err := filepath.Rel(src, strings.TrimSuffix(file, ".md"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(out, rel), 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, rel, "index.html"), small.Bytes(), 0o644)
}
