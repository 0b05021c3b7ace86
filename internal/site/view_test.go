package site_test

import (
	"strings"
	"testing"

	"redskab/internal/site"
)

// The rows that an author wrote have labels, which a view of them does not show: a column
// that he gives them is what they are called there.
func TestAViewOfAnAuthorsRowsCallsThemByWhatTheyAreGiven(t *testing.T) {
	const sheet = `---
title: Felter
worksheet: {id: ark, edition: 1, time: 5, who: alle, evidence: own}
---

~~~table
id: felter
label: Felter
rows:
  - {id: penge, label: "Hvad koster det?", felt: Penge}
  - {id: tid, label: Tid, felt: Tid}
columns:
  - {id: felt, label: Felt, kind: text, given: true}
  - {id: svar, label: Svar, kind: text}
~~~

~~~table
id: rest
label: Mangler svar
rows: {from: felter, where: svar is empty}
columns:
  - felt
  - {id: hvem, label: Hvem, kind: text}
~~~
`
	s := load(t, site.Config{FS: sources("content/site.yaml", "id: fjordby", "content/ark.md", strings.ReplaceAll(sheet, "~~~", "```"))})
	page := file(t, s, "ark/index.html")
	wants(t, page,
		`data-table="rest" data-rows="view"`, `data-name="felt"`, // not hvem, which is the view's own
		`data-columns="2"`, `data-shown="rest/ROW.felt" data-cell="ark.felter.felt"`)
}
