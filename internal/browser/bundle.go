package browser

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"redskab/internal/source"
)

//go:embed src
var src embed.FS

// entries are the bundles: the name a page asks for, and the file it starts from.
var entries = []struct{ name, file string }{
	{"js/site.js", "src/site.ts"},
	{"js/board.js", "src/board.ts"},
	{"js/sheet.js", "src/sheet.ts"},
	{"js/clock.js", "src/clock.ts"},
	{"js/prints.js", "src/prints.ts"},
	{"js/rows.js", "src/rows.ts"},
	{"js/copies.js", "src/copies.ts"},
	{"js/tabs.js", "src/tabs.ts"},
	{"js/tools.js", "src/tools.ts"},
	{"js/former.js", "src/former.ts"},
	{"js/paper.js", "src/paper.ts"},
	{"js/document.js", "src/document.ts"},
	{"js/example.js", "src/example.ts"},
	{"js/opening.js", "src/opening.ts"},
	{"js/files.js", "src/files.ts"},
	{"js/import.js", "src/import.ts"},
	{"js/office.js", "src/office.ts"},
	{"js/send.js", "src/send.ts"},
	{"js/cases.js", "src/cases.ts"},
	{"js/compare.js", "src/compare.ts"},
	{"js/notfound.js", "src/notfound.ts"},
	{"js/figure-balance.js", "src/figure-balance.ts"},
	{"js/figure-bars.js", "src/figure-bars.ts"},
	{"js/figure-compass.js", "src/figure-compass.ts"},
	{"js/figure-funnel.js", "src/figure-funnel.ts"},
	{"js/figure-heat.js", "src/figure-heat.ts"},
	{"js/figure-ladder.js", "src/figure-ladder.ts"},
	{"js/figure-network.js", "src/figure-network.ts"},
	{"js/figure-quadrant.js", "src/figure-quadrant.ts"},
	{"js/figure-radar.js", "src/figure-radar.ts"},
	{"js/figure-stacked.js", "src/figure-stacked.ts"},
	{"js/figure-staircase.js", "src/figure-staircase.ts"},
	{"js/figure-star.js", "src/figure-star.ts"},
	{"js/figure-timeline.js", "src/figure-timeline.ts"},
	{"js/figure-wheel.js", "src/figure-wheel.ts"},
}

// Bundle gives the finished scripts by name, such as "js/site.js". It is pure, so it is
// done once.
func Bundle() (map[string][]byte, source.Problems) {
	return bundleOnce()
}

var bundleOnce = sync.OnceValues(func() (map[string][]byte, source.Problems) {
	scripts := map[string][]byte{}
	var problems source.Problems
	for _, e := range entries {
		script, ps := bundle(src, e.file)
		problems = append(problems, ps...)
		scripts[e.name] = script
	}
	return scripts, problems
})

// bundle compiles one file and what it imports, all within files.
func bundle(files fs.FS, file string) ([]byte, source.Problems) {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{file},
		Bundle:            true,
		Format:            api.FormatIIFE,
		Platform:          api.PlatformBrowser,
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8, // half the size of the Danish sentences
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsNone,
		TsconfigRaw:       `{"compilerOptions": {"target": "es2022", "strict": true, "verbatimModuleSyntax": true, "useDefineForClassFields": false}}`,
		LogLevel:          api.LogLevelSilent,
		Write:             false,
		Outfile:           "out.js", // a name for esbuild; nothing is written
		Plugins:           []api.Plugin{within(files)},
	})
	var problems source.Problems
	for _, m := range append(result.Errors, result.Warnings...) {
		pos := source.Position{File: "internal/browser"}
		if l := m.Location; l != nil {
			// esbuild counts columns in bytes, from 0.
			pos = source.Position{File: path.Join(pos.File, strings.TrimPrefix(l.File, namespace+":")), Line: l.Line, Column: l.Column + 1}
		}
		problems.Add("script-broken", pos, "", "%s", strings.ReplaceAll(m.Text, namespace+":", ""))
	}
	if problems.Broken() {
		return nil, problems
	}
	return result.OutputFiles[0].Contents, nil
}

// namespace marks the names that esbuild gets from within.
const namespace = "within"

// within keeps esbuild inside files: a script is made of what the binary embeds, and of
// nothing that happens to lie on the disk of whoever runs it.
func within(files fs.FS) api.Plugin {
	return api.Plugin{Name: namespace, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			name := path.Clean(args.Path)
			if args.Kind != api.ResolveEntryPoint {
				if !strings.HasPrefix(args.Path, ".") {
					return api.OnResolveResult{Errors: []api.Message{{Text: fmt.Sprintf("cannot import %q: scripts are made of their own folder alone", args.Path)}}}, nil
				}
				name = path.Join(path.Dir(args.Importer), args.Path) + ".ts"
			}
			return api.OnResolveResult{Path: name, Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := fs.ReadFile(files, args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text := string(data)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderTS}, nil
		})
	}}
}
