package output

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write testdata anew")

var host = Host{
	CSP:      "default-src 'none'; script-src 'self'; style-src 'self'",
	NotFound: true,
	Base:     "/kommune/",
	Hashed:   []string{"js/site.447100b4.js", "css/site.5d69ded4.css"},
}

// testdata/hosts.txtar holds what each server is told, to be read by people who know them.
func TestHostFiles(t *testing.T) {
	const name = "testdata/hosts.txtar"
	got := &txtar.Archive{Comment: []byte("What each server is told; written by `go test -update`.\n\n")}
	for _, path := range []string{"_headers", ".htaccess", "web.config", ".nojekyll"} {
		got.Files = append(got.Files, txtar.File{Name: path, Data: host.Files()[path]})
	}
	got.Files = append(got.Files,
		txtar.File{Name: "nginx.conf", Data: []byte(host.Nginx("example.dk", "/srv/redskab"))},
		txtar.File{Name: "Caddyfile", Data: []byte(host.Caddy("example.dk", "/srv/redskab"))})
	if *update {
		if err := os.WriteFile(name, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(txtar.Format(got))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestHostFilesOfAPlainSite(t *testing.T) {
	files := Host{}.Files()
	if diff := cmp.Diff("/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: same-origin\n", string(files["_headers"])); diff != "" {
		t.Errorf("_headers (-want +got)\n%s", diff)
	}
	for path, text := range files {
		if bytes.Contains(text, []byte("404.html")) || bytes.Contains(text, []byte("Security-Policy")) {
			t.Errorf("%s speaks of what the site has not:\n%s", path, text)
		}
	}
}

func TestFrameAncestorsAreAddedOnce(t *testing.T) {
	h := Host{CSP: "default-src 'none'; frame-ancestors 'none'"}
	if n := strings.Count(string(h.Files()["_headers"]), "frame-ancestors"); n != 1 {
		t.Errorf("frame-ancestors stands there %d times", n)
	}
}

// On IIS, adding what is there already is error 500.19 for the whole site.
func TestWebConfigRemovesBeforeItAdds(t *testing.T) {
	removed := map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(host.Files()["web.config"]))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attr := map[string]string{}
		for _, a := range e.Attr {
			attr[a.Name.Local] = a.Value
		}
		key := attr["fileExtension"] + attr["name"] + attr["statusCode"]
		switch e.Name.Local {
		case "remove":
			removed[key] = true
		case "clear":
			removed[""] = true
		case "mimeMap", "add", "error":
			if !removed[key] {
				t.Errorf("%s %v is added and not removed before", e.Name.Local, attr)
			}
		}
	}
	if len(removed) < 10 {
		t.Errorf("only %d are removed", len(removed))
	}
}

// A directive that Apache does not know, because its module is not there, is error 500 for
// the whole site; so is one that AllowOverride FileInfo does not allow.
func TestHtaccessAsksForEachModule(t *testing.T) {
	module := map[string]string{
		"Header": "mod_headers.c", "FilesMatch": "mod_headers.c", "AddType": "mod_mime.c", "AddCharset": "mod_mime.c",
		"AddOutputFilterByType": "mod_filter.c", "RedirectMatch": "mod_alias.c", "ErrorDocument": "core.c",
	}
	var open []string
	for _, line := range strings.Split(strings.TrimSpace(string(host.Files()[".htaccess"])), "\n") {
		line = strings.TrimSpace(line)
		if m := regexp.MustCompile(`^<(/?)(\w+) ?(.*)>$`).FindStringSubmatch(line); m != nil && m[2] == "IfModule" {
			if m[1] == "" {
				open = append(open, m[3])
			} else if len(open) == 0 {
				t.Fatal("</IfModule> without its beginning")
			} else {
				open = open[:len(open)-1]
			}
			continue
		}
		directive := strings.Trim(strings.Fields(line)[0], "</>")
		if want := module[directive]; len(open) == 0 || open[len(open)-1] != want {
			t.Errorf("%q stands in %v, not in %s", line, open, want)
		}
	}
	if len(open) > 0 {
		t.Errorf("%v are not closed", open)
	}
}

// Netlify and Cloudflare join the values of a header that two rules set.
func TestHeadersFileSetsEachHeaderOnce(t *testing.T) {
	h := host
	for range 300 {
		h.Hashed = append(h.Hashed, AssetName("css/x.css", []byte{byte(len(h.Hashed)), byte(len(h.Hashed) >> 8)}))
	}
	rules := map[string][]string{}
	path := ""
	for _, line := range strings.Split(strings.TrimSpace(string(h.Files()["_headers"])), "\n") {
		if !strings.HasPrefix(line, " ") {
			path = line
			continue
		}
		header, _, _ := strings.Cut(strings.TrimSpace(line), ":")
		rules[header] = append(rules[header], path)
	}
	for header, paths := range rules {
		if len(paths) > 1 && header != "Cache-Control" {
			t.Errorf("%s is set for %v", header, paths)
		}
	}
	if n := len(rules["Cache-Control"]); n != 90 {
		t.Errorf("%d rules: Cloudflare takes a hundred", n)
	}
	for _, p := range rules["Cache-Control"] {
		if strings.Contains(p, "*") || !regexp.MustCompile(hashedName).MatchString(p) {
			t.Errorf("%s is kept for ever", p)
		}
	}
}

func TestBracesOfServerSettings(t *testing.T) {
	for name, text := range map[string]string{"nginx": host.Nginx("a", "/b"), "Caddy": host.Caddy("a", "/b")} {
		text = strings.ReplaceAll(text, "{8}", "")
		if strings.Count(text, "{") != strings.Count(text, "}") {
			t.Errorf("%s: braces do not match:\n%s", name, text)
		}
	}
}
