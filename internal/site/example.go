package site

import (
	"encoding/json"
	"fmt"

	"redskab/internal/worksheet"
)

// A filled forløb that comes with the site is published twice: as a file to save, and as a
// script that hands its text to js/opening.js, for no page may fetch anything: [L58] of
// SPEC.md. Both are named like the files of static/ and by the hash of their bytes.

func exampleFile(e *worksheet.Example) string   { return "examples/" + e.ID + ".redskab.json" }
func exampleScript(e *worksheet.Example) string { return "examples/" + e.ID + ".js" }

// addExamples makes the two files of each. A file was saved when the page that opens it was
// last read through: the clock is no source.
func (s *Site) addExamples() {
	saved := map[string]string{}
	for _, p := range s.tree.Pages {
		if day := p.Front.Reviewed; p.Front.Example != "" && !day.IsZero() {
			saved[p.Front.Example] = day.UTC().Format("2006-01-02T15:04:05.000Z")
		}
	}
	for _, e := range s.tree.Examples {
		file := e.File(s.tree.Site.ID, saved[e.ID])
		text, err := json.Marshal(string(file))
		if err != nil {
			panic("site: an example that is no text: " + err.Error()) // json.Marshal mends texts
		}
		s.assets.add(exampleFile(e), file, e.Pos.File)
		s.assets.add(exampleScript(e), fmt.Appendf(nil, `document.currentScript.dispatchEvent(new CustomEvent("part",{detail:%s}));`, text), e.Pos.File)
	}
}

func (s *Site) exampleView(id string, r resolver) *ExampleView {
	for _, e := range s.tree.Examples {
		if e.ID != id {
			continue
		}
		file := s.assets.byName[exampleFile(e)]
		return &ExampleView{
			ID: id, Name: e.Name, Sheets: len(e.Sheets),
			Script: r.prefix + s.assets.byName[exampleScript(e)], File: r.prefix + file,
			Size: fileSize(int64(len(s.assets.byOutput[file].data))),
		}
	}
	return nil
}
