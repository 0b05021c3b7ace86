package meta

import (
	"strings"
	"testing"
	"time"

	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
)

type owner struct {
	Name  string `meta:"name"`
	Email string `meta:"email"`
}

type front struct {
	Title    string                     `meta:"title"`
	Weight   int                        `meta:"weight"`
	Share    float64                    `meta:"share"`
	Draft    bool                       `meta:"draft"`
	Date     time.Time                  `meta:"date"`
	Who      []string                   `meta:"who"`
	Owner    owner                      `meta:"owner"`
	Backup   *owner                     `meta:"backup"`
	Steps    []owner                    `meta:"steps"`
	Sources  map[string]owner           `meta:"sources"`
	Raw      *Value                     `meta:"worksheet"`
	Untagged string                     // never filled
	Pos      map[string]source.Position `meta:",pos"`
}

func TestDecode(t *testing.T) {
	text := `title: Mandat
weight: 30
share: 0.5
draft: true
date: 2026-11-21
who: leder
owner: {name: Center, email: c@fjordby.dk}
backup:
  name: Bo
steps:
  - name: A
  - name: B
sources:
  kl: {name: KL}
worksheet: {id: x}
`
	v, ps := Parse("f.md", 2, 1, []byte(text))
	var got front
	ps = append(ps, Decode(v, &got)...)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if got.Raw.Get("id").Text != "x" {
		t.Errorf("raw value is %s", outline(got.Raw))
	}
	at := func(line, column int) source.Position {
		return source.Position{File: "f.md", Line: line, Column: column}
	}
	want := front{
		Title: "Mandat", Weight: 30, Share: 0.5, Draft: true, Date: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC),
		Who: []string{"leder"}, Owner: owner{"Center", "c@fjordby.dk"}, Backup: &owner{Name: "Bo"},
		Steps: []owner{{Name: "A"}, {Name: "B"}}, Sources: map[string]owner{"kl": {Name: "KL"}}, Raw: got.Raw,
		Pos: map[string]source.Position{
			"title": at(2, 8), "weight": at(3, 9), "share": at(4, 8), "draft": at(5, 8), "date": at(6, 7), "who": at(7, 6), "who.0": at(7, 6),
			"owner": at(8, 1), "backup": at(9, 1), "steps": at(11, 1), "sources": at(14, 1), "worksheet": at(16, 1),
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeLeavesDefaults(t *testing.T) {
	got := front{Title: "Værktøjskasse", Weight: 7, Who: []string{"alle"}, Owner: owner{Name: "Center"}}
	v, _ := Parse("f.md", 1, 1, []byte("title:\nweight: ~\nwho:\nowner: {email: c@d.dk}\nbackup:\ndate:\ndraft:\nshare:\nsteps:\nsources:\n"))
	if ps := Decode(v, &got); len(ps) > 0 {
		t.Fatal(ps)
	}
	got.Pos = nil
	if diff := cmp.Diff(front{Title: "Værktøjskasse", Weight: 7, Who: []string{"alle"}, Owner: owner{"Center", "c@d.dk"}}, got); diff != "" {
		t.Error(diff)
	}
	if ps := Decode(nil, &got); ps != nil {
		t.Error(ps)
	}
}

func TestDecodeScalarsAsText(t *testing.T) {
	var got []string
	v, _ := Parse("f.md", 1, 1, []byte("[2026, true, x, \"\"]"))
	if ps := Decode(v, &got); len(ps) > 0 {
		t.Fatal(ps)
	}
	if diff := cmp.Diff([]string{"2026", "true", "x", ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeProblems(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an unknown key that is nearly known", "titel: A", `f.md:1:1: unknown key "titel" (did you mean "title"?)`},
		{"an unknown key", "farve: rød", `f.md:1:1: unknown key "farve" (the keys are title, weight, share, draft, date, who, owner, backup, steps, sources, worksheet)`},
		{"an unknown key further in", "owner: {name: A, emial: b}", `f.md:1:18: unknown key "emial" (did you mean "email"?)`},
		{"a comma inside braces", "owner: {name: Ja, når det går}", `f.md:1:19: the comma before "når det går" ends the text inside braces (write name: "Ja, når det går")`},
		{"two commas inside braces", "owner: {name: A, b, c}", "f.md:1:18: the comma before \"b\" ends the text inside braces (write name: \"A, b\")\n" +
			"f.md:1:21: the comma before \"c\" ends the text inside braces (write name: \"A, b, c\")"},
		{"a list as text", "title: [a, b]", `f.md:1:8: "title" must be text, not a list (put a text with brackets in quotation marks)`},
		{"braces as text", "title: {navn}", `f.md:1:8: "title" must be text, not keys and values (put a text with brackets in quotation marks)`},
		{"a colon in a list", "who:\n  - Husk: alle", `f.md:2:5: "who" must be text, not keys and values (write "Husk: alle")`},
		{"text as number", "weight: tre", `f.md:1:9: "weight" must be a whole number, not "tre"`},
		{"a number in quotation marks", `weight: "3"`, `f.md:1:9: "weight" must be a whole number, not "3" (leave out the quotation marks)`},
		{"half a number", "weight: 1.5", `f.md:1:9: "weight" must be a whole number, not "1.5"`},
		{"a number beyond counting", "weight: 99999999999999999999", `f.md:1:9: "weight" must be a whole number, not "99999999999999999999"`},
		{"a Danish decimal comma", "share: 1,5", `f.md:1:8: "share" must be a number, not "1,5" (write 1.5)`},
		{"a Danish yes", "draft: ja", `f.md:1:8: "draft" must be true or false, not "ja" (write true)`},
		{"a Danish no", "draft: Nej", `f.md:1:8: "draft" must be true or false, not "Nej" (write false)`},
		{"a Danish date", "date: 21.11.2026", `f.md:1:7: "date" is not a date: "21.11.2026" (write 2026-11-21)`},
		{"a date with a time", "date: 2026-11-21T10:00", `f.md:1:7: "date" is not a date: "2026-11-21T10:00" (write 2026-11-21)`},
		{"a day that does not exist", "date: 2026-02-30", `f.md:1:7: "date" is not a date: "2026-02-30" (write year, month and day, such as 2026-11-21)`},
		{"a list as date", "date: [2026]", `f.md:1:7: "date" must be a date, not a list`},
		{"an empty item", "who:\n  -\n  - a", `f.md:2:4: "who" has an empty item`},
		{"keys where a list belongs", "who: {a: b}", `f.md:1:6: "who" must be a list, not keys and values`},
		{"text where keys belong", "owner: Center", `f.md:1:8: "owner" must be keys and values, not "Center" (write key: value, with a space after the colon)`},
		{"text where a map belongs", "sources: kl", `f.md:1:10: "sources" must be keys and values, not "kl" (write key: value, with a space after the colon)`},
		{"text where a list of keys belongs", "steps: a", `f.md:1:8: "steps" must be a list, not "a"`},
		{"no mapping at all", "title:Mandat", `f.md:1:1: expected keys and values, found "title:Mandat" (write key: value, with a space after the colon)`},
		{"a list at the top", "- a", `f.md:1:1: expected keys and values, found a list`},
		{"several at once", "weight: x\nshare: y\nz: 1\ntitle: fin",
			"f.md:1:9: \"weight\" must be a whole number, not \"x\"\nf.md:2:8: \"share\" must be a number, not \"y\"\n" +
				"f.md:3:1: unknown key \"z\" (the keys are title, weight, share, draft, date, who, owner, backup, steps, sources, worksheet)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, ps := Parse("f.md", 1, 1, []byte(tt.text))
			var into front
			ps = append(ps, Decode(v, &into)...)
			if diff := cmp.Diff(tt.want, ps.Sort().Error()); diff != "" {
				t.Error(diff)
			}
			if strings.HasSuffix(tt.text, "fin") && into.Title != "fin" {
				t.Error("what is right was not filled in")
			}
		})
	}
}

// Whatever the text, a problem stands within it, and a Value without problems holds what a
// second reading of the same text holds.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"a: b: c\nd: [", "a: {b: c, d}", "- a\n- b: 'c\n", "a: |\n  x\n y", "? a\n: b", "a: &x *x", "# c\n\n#d\na: #x", "\ta: \u2028", "{a: [b, {c: d}]}", "%YAML 1.2\n---\na: b\n...\n", "a:\n  # x\n  - b\n # y\nc: !d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, ps := Parse("f.md", 1, 1, []byte(text))
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
		for _, p := range ps {
			if p.Pos.Line < 1 || p.Pos.Line > len(lines)+1 {
				t.Errorf("line %d of %d: %v", p.Pos.Line, len(lines), p)
			}
		}
		if v == nil && len(ps) == 0 {
			t.Error("no value and no problem")
		}
		again, _ := Parse("f.md", 1, 1, []byte(text))
		if diff := cmp.Diff(v, again); diff != "" {
			t.Error(diff)
		}
	})
}

// Whatever the text, decoding ends, and a problem has a place, a code and a message.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"title: a\nweight: 1\nwho: [a, b]", "owner: {name: a, b}", "date: 2026-11-21", "steps: [{name: x}, y]", "sources: {a: {name: b}}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, _ := Parse("f.md", 1, 1, []byte(text))
		var into front
		for _, p := range Decode(v, &into) {
			if p.Pos.Line == 0 || p.Code == "" || p.Msg == "" {
				t.Errorf("%#v", p)
			}
		}
	})
}
