package content

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"redskab/internal/markdown"
	"redskab/internal/meta"
	"redskab/internal/prose"
	"redskab/internal/source"
)

// defaultTitle is the title of a site whose settings and front page give none.
const defaultTitle = "Værktøjskasse"

// readSite reads site.yaml as far as it can be understood alone; checkSite does the rest
// when the pages are known.
func readSite(v *meta.Value, overrides map[string]string) (Site, source.Problems) {
	var s Site
	s.Prose.LIX, s.Prose.Sentence = prose.DefaultLimits().LIX, prose.DefaultLimits().Sentence
	ps := meta.Decode(v, &s)
	if s.Pos == nil {
		s.Pos = map[string]source.Position{}
	}
	if s.Owner.Pos == nil {
		s.Owner.Pos = map[string]source.Position{}
	}
	ps = append(ps, s.override(overrides)...)
	if s.HTML == nil {
		s.HTML = markdown.DefaultHTML()
	} else {
		s.checkHTML(&ps)
	}
	s.checkID(&ps)
	s.checkColour(&ps)
	s.URL = checkURL(&ps, s.Pos["url"], "url", s.URL)
	if s.URL != "" && !strings.HasSuffix(s.URL, "/") {
		s.URL += "/"
	}
	s.Owner.URL = checkURL(&ps, s.Owner.Pos["url"], "url", s.Owner.URL)
	if mail := s.Owner.Email; mail != "" && (strings.Count(mail, "@") != 1 || strings.ContainsAny(mail, " <>\"") || strings.HasPrefix(mail, "@") || strings.HasSuffix(mail, "@")) {
		ps.Add("wrong-email", s.Owner.Pos["email"], "write it like navn@kommune.dk", "%q is not an email address", mail)
	}
	s.Accessibility.check(&ps, s.Pos["accessibility"])
	s.checkSteps(&ps)
	s.Prose.check(&ps)
	return s, ps
}

// check warns of a statement without the day on which somebody tried: it would be read as if
// it were of today.
func (a *Accessibility) check(ps *source.Problems, pos source.Position) {
	a.Statement = checkURL(ps, a.Pos["statement"], "statement", a.Statement)
	if pos.Line > 0 && a.Tested.IsZero() {
		ps.Warn("accessibility-undated", pos, "write tested: and the day you last tried the pages, such as 2026-11-21", "the accessibility of the site has no date")
	}
}

func (p *Prose) check(ps *source.Problems) {
	for _, limit := range []struct {
		key string
		n   *int
	}{{"lix", &p.LIX}, {"sentence", &p.Sentence}} {
		if *limit.n < 0 {
			ps.Add("wrong-limit", p.Pos[limit.key], "write 0 for no limit", "%q cannot be %d", limit.key, *limit.n)
			*limit.n = 0
		}
	}
}

func (p *Prose) limits() prose.Limits { return prose.Limits{LIX: p.LIX, Sentence: p.Sentence} }

// variables are the settings that the environment may give.
var variables = []string{
	"REDSKAB_ID", "REDSKAB_TITLE", "REDSKAB_TAGLINE", "REDSKAB_COLOUR", "REDSKAB_LOGO", "REDSKAB_URL",
	"REDSKAB_OWNER_NAME", "REDSKAB_OWNER_EMAIL", "REDSKAB_OWNER_PHONE", "REDSKAB_OWNER_URL",
}

// variable gives the setting of a variable: its value, its key, and where the places of
// such keys are kept. The value is nil for a variable that is no setting.
func (s *Site) variable(name string) (value *string, key string, places map[string]source.Position) {
	switch key = strings.ToLower(strings.TrimPrefix(name, "REDSKAB_")); key {
	case "id":
		return &s.ID, key, s.Pos
	case "title":
		return &s.Title, key, s.Pos
	case "tagline":
		return &s.Tagline, key, s.Pos
	case "colour":
		return &s.Colour, key, s.Pos
	case "logo":
		return &s.Logo, key, s.Pos
	case "url":
		return &s.URL, key, s.Pos
	case "owner_name":
		return &s.Owner.Name, "name", s.Owner.Pos
	case "owner_email":
		return &s.Owner.Email, "email", s.Owner.Pos
	case "owner_phone":
		return &s.Owner.Phone, "phone", s.Owner.Pos
	case "owner_url":
		return &s.Owner.URL, "url", s.Owner.Pos
	}
	return nil, "", nil
}

// override puts the settings of the environment over those of the file. A variable that is
// empty sets nothing.
func (s *Site) override(vars map[string]string) (ps source.Problems) {
	for _, name := range sortedKeys(vars) {
		pos := source.Position{File: name}
		value, key, places := s.variable(name)
		switch {
		case value == nil:
			hint := source.DidYouMean(name, variables)
			if hint == "" {
				hint = "the variables are " + strings.Join(variables, ", ")
			}
			ps.Warn("unknown-variable", pos, hint, "no setting has this variable")
		case vars[name] != "":
			*value, places[key] = vars[name], pos
		}
	}
	return ps
}

func (s *Site) checkID(ps *source.Problems) {
	if s.ID != "" && (!idLike(s.ID) || len(s.ID) > 32) {
		ps.Add("wrong-site-id", s.Pos["id"], hintID(s.ID), "%q cannot be the id of a site", s.ID)
	}
}

func hintID(written string) string {
	if id := Slug(written); idLike(id) && len(id) <= 32 && id != written {
		return "write " + id
	}
	return "lower-case letters, digits and hyphens, a letter first, at most 32"
}

// idLike reports whether s is written like an id: [a-z][a-z0-9-]*.
func idLike(s string) bool {
	return plainID(s) && s[0] >= 'a' && s[0] <= 'z'
}

func plainID(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return s != ""
}

// checkHTML checks the elements that a site allows in Markdown.
func (s *Site) checkHTML(ps *source.Problems) {
	harmless := markdown.HarmlessHTML()
	for i, name := range s.HTML {
		lower := strings.ToLower(name)
		s.HTML[i] = lower
		if !slices.Contains(harmless, lower) {
			hint := source.DidYouMean(lower, harmless)
			if hint == "" {
				hint = "the elements are " + strings.Join(harmless, ", ")
			}
			ps.Add("html-element", s.Pos["html."+strconv.Itoa(i)], hint, "%q cannot be allowed in Markdown", name)
		}
	}
}

// checkURL complains about an address that is not absolute, and gives it as a browser
// writes it; "" when it is wrong.
func checkURL(ps *source.Problems, pos source.Position, key, written string) string {
	if written == "" {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(written))
	hint := "write it whole, such as https://www.fjordby.dk/"
	if err == nil && u.Scheme == "" && strings.Contains(strings.Split(written, "/")[0], ".") {
		hint = "write https://" + written
	}
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		ps.Add("wrong-url", pos, hint, "%q is not an address of the web", written)
		return ""
	case u.User != nil:
		ps.Add("wrong-url", pos, "leave it out", "%q holds a user name", written)
		return ""
	}
	return u.String()
}

// checkSteps checks the steps alone: whether their pages are there is checkSite's.
func (s *Site) checkSteps(ps *source.Problems) {
	first := map[string]source.Position{}
	for i := range s.Steps {
		st := &s.Steps[i]
		pos := st.Pos["id"]
		switch before, twice := first[st.ID]; {
		case st.ID == "":
			ps.Add("step-no-id", stepPos(st, s.Pos["steps"]), "write id: and a short name that will never change", "a step has no id")
		case !idLike(st.ID):
			ps.Add("step-id", pos, hintID(st.ID), "%q cannot be the id of a step", st.ID)
		case twice:
			ps.Add("step-twice", pos, "", "step %q stands twice, first on line %d", st.ID, before.Line)
		default:
			first[st.ID] = pos
		}
		if st.Title == "" && st.ID != "" {
			ps.Add("step-no-title", stepPos(st, s.Pos["steps"]), "write title: and what the board says", "step %q has no title", st.ID)
		}
	}
}

// stepPos is some place in a step: its first key.
func stepPos(st *Step, otherwise source.Position) source.Position {
	best := otherwise
	for _, pos := range st.Pos {
		if best == otherwise || pos.Line < best.Line || pos.Line == best.Line && pos.Column < best.Column {
			best = pos
		}
	}
	return best
}

// finishSite checks what site.yaml says about the pages and files, and fills in the
// defaults that come from them.
func (b *builder) finishSite() {
	s, t := &b.tree.Site, b.tree
	s.Title = cmp.Or(s.Title, t.Root.Title, defaultTitle)
	t.Root.Title = cmp.Or(t.Root.Title, s.Title)
	t.Root.Heading = cmp.Or(t.Root.Heading, s.Title)
	if s.ID == "" {
		s.ID = idOf(s.Title)
		if b.hasSheets() {
			b.ps.Warn("no-site-id", source.Position{File: b.dir + "/" + siteFile}, "write id: "+s.ID,
				"the site has no id; browsers keep answers under one made of the title, and lose them when the title changes")
		}
	}
	for i := range s.Steps {
		b.stepPage(&s.Steps[i])
	}
	if s.Logo != "" {
		b.logo(s)
	}
}

func idOf(title string) string {
	id := strings.TrimLeft(Slug(title), "0123456789-")
	if len(id) > 32 {
		id = strings.TrimRight(id[:32], "-")
	}
	if id == "" {
		return "redskab"
	}
	return id
}

// stepPage finds the page of a step: the one it names, or the one of its id, if there is.
func (b *builder) stepPage(st *Step) {
	if st.Page == "" {
		if path := "/" + st.ID + "/"; b.tree.pages[path] != nil {
			st.Page = path
		}
		return
	}
	path := "/" + strings.Trim(st.Page, "/") + "/"
	if path == "//" {
		path = "/"
	}
	pos := st.Pos["page"]
	switch {
	case b.tree.pages[path] != nil:
		st.Page = path
	case b.tree.drafts[path] != nil:
		b.ps.Add("step-draft", pos, "publish it, or leave page: out for now", "the page %s of step %q is a draft", st.Page, st.ID)
	default:
		b.ps.Add("step-page", pos, source.DidYouMean(path, sortedKeys(b.tree.pages)), "step %q names the page %s, which does not exist", st.ID, st.Page)
	}
}

// logo finds the logo among the files of static/ and of content/.
func (b *builder) logo(s *Site) {
	path := strings.TrimPrefix(strings.TrimPrefix(s.Logo, "/"), "static/")
	switch {
	case b.tree.static(path), b.tree.Files[path] != nil:
		s.Logo = path
	case b.tree.beside[strings.TrimPrefix(path, b.dir+"/")] != nil:
		s.Logo = b.tree.beside[strings.TrimPrefix(path, b.dir+"/")].Path
	default:
		b.ps.Add("no-logo", s.Pos["logo"], "its path begins below static/ or "+b.dir+"/", "there is no file %s", s.Logo)
		return
	}
	if !isImage(s.Logo) {
		b.ps.Add("logo-type", s.Pos["logo"], "an SVG is best", "the logo %s is not an image", s.Logo)
	}
}

// checkColour demands #rrggbb, and enough contrast to be read on white and to have white
// text on it (WCAG 2.2, 1.4.3).
func (s *Site) checkColour(ps *source.Problems) {
	if s.Colour == "" {
		return
	}
	pos := s.Pos["colour"]
	written := strings.ToLower(strings.TrimSpace(s.Colour))
	rgb, ok := parseColour(written)
	if !ok {
		ps.Add("wrong-colour", pos, colourHint(written), "%q is not a colour", s.Colour)
		return
	}
	s.Colour = written
	if c := contrastToWhite(rgb); c < leastContrast {
		ps.Add("pale-colour", pos, "the same colour darker: \""+darker(rgb)+"\"",
			"the colour %s is too pale for text on white: its contrast is %.2f to 1, and 4.5 is the least", s.Colour, c)
	}
}

func colourHint(written string) string {
	hex := strings.TrimPrefix(written, "#")
	if len(hex) == 3 {
		full := fmt.Sprintf("#%c%c%c%c%c%c", hex[0], hex[0], hex[1], hex[1], hex[2], hex[2])
		if _, ok := parseColour(full); ok {
			return "write \"" + full + "\""
		}
	}
	if _, ok := parseColour("#" + hex); ok {
		return "write \"#" + hex + "\""
	}
	return "write it like \"#0b6e6e\", in quotation marks"
}
