//go:build browser

package e2e

import (
	"slices"
	"strings"
	"testing"
)

// A judge that finds nothing proves nothing unless it finds what is there.

func TestTheWalkFindsEveryFault(t *testing.T) {
	home := Serve(t, "testdata/broken", "/")
	tab := Chromium.Open(t, "")
	c := follow(t, tab, home, home)
	for _, want := range []string{
		"mangler/: does not open: status 404",
		"link to " + home + "side/index.html#mangler: no such place on the page",
		"link to " + home + "fil.pdf: status 404",
		"after it has loaded it asks for " + home + "side/index.html",
		"error: \"en fejl i konsollen\"",
		"en fejl, som ingen griber",
		"issue: ContentSecurityPolicyIssue style-src",
	} {
		if !slices.ContainsFunc(c.problems, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("not found: %s", want)
		}
	}
	for _, p := range c.problems {
		if strings.HasPrefix(p, "side/") || strings.Contains(p, "#her") {
			t.Errorf("a fault where there is none: %s", p)
		}
	}
	if kept := Eval[[]string](tab, keptJS); !slices.Equal(kept, []string{"localStorage besøg"}) {
		t.Errorf("kept: %q", kept)
	}
}

func TestAxeFindsAFault(t *testing.T) {
	tab := Chromium.Open(t, Serve(t, "testdata/broken", "/"))
	problems := AxeProblems(tab)
	if !slices.ContainsFunc(problems, func(p string) bool { return strings.HasPrefix(p, "label:") }) {
		t.Errorf("axe did not find the input without a label: %q", problems)
	}
}

func TestAClickOnWhatAnotherElementCoversIsAFault(t *testing.T) {
	inEveryBrowser(t, func(t *testing.T, b *Browser) {
		tab := b.Open(t, Serve(t, "testdata/broken", "/"))
		Eval[any](tab, `document.body.append(Object.assign(document.createElement('dialog'), {textContent: 'over det hele'})), document.querySelector('dialog').showModal()`)
		if at, err := tab.page.evaluate(hitJS(`a`, false)); err == nil {
			t.Errorf("it could be clicked at %s", at)
		}
	})
}
