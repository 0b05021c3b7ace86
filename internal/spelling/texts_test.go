package spelling

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// A text is a file in which all that is no Danish has been made spaces.
type text struct {
	file string // from the root of the project
	data []byte
}

// texts reads all files that hold Danish.
func texts(t *testing.T) (all []text) {
	t.Helper()
	root := os.DirFS("../..")
	for _, dir := range []string{"content", "layouts", "internal/browser/src"} {
		err := fs.WalkDir(root, dir, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				if file == "content/en" {
					return fs.SkipDir
				}
				return err
			}
			blank := blanker(file)
			if blank == nil {
				return nil
			}
			data, err := fs.ReadFile(root, file)
			if err != nil {
				return err
			}
			blank(data)
			all = append(all, text{file, data})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// blanker gives what blanks out all that is no Danish in a file, nil when it holds none.
func blanker(file string) func([]byte) {
	switch path.Ext(file) {
	case ".md":
		return blankMarkdown
	case ".yaml":
		if path.Base(file) == "sources.yaml" {
			return func(b []byte) {
				blankAll(b, published)
				blankYAML(b)
			}
		}
		return blankYAML
	case ".svg", ".html":
		return blankHTML
	case ".ts":
		if !strings.HasSuffix(file, ".test.ts") && !strings.HasSuffix(file, ".d.ts") && path.Base(file) != "fake.ts" {
			return blankScript
		}
	}
	return nil
}

// spaces blanks out a part of a file; lines stay lines.
func spaces(b []byte) {
	for i, c := range b {
		if c != '\n' {
			b[i] = ' '
		}
	}
}

func blankAll(b []byte, pattern *regexp.Regexp) {
	for _, at := range pattern.FindAllSubmatchIndex(b, -1) {
		if len(at) > 2 { // its first group alone
			at = at[2:]
		}
		if at[0] >= 0 {
			spaces(b[at[0]:at[1]])
		}
	}
}

var (
	fence       = regexp.MustCompile("^ *(```+) *(.*)$")
	markdownOut = []*regexp.Regexp{
		regexp.MustCompile("(?s)<!--.*?-->"),
		regexp.MustCompile("``[^`]+``|`[^`\n]+`"),
		regexp.MustCompile(`\]\(([^)]*)\)`),
		regexp.MustCompile(`\{[#.][^}]*\}`),
		regexp.MustCompile(`\[![A-Z]+\]`),
		regexp.MustCompile(`\bhttps?://\S+|\bwww\.\S+|\S+@\S+`),
		regexp.MustCompile(`</?[a-z][^>]*>`),
		regexp.MustCompile(`\[\^[^\]]*\]`),
		regexp.MustCompile(`[\pL\w/.-]*\.(?:dk|com|org|uk|no|ca|edu|tips|gov|eu|io|redskab\.json|json|md|yaml|xlsx?|csv|docx)\b`),
	}
)

// blankMarkdown keeps the prose, the texts of the front matter and of blocks, and examples.
func blankMarkdown(b []byte) {
	at := 0
	if bytes.HasPrefix(b, []byte("---\n")) {
		if end := bytes.Index(b, []byte("\n---\n")); end > 0 {
			at = end + len("\n---\n")
			blankYAML(b[:at])
		}
	}
	blankBody(b[at:])
}

// blankBody goes through the fenced blocks of a text: those of a sheet are YAML, examples
// are Markdown, and all others are shown for their form.
func blankBody(b []byte) {
	prose := 0
	for at := 0; at < len(b); {
		end := lineEnd(b, at)
		m := fence.FindSubmatch(bytes.TrimRight(b[at:end], "\n"))
		if m == nil {
			at = end
			continue
		}
		blankProse(b[prose:at])
		ticks, info := string(m[1]), string(m[2])
		spaces(b[at:end])
		from := end
		for at = end; at < len(b); at = end {
			end = lineEnd(b, at)
			if closes := bytes.TrimSpace(b[at:end]); len(closes) >= len(ticks) && strings.Trim(string(closes), "`") == "" {
				break
			}
		}
		switch block := b[from:at]; info {
		case "field", "table", "value", "figure", "outcome", "clock":
			blankYAML(block)
		case "markdown example":
			blankBody(block)
		default:
			spaces(block)
		}
		if at < len(b) {
			spaces(b[at:end])
		}
		at, prose = end, end
	}
	blankProse(b[prose:])
}

func lineEnd(b []byte, at int) int {
	if n := bytes.IndexByte(b[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(b)
}

func blankProse(b []byte) {
	for _, out := range markdownOut {
		blankAll(b, out)
	}
}

var (
	yamlKey    = regexp.MustCompile(`^((?: |- )*)("?[\wæøå-]+"?):(?: |$)`)
	yamlMapKey = regexp.MustCompile(`[{,] *[a-z0-9-]+:`)
	yamlMapID  = regexp.MustCompile(`: *([a-z][a-z0-9-]*) *[,}]`)
	yamlIDs    = regexp.MustCompile(`\[ *((?:[a-z][a-z0-9-]*(?: *, *)?)+) *\]`)
	yamlNote   = regexp.MustCompile(`(?m)(?:^| )#.*$`)
	yamlID     = regexp.MustCompile(`^"?[a-z][a-z0-9_.-]*"?$`)
	published  = regexp.MustCompile(`(?m)^  (?:title|publisher):.*$`) // what a publication is called is its own affair
	yamlSpread = regexp.MustCompile(`\{[^}]*\}`)
	// ids, expressions and the like; of all other keys the values are texts
	yamlSkipped = regexp.MustCompile(`^(id|kind|options|when|where|is|of|from|show|value|next|was|also|retired|` +
		`sources|tools|step|before|after|evidence|columns|sort|group|filter|write|rows|compare|size|mid|corners|` +
		`x|y|start|end|lane|mark|low|high|to|colour|shape|layout|url|email|page|aliases|width|people|minutes|length|html|year|logo|import|nr)$`)
	yamlTexts = regexp.MustCompile(`^(label|title|hint|say|help|unit|row|if|line|publisher|description|who|have-ready|footer)$`)
)

// blankYAML keeps values that are texts. What stands below a key, deeper, is the key's; keys
// of rows and options are read anew.
func blankYAML(b []byte) {
	type open struct {
		indent         int
		skipped, texts bool
	}
	var stack []open
	for at := 0; at < len(b); {
		end := lineEnd(b, at)
		line := bytes.TrimSuffix(b[at:end], []byte("\n"))
		at = end
		if trimmed := bytes.TrimSpace(line); len(trimmed) == 0 || trimmed[0] == '#' || string(trimmed) == "---" {
			spaces(line)
			continue
		}
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		m := yamlKey.FindSubmatchIndex(line)
		if m != nil {
			indent = m[3] // of the key, behind its -
		}
		for len(stack) > 0 && stack[len(stack)-1].indent >= indent {
			stack = stack[:len(stack)-1]
		}
		key, value := "", line
		if m != nil {
			key, value = strings.Trim(string(line[m[4]:m[5]]), `"`), line[m[1]:]
			spaces(line[:m[5]])
		}
		this := open{indent, yamlSkipped.MatchString(key), yamlTexts.MatchString(key)}
		if m == nil && len(stack) > 0 {
			this = stack[len(stack)-1]
		} else if m != nil {
			stack = append(stack, this)
		}
		text := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(string(value)), "- "))
		switch {
		case strings.HasPrefix(text, "{"):
			blankAll(value, yamlMapID)
			blankAll(value, yamlIDs)
			blankAll(value, yamlMapKey)
		case this.skipped || !this.texts && yamlID.MatchString(text):
			spaces(value)
		default:
			if !strings.HasPrefix(text, `"`) {
				blankAll(value, yamlNote)
			}
			blankAll(value, yamlSpread)
			if strings.HasPrefix(text, "[") {
				blankAll(value, yamlIDs)
			}
			blankProse(value)
		}
	}
}

var (
	htmlOut  = regexp.MustCompile(`(?s)\{\{.*?\}\}|<!--.*?-->|<style.*?</style>|<script.*?</script>`)
	htmlTag  = regexp.MustCompile(`(?s)<[^>]*>`)
	htmlText = regexp.MustCompile(`\b(?:aria-label|title|alt|placeholder)="([^"]*)"`)
	htmlAttr = regexp.MustCompile(`\b[a-z-]+="[^"]*"|\b(?:data|aria|is|read|ask|in)-[a-z-]*`) // a layout may hold attributes alone
	htmlHalf = regexp.MustCompile(`\pL+-</tspan>\s*<tspan[^>]*>\pL+`)                         // a word on two lines of a drawing
	htmlSign = regexp.MustCompile(`&#?\w+;`)
)

// blankHTML keeps texts, and attributes that are read aloud.
func blankHTML(b []byte) {
	blankAll(b, htmlOut)
	blankAll(b, htmlHalf)
	for _, tag := range htmlTag.FindAllIndex(b, -1) {
		at := tag[0]
		for _, attr := range htmlText.FindAllSubmatchIndex(b[tag[0]:tag[1]], -1) {
			spaces(b[at : tag[0]+attr[2]])
			at = tag[0] + attr[3]
		}
		spaces(b[at:tag[1]])
	}
	blankAll(b, htmlAttr)
	blankAll(b, htmlSign)
}
