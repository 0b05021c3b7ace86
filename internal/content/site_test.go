package content

import (
	"testing"
	"testing/fstest"

	"redskab/internal/markdown"
	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func siteOf(t *testing.T, files fstest.MapFS, overrides map[string]string) (Site, source.Problems) {
	t.Helper()
	tree, ps := Load(files, "content", Options{Overrides: overrides, Static: func(p string) bool { return p == "images/logo.svg" }})
	return tree.Site, ps
}

var withoutPlaces = cmpopts.IgnoreTypes(map[string]source.Position{})

func TestSiteDefaults(t *testing.T) {
	got, ps := siteOf(t, fstest.MapFS{"content/_index.md": {Data: []byte("# Sund på tværs")}}, nil)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	want := Site{ID: "sund-paa-tvaers", Title: "Sund på tværs", HTML: markdown.DefaultHTML(), Prose: Prose{LIX: 45, Sentence: 30}}
	if diff := cmp.Diff(want, got, withoutPlaces); diff != "" {
		t.Error(diff)
	}
}

func TestSiteWithEverySetting(t *testing.T) {
	got, ps := siteOf(t, fstest.MapFS{
		"content/mandat/_index.md": {}, "content/om.md": {},
		"content/site.yaml": {Data: []byte(`id: sundhed
title: Redskab
tagline: Fra ord til hverdag
owner: {name: Center, email: c@fjordby.dk, phone: 70 00 00 00, url: "https://fjordby.dk"}
colour: "#0B6E6E"
logo: static/images/logo.svg
url: https://sund.dk/redskab
steps:
  - {id: mandat, title: Få mandat, line: Saml dem.}
  - {id: koordinator, title: Koordinatoren, side: true, page: om}
  - {id: uden, title: Uden side}
footer: Ikke udgivet af KL.
html: [br, SUB]
prose: {lix: 50, sentence: 0}
`)}}, nil)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	want := Site{
		ID: "sundhed", Title: "Redskab", Tagline: "Fra ord til hverdag", Colour: "#0b6e6e", Logo: "images/logo.svg", URL: "https://sund.dk/redskab/",
		Owner:  Owner{Name: "Center", Email: "c@fjordby.dk", Phone: "70 00 00 00", URL: "https://fjordby.dk"},
		Steps:  []Step{{ID: "mandat", Title: "Få mandat", Line: "Saml dem.", Page: "/mandat/"}, {ID: "koordinator", Title: "Koordinatoren", Side: true, Page: "/om/"}, {ID: "uden", Title: "Uden side"}},
		Footer: []string{"Ikke udgivet af KL."}, HTML: []string{"br", "sub"}, Prose: Prose{LIX: 50},
	}
	if diff := cmp.Diff(want, got, withoutPlaces); diff != "" {
		t.Error(diff)
	}
}

func TestOverrides(t *testing.T) {
	files := fstest.MapFS{"content/_index.md": {}, "content/site.yaml": {Data: []byte("title: Fra filen\nowner: {name: Fra filen, phone: 12}\ncolour: rød\n")}}
	got, ps := siteOf(t, files, map[string]string{
		"REDSKAB_ID": "prøve", "REDSKAB_TITLE": "Fra miljøet", "REDSKAB_TAGLINE": "Kort", "REDSKAB_COLOUR": "#0b6e6e", "REDSKAB_LOGO": "images/logo.svg",
		"REDSKAB_URL": "sund.dk", "REDSKAB_OWNER_NAME": "Center", "REDSKAB_OWNER_EMAIL": "c@x.dk", "REDSKAB_OWNER_PHONE": "", "REDSKAB_OWNER_URL": "https://x.dk/",
		"REDSKAB_TITEL": "Forkert", "REDSKAB_HEMMELIGT": "x",
	})
	want := `REDSKAB_HEMMELIGT: warning: no setting has this variable (the variables are REDSKAB_ID, REDSKAB_TITLE, REDSKAB_TAGLINE, REDSKAB_COLOUR, REDSKAB_LOGO, REDSKAB_URL, REDSKAB_OWNER_NAME, REDSKAB_OWNER_EMAIL, REDSKAB_OWNER_PHONE, REDSKAB_OWNER_URL)
REDSKAB_ID: "prøve" cannot be the id of a site (write proeve)
REDSKAB_TITEL: warning: no setting has this variable (did you mean "REDSKAB_TITLE"?)
REDSKAB_URL: "sund.dk" is not an address of the web (write https://sund.dk)`
	if diff := cmp.Diff(want, ps.Error()); diff != "" {
		t.Error(diff)
	}
	got.HTML, got.Prose = nil, Prose{}
	wantSite := Site{ID: "prøve", Title: "Fra miljøet", Tagline: "Kort", Colour: "#0b6e6e", Logo: "images/logo.svg", Owner: Owner{Name: "Center", Email: "c@x.dk", Phone: "12", URL: "https://x.dk/"}}
	if diff := cmp.Diff(wantSite, got, withoutPlaces); diff != "" {
		t.Error(diff)
	}
}

func TestColours(t *testing.T) {
	tests := []struct {
		name, colour, problem string
	}{
		{"dark", "#0b6e6e", ""},
		{"black", "#000000", ""},
		{"just enough", "#767676", ""},
		{"just too pale", "#777777", "content/site.yaml:1:9: the colour #777777 is too pale for text on white: its contrast is 4.48 to 1, and 4.5 is the least (the same colour darker: \"#767676\")"},
		{"white", "#ffffff", "content/site.yaml:1:9: the colour #ffffff is too pale for text on white: its contrast is 1.00 to 1, and 4.5 is the least (the same colour darker: \"#767676\")"},
		{"without #", "0b6e6e", "content/site.yaml:1:9: \"0b6e6e\" is not a colour (write \"#0b6e6e\")"},
		{"no hexadecimal", "#0b6e6g", "content/site.yaml:1:9: \"#0b6e6g\" is not a colour (write it like \"#0b6e6e\", in quotation marks)"},
		{"with a sign", "#+1+1+1", "content/site.yaml:1:9: \"#+1+1+1\" is not a colour (write it like \"#0b6e6e\", in quotation marks)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, ps := siteOf(t, fstest.MapFS{"content/_index.md": {}, "content/site.yaml": {Data: []byte("colour: \"" + tt.colour + "\"\n")}}, nil)
			if diff := cmp.Diff(tt.problem, ps.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSources(t *testing.T) {
	tree, ps := Load(fstest.MapFS{"content/_index.md": {}, "content/sources.yaml": {Data: []byte("kl:\n  title: Roller\n  publisher: KL\n  year: 2015\n  url: https://www.kl.dk/a b\n  kind: kilde\n  note: Bilag.\n")}}, "content", Options{})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	want := map[string]Source{"kl": {ID: "kl", Title: "Roller", Publisher: "KL", Year: "2015", URL: "https://www.kl.dk/a%20b", Kind: "kilde", Note: "Bilag."}}
	if diff := cmp.Diff(want, tree.Sources); diff != "" {
		t.Error(diff)
	}
}
