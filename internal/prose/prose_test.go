package prose

import (
	"strings"
	"testing"
	"unicode/utf8"

	"redskab/internal/source"

	"github.com/google/go-cmp/cmp"
)

// place takes offsets as columns of line 1.
func place(text string) func(int) source.Position {
	return func(i int) source.Position {
		return source.Position{File: "a.md", Line: 1, Column: utf8.RuneCountInString(text[:i]) + 1}
	}
}

func TestCounting(t *testing.T) {
	for _, tt := range []struct {
		name, text             string
		words, long, sentences int
	}{
		{"no text", "", 0, 0, 0},
		{"only signs", "– … !", 0, 0, 0},
		{"one sentence", "I vælger to temaer.", 4, 0, 1},
		{"a long word has more than six letters", "Lederen planen kommune.", 3, 2, 1},
		{"letters of two bytes count once", "Bøjede ønsker øvelser.", 3, 1, 1},
		{"two sentences", "Mød op. Sig ja.", 4, 0, 2},
		{"an item of a list without a full stop", "Mål og midler", 3, 0, 1},
		{"a question and a call", "Hvem gør det? Du! Nu.", 5, 0, 3},
		{"a question within a sentence", "Hun spurgte »hvem?« og gik.", 5, 1, 1},
		{"a quote that ends a sentence", "Hun sagde: »Det går.« Så gik hun.", 7, 0, 3},
		{"a colon before a small letter ends nothing", "Vi skal bruge tre ting: tid, ro og et bord.", 10, 0, 1},
		{"a colon before a capital ends a sentence", "Husk dette: Ring først.", 4, 0, 2},
		{"fx has no full stop", "Tag fx Anne med.", 4, 0, 1},
		{"bl.a. is one word and ends nothing", "Spørg bl.a. Anne og Bo.", 5, 0, 1},
		{"f.eks. and ca. before capital and number", "Det tager f.eks. Anne ca. 30 minutter.", 7, 1, 1},
		{"kl. 14.30", "Vi mødes kl. 14.30 på rådhuset.", 6, 1, 1},
		{"kl. 14:30", "Vi mødes kl. 14:30.", 5, 0, 1},
		{"nr., stk. and pkt.", "Se nr. 4, stk. 2 og pkt. 7.", 8, 0, 1},
		{"m.fl. before a small letter", "Køge, Varde m.fl. har prøvet.", 5, 0, 1},
		{"osv. before a capital", "Te, kaffe osv. Så går I i gang.", 8, 0, 2},
		{"an ordinal", "Den 14. november 2026 er fristen.", 6, 2, 1},
		{"a year that ends a sentence", "Det var i 2018. Siden er der sket meget.", 9, 0, 2},
		{"a sentence that begins with a number", "Mange svarede. 96 af 98 kommuner var med.", 8, 2, 2},
		{"a number with a full stop or a comma", "Der bor 262.000 her, og 3,5 af dem er enige.", 10, 0, 1},
		{"an initial", "Bogen er af H. Højlund.", 5, 1, 1},
		{"the pronoun I is no initial", "Det gør I. Derfor går det.", 6, 0, 2},
		{"KL is no clock", "Tallene er fra KL. Rådene er vores.", 7, 1, 2},
		{"an abbreviation that begins a sentence", "Det går. Evt. Anne kan hjælpe.", 6, 0, 2},
		{"a sentence that begins with code left out", "Stjernen har spidser. \uFFFC har fire retninger.", 6, 3, 2},
		{"hyphens join", "Send en e-mail til KL-kredsen.", 5, 1, 1},
		{"a slash divides", "Og/eller begge dele.", 4, 0, 1},
		{"an apostrophe joins", "KL's liste og FOA’s plan.", 5, 0, 1},
		{"an address is one word", "Se kl.dk i dag.", 4, 0, 1},
		{"dots before a small letter", "Vi venter … og venter.", 4, 0, 1},
		{"dots before a capital", "Vi venter … Så sker det.", 5, 0, 2},
		{"several stops are one", "Virkelig?! Ja.", 2, 1, 2},
		{"a bracket at the end", "Det er let (siger Bo). Prøv.", 6, 0, 2},
		{"a full stop that code stood before", "Skriv . Gem.", 2, 0, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var m Meter
			m.Read(tt.text, place(tt.text))
			if diff := cmp.Diff([3]int{tt.words, tt.long, tt.sentences}, [3]int{m.Words, m.Long, m.Sentences}); diff != "" {
				t.Errorf("words, long words, sentences (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLIX(t *testing.T) {
	for _, tt := range []struct {
		name string
		m    Meter
		want int
	}{
		{"nothing", Meter{}, 0},
		{"ten words a sentence, a fifth of them long", Meter{Words: 100, Sentences: 10, Long: 20}, 30},
		{"rounded", Meter{Words: 110, Sentences: 9, Long: 30}, 39},
		{"one sentence without long words", Meter{Words: 12, Sentences: 1}, 12},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.m.LIX(); got != tt.want {
				t.Errorf("LIX is %d, want %d", got, tt.want)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	short := strings.Repeat("Vi ses i dag. ", 5)
	long := "Vi " + strings.Repeat("går en tur ", 10) + "nu. "
	hard := strings.Repeat("Kommunens sundhedskoordinator prioriterer forebyggelsesindsatser. ", 30)
	for _, tt := range []struct {
		name, text string
		limits     Limits
		want       string
	}{
		{"an easy text", short, DefaultLimits(), ""},
		{"a long sentence, named at its first word", short + long, DefaultLimits(),
			"a.md:1:71: warning: the sentence has 32 words, and 30 is the most (make two of it)"},
		{"each long sentence, at most ten", strings.Repeat(long, 12), Limits{Sentence: 31},
			tenTooLong(utf8.RuneCountInString(long))},
		{"a hard page, named at its longest sentence", short + "Nu kommer det, som I har glædet jer til. " + hard, DefaultLimits(),
			"a.md:1:71: warning: the page has LIX 85, and 45 is the most: 4.1 words a sentence, 80 % of them long; the longest sentence, of 9 words, begins here (divide the longest sentences and choose shorter words)"},
		{"a hard text of few words", hard[:len(hard)/3], DefaultLimits(), ""},
		{"no limits", long + hard, Limits{}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := NewMeter(tt.limits)
			m.Read(tt.text, place(tt.text))
			if diff := cmp.Diff(tt.want, m.Problems(tt.limits).Error()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// tenTooLong is said of twelve sentences of a length.
func tenTooLong(length int) string {
	var ps source.Problems
	for i := range 10 {
		more := ""
		if i == 9 {
			more = "; 2 more on this page are too long"
		}
		ps.Warn("sentence-too-long", source.Position{File: "a.md", Line: 1, Column: 1 + i*length}, "make two of it", "the sentence has 32 words, and 31 is the most%s", more)
	}
	return ps.Error()
}

// Of a site twenty warnings of each kind are told, and all other problems.
func TestFewer(t *testing.T) {
	var all source.Problems
	for i := range 25 {
		at := source.Position{File: "a.md", Line: i + 1}
		all.Warn("lix-too-high", at, "", "hard")
		all.Warn("sentence-too-long", at, "", "long")
		all.Add("other", at, "", "wrong")
	}
	n := map[string]int{}
	few := Fewer(all)
	for _, p := range few {
		n[p.Code]++
	}
	if diff := cmp.Diff(map[string]int{"lix-too-high": 21, "sentence-too-long": 21, "other": 25}, n); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := `warning: 5 more pages are too hard to read (mend these first, or set prose: in site.yaml)
warning: 5 more sentences are too long (mend these first, or set prose: in site.yaml)`
	if diff := cmp.Diff(want, few[len(few)-2:].Error()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A passage counts alone: two of them never make one sentence.
func TestPassagesAreApart(t *testing.T) {
	var m Meter
	for _, item := range []string{"Mål", "Midler og vej", "Hvem? Alle"} {
		m.Read(item, place(item))
	}
	if m.Sentences != 4 || m.Words != 6 {
		t.Errorf("%d sentences and %d words, want 4 and 6", m.Sentences, m.Words)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "Vi ses kl. 14.30. Så går vi!", "a.b.c. D", "\xff.\xff A", "»H. Bo«: \u0301", "1,2,3. 4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m := NewMeter(Limits{Sentence: 3})
		m.Read(text, place(text))
		if m.Sentences > m.Words || m.Long > m.Words || m.Words > 0 && m.Sentences == 0 {
			t.Errorf("%q: %d words, %d long, %d sentences", text, m.Words, m.Long, m.Sentences)
		}
	})
}
