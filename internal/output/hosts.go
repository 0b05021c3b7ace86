package output

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"slices"
	"strings"
)

// A Host is what web servers need to know about a site: which headers its files are sent
// with, and what to show at an address that does not exist.
type Host struct {
	CSP      string   // the content security policy of every page
	NotFound bool     // the site has a 404.html
	Base     string   // address of the root of the site on its host, "/" when empty
	Hashed   []string // paths of the files whose names hold their hash, for servers that know no patterns
}

// Files gives the files that belong into the site, by path:
//
//	_headers     Netlify, Cloudflare Pages
//	.htaccess    Apache; needs AllowOverride FileInfo and nothing more
//	web.config   IIS, Azure App Service
//	.nojekyll    GitHub Pages: publish folders that begin with a dot or underscore too
//
// All send the same: the policy (with frame-ancestors, which a <meta> cannot say), no
// guessing of types, no address of ours to others, a year in the browser for files whose
// names change with their bytes, and for all others the question whether they changed.
func (h Host) Files() map[string][]byte {
	return map[string][]byte{
		"_headers":   h.headersFile(),
		".htaccess":  h.htaccess(),
		"web.config": h.webConfig(),
		".nojekyll":  {},
	}
}

const (
	forever    = "public, max-age=31536000, immutable"
	ask        = "no-cache" // keep it, but ask before each use
	hashedName = `\.[0-9a-f]{8}\.(css|js|woff2)$`
)

// headers are sent with every file.
func (h Host) headers() [][2]string {
	csp := h.CSP
	if csp != "" && !strings.Contains(csp, "frame-ancestors") {
		csp += "; frame-ancestors 'self'"
	}
	all := [][2]string{{"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "same-origin"}}
	if csp != "" {
		all = append([][2]string{{"Content-Security-Policy", csp}}, all...)
	}
	return all
}

// types that older servers do not know, or get wrong.
var types = [][2]string{
	{".html", "text/html; charset=utf-8"}, {".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
	{".json", "application/json"}, {".svg", "image/svg+xml"}, {".webmanifest", "application/manifest+json"}, {".woff2", "font/woff2"},
}

func (h Host) base() string {
	if h.Base == "" {
		return "/"
	}
	return h.Base
}

// headersFile: these hosts join the values of a header that two rules set, so no path may
// be under two rules for one. What is not named they send with max-age=0, must-revalidate.
// Cloudflare takes a hundred rules.
func (h Host) headersFile() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s*\n", h.base())
	for _, x := range h.headers() {
		fmt.Fprintf(&b, "  %s: %s\n", x[0], x[1])
	}
	hashed := slices.Sorted(slices.Values(h.Hashed))
	for _, p := range hashed[:min(len(hashed), 90)] {
		fmt.Fprintf(&b, "%s%s\n  Cache-Control: %s\n", h.base(), p, forever)
	}
	return b.Bytes()
}

// htaccess: each directive within the test for its module, and none that needs more than
// AllowOverride FileInfo, so that it never takes a site down.
func (h Host) htaccess() []byte {
	var b bytes.Buffer
	b.WriteString("<IfModule mod_headers.c>\n")
	for _, x := range h.headers() {
		value := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%").Replace(x[1])
		fmt.Fprintf(&b, "\tHeader always set %s \"%s\"\n", x[0], value)
	}
	fmt.Fprintf(&b, "\tHeader set Cache-Control \"%s\"\n\t<FilesMatch \"%s\">\n\t\tHeader set Cache-Control \"%s\"\n\t</FilesMatch>\n</IfModule>\n", ask, hashedName, forever)
	b.WriteString("<IfModule mod_mime.c>\n")
	for _, t := range types {
		kind, charset, _ := strings.Cut(t[1], "; charset=")
		fmt.Fprintf(&b, "\tAddType %s %s\n", kind, t[0])
		if charset != "" {
			fmt.Fprintf(&b, "\tAddCharset %s %s\n", charset, t[0])
		}
	}
	b.WriteString("</IfModule>\n<IfModule mod_deflate.c>\n\t<IfModule mod_filter.c>\n\t\tAddOutputFilterByType DEFLATE")
	for _, t := range types {
		if kind, _, _ := strings.Cut(t[1], ";"); kind != "font/woff2" {
			b.WriteString(" " + kind)
		}
	}
	b.WriteString("\n\t</IfModule>\n</IfModule>\n")
	fmt.Fprintf(&b, "<IfModule mod_alias.c>\n\tRedirectMatch 404 \"/%s(/|$)\"\n</IfModule>\n", strings.ReplaceAll(private, ".", `\.`))
	if h.NotFound {
		fmt.Fprintf(&b, "<IfModule core.c>\n\tErrorDocument 404 %s404.html\n</IfModule>\n", h.base())
	}
	return b.Bytes()
}

// webConfig: a type or header that the server has already may not be added again (error
// 500.19), so each is removed first.
func (h Host) webConfig() []byte {
	var b bytes.Buffer
	attr := func(s string) string {
		var x bytes.Buffer
		_ = xml.EscapeText(&x, []byte(s)) // a buffer takes everything
		return x.String()
	}
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n\t<system.webServer>\n\t\t<staticContent>\n")
	for _, t := range types {
		fmt.Fprintf(&b, "\t\t\t<remove fileExtension=\"%s\" />\n\t\t\t<mimeMap fileExtension=\"%[1]s\" mimeType=\"%s\" />\n", t[0], attr(t[1]))
	}
	b.WriteString("\t\t\t<clientCache cacheControlMode=\"DisableCache\" />\n\t\t</staticContent>\n")
	b.WriteString("\t\t<defaultDocument enabled=\"true\">\n\t\t\t<files>\n\t\t\t\t<clear />\n\t\t\t\t<add value=\"index.html\" />\n\t\t\t</files>\n\t\t</defaultDocument>\n")
	b.WriteString("\t\t<httpProtocol>\n\t\t\t<customHeaders>\n")
	for _, x := range append(h.headers(), [2]string{"X-Powered-By"}) {
		fmt.Fprintf(&b, "\t\t\t\t<remove name=\"%s\" />\n", x[0])
		if x[1] != "" {
			fmt.Fprintf(&b, "\t\t\t\t<add name=\"%s\" value=\"%s\" />\n", x[0], attr(x[1]))
		}
	}
	b.WriteString("\t\t\t</customHeaders>\n\t\t</httpProtocol>\n")
	if h.NotFound {
		b.WriteString("\t\t<httpErrors errorMode=\"Custom\">\n\t\t\t<remove statusCode=\"404\" subStatusCode=\"-1\" />\n" +
			"\t\t\t<error statusCode=\"404\" subStatusCode=\"-1\" path=\"404.html\" responseMode=\"File\" />\n\t\t</httpErrors>\n")
	}
	b.WriteString("\t</system.webServer>\n")
	for _, p := range slices.Sorted(slices.Values(h.Hashed)) {
		fmt.Fprintf(&b, "\t<location path=\"%s\">\n\t\t<system.webServer>\n\t\t\t<staticContent>\n"+
			"\t\t\t\t<clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" />\n"+
			"\t\t\t</staticContent>\n\t\t</system.webServer>\n\t</location>\n", attr(p))
	}
	b.WriteString("</configuration>\n")
	return b.Bytes()
}

// Nginx gives the settings of nginx for a site in the folder dir: what conf.d/*.conf holds.
func (h Host) Nginx(name, dir string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "map $uri $redskab_cache {\n\tdefault \"%s\";\n\t\"~%s\" \"%s\";\n}\n", ask, hashedName, forever)
	fmt.Fprintf(&b, "server {\n\tlisten 80;\n\tserver_name %s;\n\troot %s;\n\tcharset utf-8;\n\tcharset_types text/css text/javascript application/javascript;\n", name, dir)
	b.WriteString("\tinclude mime.types;\n\ttypes {\n\t\tapplication/manifest+json webmanifest;\n\t}\n" +
		"\tgzip on;\n\tgzip_types text/css text/javascript application/javascript application/json image/svg+xml;\n")
	for _, x := range h.headers() {
		fmt.Fprintf(&b, "\tadd_header %s \"%s\" always;\n", x[0], x[1])
	}
	b.WriteString("\tadd_header Cache-Control $redskab_cache;\n")
	fmt.Fprintf(&b, "\tlocation /%s { return 404; }\n", private)
	if h.NotFound {
		b.WriteString("\terror_page 404 /404.html;\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// Caddy gives the Caddyfile of a site in the folder dir.
func (h Host) Caddy(name, dir string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s {\n\troot * %s\n\tencode gzip\n\theader {\n", name, dir)
	for _, x := range h.headers() {
		fmt.Fprintf(&b, "\t\t%s \"%s\"\n", x[0], x[1])
	}
	fmt.Fprintf(&b, "\t}\n\t@hashed {\n\t\tfile\n\t\tpath_regexp %s\n\t}\n\t@plain not path_regexp %[1]s\n"+
		"\theader @hashed Cache-Control \"%s\"\n\theader @plain Cache-Control \"%s\"\n", hashedName, forever, ask)
	if h.NotFound {
		b.WriteString("\thandle_errors {\n\t\trewrite * /404.html\n\t\tfile_server\n\t}\n")
	}
	fmt.Fprintf(&b, "\tfile_server {\n\t\thide %s\n\t}\n}\n", path.Join(dir, private))
	return b.String()
}
