package content

import (
	"path"
	"strings"

	"redskab/internal/markdown"
	"redskab/internal/source"
)

// missing is the problem of a link that leads nowhere. With guess it looks through all
// names for the nearest one.
func (t *Tree) missing(from *Page, ref *markdown.Ref, guess bool) source.Problem {
	written, _, _ := strings.Cut(ref.Dest, "#")
	written, _, _ = strings.Cut(written, "?")
	p := plainPath(written)
	file, address := path.Join(from.folder, p), path.Join(from.Path[1:], p)
	if strings.HasPrefix(p, "/") {
		file = strings.TrimPrefix(strings.TrimPrefix(path.Clean(p), "/"), t.dir+"/")
		address = strings.TrimPrefix(path.Clean(p), "/")
	}
	problem := source.Problem{Pos: ref.Pos}
	draft := t.drafts[file]
	if draft == nil {
		draft = t.drafts["/"+address+"/"]
	}
	switch {
	case draft == nil && t.inDraftSection(file):
		problem.Code, problem.Msg = "link-draft", "the link "+ref.Dest+" leads into a section that is a draft"
		problem.Hint = "publish it, or leave the link out for now"
	case draft != nil:
		problem.Code, problem.Msg = "link-draft", "the link "+ref.Dest+" leads to a draft"
		problem.Hint = "publish " + draft.File + ", or leave the link out for now"
	case t.skipped[file]:
		problem.Code, problem.Msg = "link-not-published", "the file "+ref.Dest+" is not published"
		problem.Hint = "files of its type belong in static/"
	case Ignored(path.Base(file)) && strings.HasPrefix(path.Base(file), "_"):
		problem.Code, problem.Msg = "link-not-published", "the file "+ref.Dest+" is not published"
		problem.Hint = "what begins with _ is left out"
	case strings.HasPrefix(file, "../") && strings.HasPrefix(address, "../"):
		problem.Code, problem.Msg = "link-outside", "the link "+ref.Dest+" leads out of "+t.dir+"/"
		problem.Hint = "move the file into " + t.dir + "/ or static/"
	case ref.Kind == markdown.RefImage:
		problem.Code, problem.Msg = "image-missing", "there is no image "+ref.Dest
		problem.Hint = t.guessFile(from, file, t.besidePaths(), guess)
	case isDownload(file):
		problem.Code, problem.Msg = "link-missing-file", "there is no file "+ref.Dest
		problem.Hint = t.guessFile(from, file, t.besidePaths(), guess)
	default:
		problem.Code, problem.Msg = "link-missing-page", "there is no page "+ref.Dest
		problem.Hint = t.guessPage(from, p, file, address, guess)
	}
	return problem
}

// inDraftSection reports whether a file would lie in the folder of a draft section.
func (t *Tree) inDraftSection(file string) bool {
	return !strings.HasPrefix(file, "../") && t.inDraft(path.Dir(file))
}

// isDownload reports whether a path looks like a file rather than a page.
func isDownload(file string) bool {
	_, known := fileTypes[extension(file)]
	return known
}

// guessPage gives the hint for the page that may have been meant, in the form in which the
// link was written: a file seen from the author's own, or an address.
func (t *Tree) guessPage(from *Page, p, file, address string, guess bool) string {
	if _, markdown := pageStem(file); markdown && !strings.HasPrefix(p, "/") {
		return t.guessFile(from, file, t.filePaths(), guess)
	}
	wanted := "/" + strings.Trim(address, "/") + "/"
	if stem, markdown := pageStem(strings.Trim(wanted, "/")); markdown {
		wanted = "/" + stem + "/"
	}
	known := t.pagePaths()
	if found := sameEnd(wanted, known); found != "" {
		return didYouMean(found)
	}
	if guess {
		return source.DidYouMean(wanted, known)
	}
	return ""
}

func (t *Tree) guessFile(from *Page, file string, known []string, guess bool) string {
	found := sameEnd(file, known)
	if found == "" && guess {
		found = source.Nearest(file, known)
	}
	if found == "" {
		return ""
	}
	return didYouMean(relative(from.folder, found))
}

func didYouMean(found string) string { return `did you mean "` + found + `"?` }

// sameEnd gives the one known path with the same last name, "" when there is none or are
// several: the file was moved.
func sameEnd(wanted string, known []string) string {
	end, found := path.Base(wanted), ""
	for _, k := range known {
		if path.Base(k) == end && k != "/" {
			if found != "" {
				return ""
			}
			found = k
		}
	}
	if strings.EqualFold(end, "_index.md") {
		return ""
	}
	return found
}

// relative gives the path of a file seen from a folder, both below the content folder.
func relative(folder, file string) string {
	if folder == "." {
		return file
	}
	up := strings.Split(folder, "/")
	down := strings.Split(file, "/")
	for len(up) > 0 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	return strings.Repeat("../", len(up)) + strings.Join(down, "/")
}
