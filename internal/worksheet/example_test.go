package worksheet

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// [L14] [L58]
func TestAnExampleIsAFileOfAnswers(t *testing.T) {
	e := &Example{ID: "by", Name: "Byen", Cells: map[string]any{"plan.maal": "Mål <1>", "plan.valgte": []string{"a"}, "plan.folk/abc._pos": 1.0}}
	want := `{
 "format": "redskab-answers",
 "version": 1,
 "site": "sundhed",
 "saved": "2026-11-22T00:00:00.000Z",
 "forloeb": [
  {
   "id": "by",
   "name": "Byen",
   "cells": {
    "plan.folk/abc._pos": [
     1,
     1
    ],
    "plan.maal": [
     "Mål <1>",
     1
    ],
    "plan.valgte": [
     [
      "a"
     ],
     1
    ]
   }
  }
 ]
}
`
	got := e.File("sundhed", "2026-11-22T00:00:00.000Z")
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	if !json.Valid(got) {
		t.Error("it is no JSON")
	}
}

// [S4] [S64]
func TestRowsOfAnExampleBearIdsLikeThoseOfABrowser(t *testing.T) {
	seen := map[string]bool{}
	for _, at := range []string{"plan.folk/", "samtale#abc.punkter/", "parter"} {
		for _, name := range []string{"a", "b", "nabo"} {
			id := madeID(at, name)
			if len(id) != 10 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789") != "" || seen[id] || id != madeID(at, name) {
				t.Errorf("the row %s of %s is called %q", name, at, id)
			}
			seen[id] = true
		}
	}
}
