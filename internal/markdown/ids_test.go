package markdown

import "testing"

func TestSlug(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"plain words", "Roller og ansvar", "roller-og-ansvar"},
		{"Danish letters", "Ærø, Øster Ålborg", "aeroe-oester-aalborg"},
		{"Danish letters spelt apart", "A\u030almodning", "aalmodning"},
		{"accents", "Café Crème à la façon über", "cafe-creme-a-la-facon-uber"},
		{"accents spelt apart", "Cafe\u0301 u\u0308", "cafe-u"},
		{"letters with a stroke", "Łódź, Đà, straße, Þór, œuvre", "lodz-da-strasse-thor-oeuvre"},
		{"signs between words", "Mål & midler -- hvad (nu)?", "maal-midler-hvad-nu"},
		{"signs at the ends", "  »Hej!« ", "hej"},
		{"apostrophes inside words", "PC'er og Lars’ bog", "pcer-og-lars-bog"},
		{"numbers", "2. Trin 10 %", "2-trin-10"},
		{"hyphens and underscores", "a--b_c", "a-b-c"},
		{"soft hyphens", "sund\u00adhed", "sundhed"},
		{"other scripts stay", "Заголовок 中文 Ελλάς", "заголовок-中文-ελλας"},
		{"ligatures and full width", "ﬁn ＡＢ", "fin-ab"},
		{"sharp s in capitals", "GROẞ", "gross"},
		{"no letter", "🙂 ??? —", ""},
		{"no text", "", ""},
		{"a slug is its own slug", "maal-og-midler-2", "maal-og-midler-2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Slug(tt.text); got != tt.want {
				t.Errorf("Slug(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestSlugOfSlugIsItself(t *testing.T) {
	for _, text := range []string{"Æ Ø Å", "ÉÈ ß Þ", "Ἀθήνα", "ﬃ ½ ²", "İstanbul ığ", "Ǆ ǅ", "한국어", "हिन्दी", "e\u0301\u0302", "\u0301x", "a\u00a0b"} {
		once := Slug(text)
		if twice := Slug(once); twice != once {
			t.Errorf("Slug(%q) = %q, and of that %q", text, once, twice)
		}
	}
}

func TestAnchor(t *testing.T) {
	doc, problems := Parse(Input{Text: []byte("# Titlen {#top-af-siden}\n\n## Økonomi & drift\n\n## Økonomi\n\n![a](b.svg){#Figur}\n")}, Config{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, tt := range []struct {
		name, fragment, id string
		ok                 bool
	}{
		{"as it is", "oekonomi-drift", "oekonomi-drift", true},
		{"as other tools would have it", "økonomi--drift", "oekonomi-drift", true},
		{"percent-encoded", "%C3%B8konomi", "oekonomi", true},
		{"an id the author wrote", "Figur", "Figur", true},
		{"the title", "top-af-siden", "", true},
		{"the top", "top", "", true},
		{"nothing", "", "", true},
		{"a number that no heading has", "oekonomi-2", "", false},
		{"a wrong percent sign", "%zz", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if id, ok := doc.Anchor(tt.fragment); id != tt.id || ok != tt.ok {
				t.Errorf("Anchor(%q) = %q, %v, want %q, %v", tt.fragment, id, ok, tt.id, tt.ok)
			}
		})
	}
	if got, want := doc.NearestAnchor("oekonomi-2"), `did you mean "#oekonomi"?`; got != want {
		t.Errorf("NearestAnchor: %s, want %s", got, want)
	}
}
