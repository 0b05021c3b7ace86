package markdown

import (
	"slices"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// The languages that code is highlighted in, by chroma's engine. Their rules are our own
// and few: importing chroma/lexers reads 270 languages at every start of the program (4
// ms and 2.7 MB on the machine where this was written), also for a site without code.
// These are made when a page first asks for one. Rules need only find what tokenClass
// tells apart; the rest is plain.

// languageNames are the names that may stand after ``` and the language they mean.
var languageNames = map[string]string{
	"yaml": "yaml", "yml": "yaml",
	"json": "json", "json5": "json", "jsonc": "json",
	"markdown": "markdown", "md": "markdown",
	"html": "html", "xml": "html", "svg": "html",
	"css":        "css",
	"javascript": "javascript", "js": "javascript", "typescript": "javascript", "ts": "javascript", "jsx": "javascript", "tsx": "javascript",
	"sh": "sh", "bash": "sh", "shell": "sh", "console": "sh", "zsh": "sh",
	"go": "go", "golang": "go",
	"python": "python", "py": "python",
	"sql":  "sql",
	"toml": "toml", "ini": "toml", "conf": "toml", "properties": "toml",
	"diff": "diff", "patch": "diff",
	"problem": "problem",
	"text":    "", "txt": "", "plain": "", "plaintext": "", "csv": "",
}

func knownLanguage(name string) bool {
	_, ok := languageNames[name]
	return ok
}

// lexers are made once for the process, each when it is first wanted.
var lexers = sync.OnceValue(func() map[string]chroma.Lexer {
	m := make(map[string]chroma.Lexer)
	for name, rules := range languageRules {
		m[name] = chroma.MustNewLexer(&chroma.Config{Name: name, CaseInsensitive: name == "sql"}, rules)
	}
	return m
})

// Code beyond these limits stays plain: it is data rather than something to read, and a
// rule that looks ahead costs the square of the line.
const (
	maxCode     = 64 << 10
	maxCodeLine = 1000
)

// tokenise splits code, or gives nil when the language is not one of ours.
func tokenise(language, code string) []chroma.Token {
	name := languageNames[language]
	if name == "" || len(code) > maxCode {
		return nil
	}
	for line := range strings.Lines(code) {
		if len(line) > maxCodeLine {
			return nil
		}
	}
	tokens, err := chroma.Tokenise(lexers()[name], nil, code)
	if err != nil {
		return nil
	}
	return tokens
}

// Rules that several languages share.
var (
	doubleQuoted = chroma.Rule{Pattern: `"(?:\\.|[^"\\\n])*"`, Type: chroma.String}
	singleQuoted = chroma.Rule{Pattern: `'(?:\\.|[^'\\\n])*'`, Type: chroma.String}
	hashComment  = chroma.Rule{Pattern: `#[^\n]*`, Type: chroma.Comment}
	slashComment = chroma.Rule{Pattern: `//[^\n]*`, Type: chroma.Comment}
	starComment  = chroma.Rule{Pattern: `/\*[\s\S]*?(?:\*/|\z)`, Type: chroma.Comment}
	number       = chroma.Rule{Pattern: `\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\b`, Type: chroma.Number}
	names        = chroma.Rule{Pattern: `[\p{L}_$][\p{L}\d_$]*`, Type: chroma.Text}
	blanks       = chroma.Rule{Pattern: `\s+`, Type: chroma.Text}
	other        = chroma.Rule{Pattern: `.`, Type: chroma.Text}
)

func words(t chroma.TokenType, list string) chroma.Rule {
	return chroma.Rule{Pattern: `\b(?:` + strings.ReplaceAll(list, " ", "|") + `)\b`, Type: t}
}

func calls() chroma.Rule {
	return chroma.Rule{Pattern: `[\p{L}_$][\p{L}\d_$]*(?=\()`, Type: chroma.NameFunction}
}

// yamlRules are used in Markdown, too: front matter and blocks are YAML.
func yamlRules() []chroma.Rule {
	return []chroma.Rule{
		{Pattern: `(?<=^|\s)#[^\n]*`, Type: chroma.Comment},
		{Pattern: `"(?:\\.|[^"\\\n])*"(?=\s*:(?:\s|$))|'(?:''|[^'\n])*'(?=\s*:(?:\s|$))`, Type: chroma.NameTag},
		{Pattern: `[^\s\-?:,\[\]{}#&*!|>'"%@` + "`" + `][^\n:#{}\[\],]*(?=:(?:\s|$))`, Type: chroma.NameTag},
		{Pattern: `"(?:\\.|[^"\\\n])*"|'(?:''|[^'\n])*'`, Type: chroma.String},
		{Pattern: `\b(?:true|false|null|yes|no)(?=\s*(?:[,\]}\n]|$))|~(?=\s)`, Type: chroma.KeywordConstant},
		{Pattern: `(?<=(?:^|[:,\[{-])\s*)-?\d[\d_:.-]*(?=\s*(?:[,\]}\n]|$))`, Type: chroma.Number},
		{Pattern: `[&*][^\s,\[\]{}]+|![^\s]*`, Type: chroma.Keyword},
		{Pattern: `[^\s,\[\]{}:#]+`, Type: chroma.Text},
		blanks, other,
	}
}

// otherLanguages gives the names of all languages but one, for a pattern.
func otherLanguages(but string) string {
	var all []string
	for name, language := range languageNames {
		if language != but {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return strings.Join(all, "|")
}

// languageRules are the states of each language; root is where it begins.
var languageRules = map[string]func() chroma.Rules{
	"yaml": func() chroma.Rules { return chroma.Rules{"root": yamlRules()} },
	"json": func() chroma.Rules {
		return chroma.Rules{"root": {
			{Pattern: `"(?:\\.|[^"\\\n])*"(?=\s*:)`, Type: chroma.NameTag},
			doubleQuoted, slashComment, starComment,
			words(chroma.KeywordConstant, "true false null"),
			{Pattern: `-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`, Type: chroma.Number},
			blanks, other,
		}}
	},
	"markdown": func() chroma.Rules {
		return chroma.Rules{"root": {
			{Pattern: `\A---\n`, Type: chroma.Keyword, Mutator: chroma.Push("front")},
			{Pattern: `^#{1,6}[ \t][^\n]*`, Type: chroma.GenericHeading},
			// A fence with the name of a block, which is a word that is no language, or of YAML.
			{Pattern: "^(?:```+|~~~+)(?!(?:" + otherLanguages("yaml") + ")\\b)[a-z]+[^\n]*\n", Type: chroma.Keyword, Mutator: chroma.Push("yaml")},
			{Pattern: "^ *(?:```|~~~)[^\n]*", Type: chroma.Keyword},
			{Pattern: `^ *(?:[-*+]|\d+[.)])(?= )`, Type: chroma.Keyword},
			{Pattern: `^ *>[ >]*(?:\[!\w+\])?`, Type: chroma.Keyword},
			{Pattern: "`[^`\n]+`", Type: chroma.String},
			{Pattern: `!?\[[^\]\n]*\]`, Type: chroma.NameTag},
			{Pattern: `(?<=\])\([^)\n]*\)`, Type: chroma.String},
			{Pattern: `<!--[\s\S]*?(?:-->|\z)`, Type: chroma.Comment},
			{Pattern: `\{[#.][^}\n]*\}`, Type: chroma.NameAttribute},
			{Pattern: "[^\\s`!\\[\\]<{]+", Type: chroma.Text},
			blanks, other,
		},
			"front": append([]chroma.Rule{{Pattern: `^---$`, Type: chroma.Keyword, Mutator: chroma.Pop(1)}}, yamlRules()...),
			"yaml":  append([]chroma.Rule{{Pattern: "^(?:```+|~~~+)[^\n]*", Type: chroma.Keyword, Mutator: chroma.Pop(1)}}, yamlRules()...),
		}
	},
	"html": func() chroma.Rules {
		return chroma.Rules{
			"root": {
				{Pattern: `<!--[\s\S]*?(?:-->|\z)`, Type: chroma.Comment},
				{Pattern: `<[!?][^>]*>`, Type: chroma.Comment},
				{Pattern: `</?[\w:.-]+`, Type: chroma.Keyword, Mutator: chroma.Push("tag")},
				{Pattern: `&[#\w]+;`, Type: chroma.Number},
				{Pattern: `[^<&]+`, Type: chroma.Text},
				other,
			},
			"tag": {
				{Pattern: `/?>`, Type: chroma.Keyword, Mutator: chroma.Pop(1)},
				{Pattern: `[\w:.@-]+(?=\s*=)`, Type: chroma.NameAttribute},
				{Pattern: `"[^"]*(?:"|\z)|'[^']*(?:'|\z)`, Type: chroma.String},
				{Pattern: `[\w:.@-]+`, Type: chroma.NameAttribute},
				blanks, other,
			},
		}
	},
	"css": func() chroma.Rules {
		return chroma.Rules{"root": {
			starComment, doubleQuoted, singleQuoted,
			{Pattern: `@[\w-]+`, Type: chroma.Keyword},
			{Pattern: `#[0-9a-fA-F]{3,8}\b`, Type: chroma.Number},
			{Pattern: `-?\d*\.?\d+(?:%|[a-z]+)?`, Type: chroma.Number},
			{Pattern: `[\w-]+(?=\s*:[^{}\n]*(?:[;}]|$))`, Type: chroma.NameAttribute},
			{Pattern: `[.#:]+[\w-]+`, Type: chroma.Keyword},
			{Pattern: `[\w-]+`, Type: chroma.Text},
			blanks, other,
		}}
	},
	"javascript": func() chroma.Rules {
		return chroma.Rules{"root": {
			slashComment, starComment, doubleQuoted, singleQuoted,
			{Pattern: "`(?:\\\\.|[^`\\\\])*(?:`|\\z)", Type: chroma.String},
			words(chroma.KeywordConstant, "true false null undefined NaN Infinity this super"),
			words(chroma.Keyword, "as async await break case catch class const continue default delete do else enum export extends finally for from function get if implements import in instanceof interface let new of private public readonly return set static switch throw try type typeof var void while yield"),
			number, calls(), names, blanks, other,
		}}
	},
	"sh": func() chroma.Rules {
		return chroma.Rules{"root": {
			{Pattern: `(?<=^|\s)#[^\n]*`, Type: chroma.Comment},
			{Pattern: `"(?:\\.|[^"\\])*(?:"|\z)|'[^']*(?:'|\z)`, Type: chroma.String},
			{Pattern: `\$\{[^}\n]*\}|\$[\w@#?*!-]+`, Type: chroma.NameVariable},
			{Pattern: `^[$%](?= )`, Type: chroma.Comment},
			{Pattern: `[\w]+(?==)`, Type: chroma.NameVariable},
			{Pattern: `(?<![\w./-])(?:case|do|done|elif|else|esac|export|fi|for|function|if|in|local|return|then|until|while)(?![\w./-])`, Type: chroma.Keyword},
			{Pattern: `(?<=\s)--?[A-Za-z][\w-]*`, Type: chroma.NameAttribute},
			{Pattern: `[\w./-]+`, Type: chroma.Text},
			blanks, other,
		}}
	},
	"go": func() chroma.Rules {
		return chroma.Rules{"root": {
			slashComment, starComment, doubleQuoted, singleQuoted,
			{Pattern: "`[^`]*(?:`|\\z)", Type: chroma.String},
			words(chroma.KeywordConstant, "true false nil iota"),
			words(chroma.Keyword, "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var"),
			number, calls(), names, blanks, other,
		}}
	},
	"python": func() chroma.Rules {
		return chroma.Rules{"root": {
			hashComment,
			{Pattern: `"""[\s\S]*?(?:"""|\z)|'''[\s\S]*?(?:'''|\z)`, Type: chroma.String},
			doubleQuoted, singleQuoted,
			{Pattern: `@[\w.]+`, Type: chroma.NameAttribute},
			words(chroma.KeywordConstant, "True False None self"),
			words(chroma.Keyword, "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield"),
			number, calls(), names, blanks, other,
		}}
	},
	"sql": func() chroma.Rules {
		return chroma.Rules{"root": {
			{Pattern: `--[^\n]*`, Type: chroma.Comment}, starComment,
			{Pattern: `'(?:''|[^'])*(?:'|\z)`, Type: chroma.String},
			words(chroma.KeywordConstant, "true false null"),
			words(chroma.Keyword, "add all alter and as asc between by case check column constraint create default delete desc distinct drop else end exists foreign from full group having in index inner insert into is join key left like limit not offset on or order outer primary references right select set table then union unique update values view when where with"),
			number, calls(), names, blanks, other,
		}}
	},
	"toml": func() chroma.Rules {
		return chroma.Rules{"root": {
			hashComment,
			{Pattern: `^;[^\n]*`, Type: chroma.Comment},
			{Pattern: `^\s*\[[^\n]*\]`, Type: chroma.Keyword},
			{Pattern: `^\s*[\w."-]+(?=\s*=)`, Type: chroma.NameTag},
			{Pattern: `"""[\s\S]*?(?:"""|\z)`, Type: chroma.String},
			doubleQuoted, singleQuoted,
			words(chroma.KeywordConstant, "true false"),
			{Pattern: `\b\d[\d_:.TZ-]*\b`, Type: chroma.Number},
			names, blanks, other,
		}}
	},
	// What the build says of mistakes: the place, and what to write instead.
	"problem": func() chroma.Rules {
		return chroma.Rules{"root": {
			{Pattern: `^[^\s:]+(?::\d+:\d+)?:(?= )`, Type: chroma.NameTag},
			{Pattern: `\bwarning:`, Type: chroma.Keyword},
			{Pattern: `\([^\n]*\)$`, Type: chroma.String},
			{Pattern: `[^\s(]+`, Type: chroma.Text},
			blanks, other,
		}}
	},
	"diff": func() chroma.Rules {
		return chroma.Rules{"root": {
			{Pattern: `^(?:diff|index|---|\+\+\+)(?: [^\n]*)?$`, Type: chroma.GenericHeading},
			{Pattern: `^@@[^\n]*`, Type: chroma.Keyword},
			{Pattern: `^\+[^\n]*`, Type: chroma.GenericInserted},
			{Pattern: `^-[^\n]*`, Type: chroma.GenericDeleted},
			{Pattern: `[^\n]+|\n`, Type: chroma.Text},
		}}
	},
}
