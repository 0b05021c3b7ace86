package content

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"redskab/internal/markdown"
	"redskab/internal/meta"
	"redskab/internal/prose"
	"redskab/internal/source"
	"redskab/internal/worksheet"
)

// Options is what Load needs to know besides the files.
type Options struct {
	Static    func(path string) bool // reports whether static/ has a file, by its path there; nil: it has none
	Overrides map[string]string      // settings from the environment: "REDSKAB_TITLE" → "Redskab"
	Drafts    bool                   // publish drafts too
	IDs       []string               // ids that the layouts use, which no heading may have
	Cache     *Cache                 // parsed pages of the last Load; nil parses all
}

// Load reads the content folder dir of fsys ("content") into a Tree: settings first, then
// every page alone, in parallel, then what they are to each other. All problems are found
// in one run, but for links, which are CheckLinks'. The Tree is never nil; with problems it
// serves to find more of them.
func Load(fsys fs.FS, dir string, opt Options) (*Tree, source.Problems) {
	opt.Cache.begin()
	defer opt.Cache.forget()
	found := scanFolder(fsys, dir)
	b := newBuilder(dir, found, opt)
	parser := b.readSettings(fsys, found.settings, opt)
	b.readLists(fsys, found.lists, parser.options)

	for _, f := range found.pages {
		parser.newest = max(parser.newest, f.time)
	}
	pages := make([]*parsed, len(found.pages))
	parallel(len(pages), func(i int) { pages[i] = parser.page(found.pages[i]) })

	b.addPages(found.pages, pages, opt.Drafts)
	b.addFolders()
	b.order()
	b.publish(found.others)
	b.addAliases()
	b.measure(fsys, opt.Cache)
	b.finishSite()
	b.checkNames()
	b.checkSheets()
	b.readExamples(fsys, found.examples)
	return b.tree, prose.Fewer(b.ps.Sort())
}

// A builder puts a Tree together. Its methods run in the order in which Load calls them.
type builder struct {
	dir    string
	tree   *Tree
	ps     source.Problems
	slugs  map[string]string // folder → its address, "" when it can have none
	images []shown
	sheets []*worksheet.Sheet
	lists  []*worksheet.List
}

func newBuilder(dir string, found *scan, opt Options) *builder {
	static := opt.Static
	if static == nil {
		static = func(string) bool { return false }
	}
	n := len(found.pages)
	t := &Tree{
		pages: make(map[string]*Page, n), files: make(map[string]*Page, n), folders: map[string]*Page{}, beside: map[string]*File{},
		drafts: map[string]*Page{}, skipped: found.skipped, lost: found.lost, static: static, dir: dir,
	}
	t.pagePaths = sync.OnceValue(func() []string { return sortedKeys(t.pages) })
	t.filePaths = sync.OnceValue(func() []string { return sortedKeys(t.files) })
	t.besidePaths = sync.OnceValue(func() []string { return sortedKeys(t.beside) })
	return &builder{dir: dir, ps: found.ps, slugs: map[string]string{".": "/"}, tree: t}
}

// readSettings reads the YAML files of the content folder itself, and makes the parser of
// pages that they ask for.
func (b *builder) readSettings(fsys fs.FS, files map[string]found, opt Options) *pageParser {
	site, ps := readSite(readSettings(fsys, files[siteFile], &b.ps), opt.Overrides)
	b.tree.Site, b.ps = site, append(b.ps, ps...)
	sources, ps := readSources(readSettings(fsys, files[sourcesFile], &b.ps))
	b.tree.Sources, b.ps = sources, append(b.ps, ps...)
	sets := readSettings(fsys, files[optionsFile], &b.ps)
	options, ps := worksheet.ParseOptions(sets)
	b.ps = append(b.ps, ps...)
	b.readRegister(fsys, files[idsFile])

	config := sha256.New()
	fmt.Fprintf(config, "%q %q %v\n", site.HTML, opt.IDs, site.Prose.limits())
	digest(config, sets)
	p := &pageParser{
		fsys: fsys, cache: opt.Cache, options: options, limits: site.Prose.limits(),
		markdown: markdown.New(markdown.Config{Blocks: worksheet.BlockNames(), HTML: site.HTML, IDs: opt.IDs}),
	}
	config.Sum(p.config[:0])
	return p
}

// digest writes a Value so that unlike Values are unlike.
func digest(w interface{ Write([]byte) (int, error) }, v *meta.Value) {
	if v == nil {
		return
	}
	fmt.Fprintf(w, "%v %d %q %v %d %d\n", v.Pos, v.Kind, v.Text, v.Quoted, len(v.Items), len(v.Pairs))
	for _, item := range v.Items {
		digest(w, item)
	}
	for _, p := range v.Pairs {
		fmt.Fprintf(w, "%q %v\n", p.Key, p.KeyPos)
		digest(w, p.Value)
	}
}

// addPages gives every parsed page its address. Drafts are set aside, and so is what lies
// in the folder of a draft section.
func (b *builder) addPages(files []found, pages []*parsed, drafts bool) {
	if !drafts {
		b.findDraftFolders(files, pages)
	}
	for i, f := range files {
		p := pages[i]
		b.ps = append(b.ps, p.problems...)
		folder := path.Dir(f.path)
		page := &Page{
			File: f.file, Front: p.front, Doc: p.doc, Sheet: p.sheet, Digest: p.digest, broken: p.broken, folder: folder,
			Title: cmp.Or(p.front.Title, p.doc.Title), Heading: p.doc.Title,
		}
		page.Description = cmp.Or(p.front.Description, shorten(p.doc.Lead))
		b.place(f, page, folder)
		if page.Path == "" {
			continue
		}
		if !drafts && (p.front.Draft || b.tree.inDraft(folder)) {
			b.tree.drafts[page.Path], b.tree.drafts[f.path] = page, page
			continue
		}
		b.put(f, page, folder)
	}
}

// findDraftFolders notes the folders whose section is a draft.
func (b *builder) findDraftFolders(files []found, pages []*parsed) {
	b.tree.draftFolders = map[string]bool{}
	for i, f := range files {
		front := &pages[i].front
		switch folder := path.Dir(f.path); {
		case !front.Draft || !isIndex(path.Base(f.path)):
		case folder == ".":
			b.ps.Add("front-page-draft", front.Pos["draft"], "remove draft:", "the front page is a draft, so nothing would be published")
		default:
			b.tree.draftFolders[folder] = true
		}
	}
}

// place works out the address of a page, and the title that its name gives it.
func (b *builder) place(f found, page *Page, folder string) {
	name := path.Base(f.path)
	address, ok := b.folderPath(folder)
	if isIndex(name) {
		page.Section = true
		if page.Title == "" && folder != "." {
			page.Title = Readable(path.Base(folder))
		}
	} else {
		stem, _ := pageStem(name)
		slug := Slug(stem)
		ok = ok && slug != ""
		address += slug + "/"
		if page.Title == "" {
			page.Title = Readable(name)
		}
	}
	if page.Heading == "" {
		page.Heading = page.Title
	}
	if !ok {
		b.noSlug(f)
		return
	}
	page.Path = address
}

// put enters a published page in the tree.
func (b *builder) put(f found, page *Page, folder string) {
	if first, taken := b.tree.pages[page.Path]; taken {
		hint := "rename one of them"
		if first.Section != page.Section {
			hint = "a folder's own page is " + folderOf(first, page) + "_index.md"
		}
		b.ps.Add("page-twice", source.Position{File: f.file}, hint, "gets the address %s, which %s has already", page.Path, first.File)
		return
	}
	b.tree.pages[page.Path] = page
	b.tree.files[f.path] = page
	if page.Section {
		b.tree.folders[folder] = page
	}
}

func folderOf(pages ...*Page) string {
	for _, p := range pages {
		if p.Section {
			return path.Dir(p.File) + "/"
		}
	}
	return ""
}

func (b *builder) noSlug(f found) {
	b.ps.Add("no-address", source.Position{File: f.file}, "rename it, and the folders it lies in, with letters from a to å or digits", "no address can be made of the name")
}

// folderPath gives the address of a folder: "/mandat/". It is false when a name on the way
// has nothing to make an address of.
func (b *builder) folderPath(folder string) (string, bool) {
	if known, ok := b.slugs[folder]; ok {
		return known, known != ""
	}
	address, ok := b.folderPath(path.Dir(folder))
	slug := Slug(path.Base(folder))
	if ok = ok && slug != ""; ok {
		address += slug + "/"
	} else {
		address = ""
	}
	b.slugs[folder] = address
	return address, ok
}

// addFolders makes a section for every folder that pages lie in and that has no page of
// its own, and hangs every page below its section.
func (b *builder) addFolders() {
	t := b.tree
	for _, file := range sortedKeys(t.files) {
		b.section(path.Dir(file))
	}
	b.section(".")
	t.Root = t.folders["."]
	for _, file := range sortedKeys(t.files) {
		p, folder := t.files[file], path.Dir(file)
		if p.Section {
			continue
		}
		b.hang(p, t.folders[folder])
	}
	for _, folder := range sortedKeys(t.folders) {
		if folder != "." {
			b.hang(t.folders[folder], t.folders[path.Dir(folder)])
		}
	}
}

func (b *builder) hang(p, below *Page) {
	p.Parent = below
	below.Children = append(below.Children, p)
}

// section makes sure that a folder and those around it have a section.
func (b *builder) section(folder string) {
	if b.tree.folders[folder] != nil {
		if folder != "." {
			b.section(path.Dir(folder))
		}
		return
	}
	address, _ := b.folderPath(folder)
	file := path.Join(b.dir, folder)
	p := &Page{File: file, Path: address, Section: true, Doc: &markdown.Doc{}, folder: folder}
	if folder != "." { // the front page's title is finishSite's
		p.Title = Readable(path.Base(folder))
		p.Heading = p.Title
	}
	if first, taken := b.tree.pages[address]; taken {
		b.ps.Add("page-twice", source.Position{File: first.File}, "move it to "+file+"/_index.md", "gets the address %s, which the folder %s has already", address, file)
	}
	b.tree.pages[address] = p
	b.tree.folders[folder] = p
	if folder != "." {
		b.section(path.Dir(folder))
	}
}

// maxDescription is how long a description made from the text may be: about what search
// engines show.
const maxDescription = 200

// shorten cuts a text at a word.
func shorten(s string) string {
	if len(s) <= maxDescription {
		return s
	}
	cut := strings.LastIndexByte(s[:maxDescription], ' ')
	if cut < 0 {
		return ""
	}
	return strings.TrimRight(s[:cut], " ,.;:–-") + " …"
}

// parallel calls do for 0 to n-1, on all processors.
func parallel(n int, do func(int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers < 2 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}

// readRegister reads the register of released ids.
func (b *builder) readRegister(fsys fs.FS, f found) {
	if f.file == "" {
		return
	}
	if data, ok := readText(fsys, f, &b.ps); ok {
		text, ps := clean(f.file, data)
		g, wrong := worksheet.ParseRegister(f.file, text)
		b.tree.Lock, b.ps = g, append(append(b.ps, ps...), wrong...)
	}
}

// readLists reads the lists that sheets share.
func (b *builder) readLists(fsys fs.FS, files []found, options worksheet.Options) {
	for _, f := range files {
		l, ps := worksheet.ParseList(f.file, readSettings(fsys, f, &b.ps), options)
		b.lists, b.ps = append(b.lists, l), append(b.ps, ps...)
	}
}

// checkSheets has the sheets of the whole site checked together.
func (b *builder) checkSheets() {
	s := &b.tree.Site
	known := worksheet.Known{Register: b.tree.Lock, Retired: s.Retired}
	for _, step := range s.Steps {
		known.Steps = append(known.Steps, step.ID)
	}
	for i := range s.Retired {
		known.RetiredPos = append(known.RetiredPos, s.Pos[fmt.Sprintf("retired.%d", i)])
	}
	for _, path := range sortedKeys(b.tree.drafts) { // each stands there twice, which does no harm
		if p := b.tree.drafts[path]; p.Sheet != nil {
			known.Drafts = append(known.Drafts, p.Sheet)
		}
	}
	model, ps := worksheet.Link(b.sheets, b.lists, known)
	b.tree.Model, b.ps = model, append(b.ps, ps...)
	b.tree.IDs = b.tree.Lock.With(b.sheets, b.lists)
}

// readExamples reads the filled forløb, which must fit the sheets, and checks that the pages
// that open one name one that is there.
func (b *builder) readExamples(fsys fs.FS, files []found) {
	var ids []string
	for _, f := range files {
		e, ps := b.tree.Model.ParseExample(f.file, readSettings(fsys, f, &b.ps), b.sheets)
		b.tree.Examples, b.ps = append(b.tree.Examples, e), append(b.ps, ps...)
		ids = append(ids, e.ID)
	}
	for _, p := range b.tree.Pages {
		if id := p.Front.Example; id != "" && !slices.Contains(ids, id) {
			b.ps.Add("unknown-example", p.Front.Pos["example"], nearestOr(id, ids, "examples are files in "+b.dir+"/"+examplesFolder+"/"), "there is no example %q", id)
		}
	}
}

func (b *builder) hasSheets() bool { return len(b.sheets) > 0 }

// checkNames checks the ids that pages name: steps, sources, sheets.
func (b *builder) checkNames() {
	t := b.tree
	steps := make(map[string]bool, len(t.Site.Steps))
	for _, s := range t.Site.Steps {
		steps[s.ID] = true
	}
	sheets, drafts := map[string]bool{}, map[string]bool{}
	for _, s := range b.sheets {
		if !s.Practice {
			sheets[s.ID] = true
		}
	}
	for _, p := range t.drafts {
		if p.Sheet != nil {
			drafts[p.Sheet.ID] = true
		}
	}
	for _, p := range t.Pages {
		f := &p.Front
		if f.Step != "" && !steps[f.Step] {
			b.ps.Add("unknown-step", f.Pos["step"], nearestOr(f.Step, sortedKeys(steps), "steps are written in "+b.dir+"/"+siteFile), "there is no step %q", f.Step)
		}
		for i, id := range f.Sources {
			if _, known := t.Sources[id]; !known {
				b.ps.Add("unknown-source", f.Pos[fmt.Sprintf("sources.%d", i)], nearestOr(id, sortedKeys(t.Sources), "sources are written in "+b.dir+"/"+sourcesFile), "there is no source %q", id)
			}
		}
		for i, id := range f.Tools {
			pos := f.Pos[fmt.Sprintf("tools.%d", i)]
			switch {
			case sheets[id]:
			case drafts[id]:
				b.ps.Add("draft-sheet", pos, "publish it, or leave it out for now", "the sheet %q is a draft", id)
			default:
				b.ps.Add("unknown-sheet", pos, nearestOr(id, sortedKeys(sheets), "a sheet's id stands in its front matter, below worksheet:"), "there is no sheet %q", id)
			}
		}
	}
}

func nearestOr(word string, known []string, otherwise string) string {
	return cmp.Or(source.DidYouMean(word, known), otherwise)
}
