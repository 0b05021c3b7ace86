package content

import (
	"redskab/internal/meta"
	"redskab/internal/source"
)

// readSources reads sources.yaml: ids, and for each the keys of a Source.
func readSources(v *meta.Value) (map[string]Source, source.Problems) {
	var ps source.Problems
	sources := map[string]Source{}
	if v == nil || v.Kind == meta.Null {
		return sources, nil
	}
	if v.Kind != meta.Map {
		return sources, append(ps, meta.WrongType(v, "", "the ids of sources, with keys and values below each"))
	}
	for _, pair := range v.Pairs {
		s := Source{ID: pair.Key}
		ps = append(ps, meta.Decode(pair.Value, &s)...)
		if !plainID(s.ID) {
			ps.Add("source-id", pair.KeyPos, hintID(s.ID), "%q cannot be the id of a source", s.ID)
		}
		if s.Title == "" && pair.Value.Kind != meta.Text {
			ps.Add("source-no-title", pair.KeyPos, "write title: below it", "source %q has no title", s.ID)
		}
		s.URL = checkURL(&ps, s.Pos["url"], "url", s.URL)
		if s.Kind != "" && s.Kind != "kilde" && s.Kind != "offentlig" {
			ps.Add("source-kind", s.Pos["kind"], nearestOr(s.Kind, []string{"kilde", "offentlig"}, "kilde or offentlig"), "unknown kind of source %q", s.Kind)
		}
		s.Pos = nil // a build needs them no more
		sources[s.ID] = s
	}
	return sources, ps
}
