package site

import (
	"redskab/internal/content"
)

// A SourceGroup is all publications of one kind.
type SourceGroup struct {
	Kind    string // kilde, offentlig, "" for those without one
	Sources []SourceView
}

// sourceGroups lists every publication of sources.yaml, whether a page names it or not:
// first what the site is written after, then what else is public.
func sourceGroups(t *content.Tree) []SourceGroup {
	var groups []SourceGroup
	for _, kind := range []string{"kilde", "offentlig", ""} {
		g := SourceGroup{Kind: kind}
		for _, s := range t.SourcesByTitle() {
			if s.Kind == kind {
				g.Sources = append(g.Sources, sourceView(s))
			}
		}
		if g.Sources != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

func sourceView(s content.Source) SourceView {
	return SourceView{Title: s.Title, Publisher: s.Publisher, Year: s.Year, URL: s.URL, Note: s.Note}
}
