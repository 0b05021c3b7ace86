package meta

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outline writes a Value so that tests can show it: kinds, texts and places.
func outline(v *Value) string {
	if v == nil {
		return "nil"
	}
	place := fmt.Sprintf("@%d:%d", v.Pos.Line, v.Pos.Column)
	var parts []string
	switch v.Kind {
	case Null:
		return "null" + place
	case List:
		for _, item := range v.Items {
			parts = append(parts, outline(item))
		}
		return "[" + strings.Join(parts, " ") + "]" + place
	case Map:
		for _, p := range v.Pairs {
			parts = append(parts, fmt.Sprintf("%s@%d:%d=%s", p.Key, p.KeyPos.Line, p.KeyPos.Column, outline(p.Value)))
		}
		return "{" + strings.Join(parts, " ") + "}" + place
	}
	quoted := ""
	if v.Quoted {
		quoted = "q"
	}
	return fmt.Sprintf("%s%.1s:%q%s", quoted, [...]string{"", "bool", "number", "text"}[v.Kind], v.Text, place)
}

func TestParse(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", "", `null@3:1`},
		{"a comment alone", "# kun en note\n", `null@3:1`},
		{"keys of each kind", "a: Ærø\nb: 12\nc: -1.5\nd: true\ne:\nf: 2026-11-21\n",
			`{a@3:1=t:"Ærø"@3:4 b@4:1=n:"12"@4:4 c@5:1=n:"-1.5"@5:4 d@6:1=b:"true"@6:4 e@7:1=null@7:3 f@8:1=t:"2026-11-21"@8:4}@3:1`},
		{"words that other YAML takes for something else", "a: ja\nb: yes\nc: 1e3\nd: 0x1F\ne: 1,5\nf: .5\ng: 5.\nh:\n  -\n",
			`{a@3:1=t:"ja"@3:4 b@4:1=t:"yes"@4:4 c@5:1=t:"1e3"@5:4 d@6:1=t:"0x1F"@6:4 e@7:1=t:"1,5"@7:4 f@8:1=t:".5"@8:4 g@9:1=t:"5."@9:4 h@10:1=[null@11:4]@11:3}@3:1`},
		{"quotation marks and blocks", "a: \"12\"\nb: 'it''s'\nc: |\n  to\n  linjer\nd: >-\n  én\n  linje\n",
			`{a@3:1=qt:"12"@3:4 b@4:1=qt:"it's"@4:4 c@5:1=qt:"to\nlinjer\n"@5:4 d@8:1=qt:"én linje"@8:4}@3:1`},
		{"lists both ways", "a: [x, y]\nb:\n  - x\n  - y: z\n",
			`{a@3:1=[t:"x"@3:5 t:"y"@3:8]@3:4 b@4:1=[t:"x"@5:5 {y@6:5=t:"z"@6:8}@6:5]@5:3}@3:1`},
		{"a question in braces", "a: {label: Er det nu?}", `{a@3:1={label@3:5=t:"Er det nu?"@3:12}@3:4}@3:1`},
		{"columns count characters", "æøå: [Ø, 😀, x]", `{æøå@3:1=[t:"Ø"@3:7 t:"😀"@3:10 t:"x"@3:13]@3:6}@3:1`},
		{"numbers as keys", "1: Slet ikke\n2: Lidt", `{1@3:1=t:"Slet ikke"@3:4 2@4:1=t:"Lidt"@4:4}@3:1`},
		{"a comment with its space", "a: x # note\nb: [y] # note\nc: # note\nd: \"#x\" #\n",
			`{a@3:1=t:"x"@3:4 b@4:1=[t:"y"@4:5]@4:4 c@5:1=null@5:3 d@6:1=qt:"#x"@6:4}@3:1`},
		{"hash inside a word", "a: C#-kode\n", `{a@3:1=t:"C#-kode"@3:4}@3:1`},
		{"line separators that are no lines", "a: x\u2028y\u0085z\nb: w\n", `{a@3:1=t:"x y z"@3:4 b@4:1=t:"w"@4:4}@3:1`},
		{"CRLF", "a: x\r\nb:\r\n  - y\r\n", `{a@3:1=t:"x"@3:4 b@4:1=[t:"y"@5:5]@5:3}@3:1`},
		{"no-break space at an end", "a: x\u00a0y\n", `{a@3:1=t:"x\u00a0y"@3:4}@3:1`},
		{"a tab in the text", "a: x\ty\n", `{a@3:1=t:"x\ty"@3:4}@3:1`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, ps := Parse("f.md", 3, 1, []byte(tt.text))
			if len(ps) > 0 {
				t.Errorf("problems:\n%v", ps)
			}
			if diff := cmp.Diff(tt.want, outline(v)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseIndentedText(t *testing.T) {
	v, ps := Parse("f.md", 10, 4, []byte("a: x\nb: [y]\nb: z\n"))
	if diff := cmp.Diff(`{a@10:4=t:"x"@10:7 b@11:4=[t:"y"@11:8]@11:7}@10:4`, outline(v)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(`f.md:12:4: key "b" stands twice, first on line 11`, ps.Error()); diff != "" {
		t.Error(diff)
	}
}

// Each mistake an author can make in YAML, the problems it is told as, and what could be
// read all the same. Most of the messages behind them are the library's real ones.
func TestParseProblems(t *testing.T) {
	tests := []struct{ name, text, problems, value string }{
		{"a colon in a text", "title: Øvelse: noget\nweight: 2",
			`1:14: yaml-colon: a text with a colon needs quotation marks (write title: "Øvelse: noget")`,
			`{title@1:1=qt:"Øvelse: noget"@1:8 weight@2:1=n:"2"@2:9}@1:1`},
		{"a colon at the end of a text", "title: Sådan gør I:", `1:19: yaml-colon: a text with a colon needs quotation marks (write title: "Sådan gør I:")`,
			`{title@1:1=qt:"Sådan gør I:"@1:8}@1:1`},
		{"a colon and quotation marks in a text", `say: Husk: "mål" og 'tid'`,
			`1:10: yaml-colon: a text with a colon needs quotation marks (write say: 'Husk: "mål" og ''tid''')`,
			`{say@1:1=qt:"Husk: \"mål\" og 'tid'"@1:6}@1:1`},
		{"two mistakes at once", "title: A: b\nwho: C: d\nstep: x",
			"1:9: yaml-colon: a text with a colon needs quotation marks (write title: \"A: b\")\n" +
				"2:7: yaml-colon: a text with a colon needs quotation marks (write who: \"C: d\")",
			`{title@1:1=qt:"A: b"@1:8 who@2:1=qt:"C: d"@2:6 step@3:1=t:"x"@3:7}@1:1`},
		{"a colon in a list's text", "who:\n  - leder: ny: gammel",
			`2:14: yaml-colon: a text with a colon needs quotation marks (write - leder: "ny: gammel")`,
			`{who@1:1=[{leder@2:5=qt:"ny: gammel"@2:12}@2:5]@2:3}@1:1`},
		{"a key indented below a value", "title: Et\n  weight: 2",
			`2:3: yaml-indent: "weight" cannot stand below a line that has its value already (give it the indentation of the keys it belongs with, or put the text above in quotation marks)`, "nil"},
		{"a key indented too little", "a:\n   b: 1\n  c: 2",
			`3:3: yaml-indent: "c" is indented unlike the lines it belongs with (give it the indentation of the keys it belongs with)`, "nil"},
		{"a key among list items", "a:\n  - x\n  b: 1",
			`3:3: yaml-indent: "b" stands where the list above goes on with "- " (begin a new item with "- ", or give it the indentation of the keys of the one above)`, "nil"},
		{"keys that begin further in", "  a: 1\nb: 2",
			`2:1: yaml-indent: "b" does not belong to what stands above it (give all keys the same indentation, and write a space after the colon)`, "nil"},
		{"a tab in the indentation", "a:\n\tb: 1\n\tc: 2",
			"2:1: yaml-tab: a tab in the indentation (use spaces)\n3:1: yaml-tab: a tab in the indentation (use spaces)",
			`{a@1:1={b@2:3=n:"1"@2:6 c@3:3=n:"2"@3:6}@2:3}@1:1`},
		{"a sign that begins no text", "a: @navn\nb: `x`\nc: %x",
			"1:4: yaml-start: a text cannot begin with \"@\" without quotation marks (write a: \"@navn\")\n" +
				"2:4: yaml-start: a text cannot begin with \"`\" without quotation marks (write b: \"`x`\")\n" +
				"3:4: yaml-start: a text cannot begin with \"%\" without quotation marks (write c: \"%x\")",
			"{a@1:1=qt:\"@navn\"@1:4 b@2:1=qt:\"`x`\"@2:4 c@3:1=qt:\"%x\"@3:4}@1:1"},
		{"a hyphen that begins a text", "a: - x", `1:4: yaml-start: a text cannot begin with "-" without quotation marks (write a: "- x")`, `{a@1:1=qt:"- x"@1:4}@1:1`},
		{"a question mark that begins a text", "a: ? x", `1:4: yaml-start: a text cannot begin with "?" without quotation marks (write a: "? x")`, `{a@1:1=qt:"? x"@1:4}@1:1`},
		{"a comma that begins a text", "a: , x", `1:4: yaml-start: a text cannot begin with "," without quotation marks (write a: ", x")`, `{a@1:1=qt:", x"@1:4}@1:1`},
		{"an arrow that begins a text", "a: >x", `1:4: yaml-start: a text cannot begin with ">" without quotation marks (write a: ">x")`, `{a@1:1=qt:">x"@1:4}@1:1`},
		{"an ampersand that begins a text", "a: & mere", `1:4: yaml-start: a text cannot begin with "&" without quotation marks (write a: "& mere")`, `{a@1:1=qt:"& mere"@1:4}@1:1`},
		{"an anchor and an alias", "a: &x 1\nb: *x",
			"1:4: yaml-reference: YAML's \"&\" (anchors, aliases and tags) is not read here (write a: \"&x 1\")\n" +
				"2:4: yaml-reference: YAML's \"*\" (anchors, aliases and tags) is not read here (write b: \"*x\")",
			`{a@1:1=n:"1"@1:4 b@2:1=null@2:4}@1:1`},
		{"an alias of nothing", "a: *vigtigt*", `1:4: yaml-start: a text cannot begin with "*" without quotation marks (write a: "*vigtigt*")`, `{a@1:1=qt:"*vigtigt*"@1:4}@1:1`},
		{"a tag", "a: !!str 5", `1:4: yaml-reference: YAML's "!" (anchors, aliases and tags) is not read here (write a: "!!str 5")`, `{a@1:1=n:"5"@1:4}@1:1`},
		{"an exclamation mark that begins a text", "a: !vigtigt!", `1:4: yaml-start: a text cannot begin with "!" without quotation marks (write a: "!vigtigt!")`, `{a@1:1=qt:"!vigtigt!"@1:4}@1:1`},
		{"braces that begin a text", "say: {navn} er her", `1:13: yaml-after: text after the closing "}" (write say: "{navn} er her")`, `{say@1:1=qt:"{navn} er her"@1:6}@1:1`},
		{"quotation marks that begin a text", `a: "Hej" sagde hun`, `1:10: yaml-after: text after the closing "\"" (write a: '"Hej" sagde hun')`, `{a@1:1=qt:"\"Hej\" sagde hun"@1:4}@1:1`},
		{"an apostrophe in a text in apostrophes", "a: 'it's'", `1:8: yaml-after: text after the closing "'" (write a: "it's")`, `{a@1:1=qt:"it's"@1:4}@1:1`},
		{"a quotation mark that is not closed", "a: \"Hej\nb: 1", `1:4: yaml-quote-open: the quotation mark is never closed`, "nil"},
		{"a bracket that is not closed", "a: [x, y\nb: 1", `1:4: yaml-bracket: "[" is never closed (close it, or put the text in quotation marks)`, "nil"},
		{"a bracket at the end that is not closed", "a: [", `1:5: yaml-bracket: a bracket is never closed (close it, or put the text in quotation marks)`, "nil"},
		{"a colon in a text in braces", "a: {say: Husk: mål}",
			`1:14: yaml-bracket: the text between the brackets that begin in column 4 cannot be read from here (put the texts between the brackets in quotation marks, or on lines of their own)`, "nil"},
		{"an unknown escape", `a: "C:\Mine"`, `1:7: yaml-escape: YAML does not know this use of a backslash (write \\ for one backslash, or use '…')`, "nil"},
		{"a line that is no key", "a: 1\nb\nc: 2", `2:1: yaml-no-colon: "b" is no key with a value (write key: value; a text that goes on stands further in than its key)`, "nil"},
		{"a last line that is no key", "a: 1\nnoget mere", `2:1: yaml-no-colon: "noget mere" is no key with a value (write key: value; a text that goes on stands further in than its key)`, "nil"},
		{"a key twice", "a: 1\nb: 2\na: 3", `3:1: duplicate-key: key "a" stands twice, first on line 1`, `{a@1:1=n:"1"@1:4 b@2:1=n:"2"@2:4}@1:1`},
		{"a key twice in braces", "a: {b: 1, b: 2}", `1:11: duplicate-key: key "b" stands twice, first on line 1`, `{a@1:1={b@1:5=n:"1"@1:8}@1:4}@1:1`},
		{"a list as a key", "[a]: b", `1:1: yaml-key: a key must be a word, not a list or keys and values (put a text with braces in quotation marks)`, `{}@1:1`},
		{"two documents", "a: 1\n---\nb: 2", `2:1: yaml-documents: a line of --- begins a second document (remove the line)`, "nil"},
		{"text after the end of a document", "a: 1\n...\nb", `2:1: yaml-documents: a line of ... begins a second document (remove the line)`, "nil"},
		{"a colour that reads as a comment", "colour: #0b6e6e\nb: 1",
			`1:9: yaml-hash: YAML takes "#0b6e6e" for a comment (write colour: "#0b6e6e", or a space after # for a comment)`, `{colour@1:1=null@1:8 b@2:1=n:"1"@2:4}@1:1`},
		{"the end of a text that reads as a comment", "title: Trin #3",
			`1:13: yaml-hash: YAML takes "#3" for a comment (write title: "Trin #3", or a space after # for a comment)`, `{title@1:1=t:"Trin"@1:8}@1:1`},
		{"a control character", "a: x\x01y\x00", "1:5: control-character: the invisible character U+0001 (remove it)\n1:7: control-character: the invisible character U+0000 (remove it)", `{a@1:1=t:"x y"@1:4}@1:1`},
		{"bytes that are not UTF-8", "a: R\xf8d", "1:5: invalid-utf8: the byte 0xf8 is not UTF-8 (save the file as UTF-8)", `{a@1:1=t:"R?d"@1:4}@1:1`},
		{"lists nested without end", "a: " + strings.Repeat("[", 200) + strings.Repeat("]", 200), "1:104: yaml-depth: lists and keys are nested deeper than 100 levels",
			`{a@1:1=` + strings.Repeat("[", 100) + "null@1:104" + brackets(100) + `}@1:1`},
		{"a directive", "%x: 1", "1:3: yaml-syntax: YAML cannot be read here: while scanning a directive found unexpected non-alphabetical character", "nil"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, ps := Parse("f.md", 1, 1, []byte(tt.text))
			var got []string
			for _, p := range ps.Sort() {
				got = append(got, fmt.Sprintf("%d:%d: %s: ", p.Pos.Line, p.Pos.Column, p.Code)+strings.SplitN(p.String(), ": ", 2)[1])
			}
			if diff := cmp.Diff(tt.problems, strings.Join(got, "\n")); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.value, outline(v)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func brackets(n int) string {
	var b strings.Builder
	for i := n; i > 0; i-- {
		fmt.Fprintf(&b, "]@1:%d", i+3)
	}
	return b.String()
}

func TestManyKeysStayUnique(t *testing.T) {
	var text strings.Builder
	for i := range 100 {
		fmt.Fprintf(&text, "k%d: %d\n", i, i)
	}
	text.WriteString("k7: x\nk70: y\n")
	v, ps := Parse("f.yaml", 1, 1, []byte(text.String()))
	want := "f.yaml:101:1: key \"k7\" stands twice, first on line 8\nf.yaml:102:1: key \"k70\" stands twice, first on line 71"
	if diff := cmp.Diff(want, ps.Error()); diff != "" {
		t.Error(diff)
	}
	if len(v.Pairs) != 100 || v.Get("k70").Text != "70" {
		t.Errorf("%d pairs, k70 is %v", len(v.Pairs), v.Get("k70"))
	}
}

func BenchmarkFrontMatter(b *testing.B) {
	text := []byte("title: Kortlægning med trafiklys\ndescription: Find ud af, hvad kommunen allerede gør\nweight: 30\nstep: kortlaegning\ntools: [kortlaegning, \"plan\"]\n")
	b.ReportAllocs()
	for b.Loop() {
		var front struct {
			Title       string   `meta:"title"`
			Description string   `meta:"description"`
			Weight      int      `meta:"weight"`
			Step        string   `meta:"step"`
			Tools       []string `meta:"tools"`
		}
		v, ps := Parse("f.md", 2, 1, text)
		if ps = append(ps, Decode(v, &front)...); len(ps) > 0 {
			b.Fatal(ps)
		}
	}
}
