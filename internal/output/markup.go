package output

import "bytes"

// dialect is a kind of markup; they differ in what white space means.
type dialect uint8

const (
	asHTML dialect = iota
	asSVG
	asXML
)

// A shrinker copies markup from src to dst and leaves out what Minify promises to leave
// out. It follows the HTML standard in where tags, attributes and comments begin and end;
// what it does not understand it copies.
type shrinker struct {
	dst     []byte
	src     []byte
	kind    dialect
	figures int  // open svg elements within HTML
	kept    int  // open pre and listing elements
	space   bool // dst ends in white space of a text, and only comments have been left out since
}

// shrinkMarkup appends src to dst.
func shrinkMarkup(dst, src []byte, kind dialect) []byte {
	z := shrinker{dst: dst, src: src, kind: kind}
	for i := 0; i < len(src); {
		next := bytes.IndexByte(src[i:], '<')
		if next < 0 {
			next = len(src) - i
		}
		if next > 0 {
			z.text(src[i : i+next])
			i += next
			continue
		}
		i = z.tag(i)
	}
	return z.dst
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// text copies a text, runs of white space as one character: the line feed if there is one,
// since `white-space: pre-line` shows it; in SVG a space if there is one, since older SVG
// drops line feeds.
func (z *shrinker) text(s []byte) {
	if z.kept > 0 {
		z.dst = append(z.dst, s...)
		return
	}
	if z.kind == asXML && len(bytes.TrimLeft(s, " \t\r\n")) > 0 {
		z.dst = append(z.dst, s...)
		z.space = false
		return
	}
	strong, weak := byte('\n'), byte(' ')
	if z.kind == asSVG || z.figures > 0 {
		strong, weak = weak, strong
	}
	from := 0 // what follows from here is not copied yet
	for i := 0; i < len(s); {
		if s[i] > ' ' {
			i++
			continue
		}
		if !isSpace(s[i]) {
			i++
			continue
		}
		if s[i] == ' ' && i+1 < len(s) && s[i+1] > ' ' && (i > 0 || !z.space) {
			i++ // by far the most frequent
			continue
		}
		if i > 0 {
			z.space = false
		}
		z.dst = append(z.dst, s[from:i]...)
		char := weak
		for ; i < len(s) && isSpace(s[i]); i++ {
			if s[i] == strong || strong == ' ' && s[i] == '\t' || strong == '\n' && s[i] == '\r' {
				char = strong
			}
		}
		if !z.space {
			z.dst = append(z.dst, char)
		} else if char == strong {
			z.dst[len(z.dst)-1] = strong
		}
		z.space = true
		from = i
	}
	if from < len(s) {
		z.space = false
		z.dst = append(z.dst, s[from:]...)
	}
}

// tag copies what begins with the < at src[i], and gives where it ends.
func (z *shrinker) tag(i int) int {
	s := z.src[i:]
	c, closing := byte(0), false
	if len(s) > 1 {
		c = s[1]
	}
	if c == '/' && len(s) > 2 {
		closing, c = true, s[2]
	}
	switch {
	case 'a' <= c|0x20 && c|0x20 <= 'z', z.kind != asHTML && (c == '_' || c >= 0x80):
	case closing, c == '?', c == '!' && !bytes.HasPrefix(s, []byte("<!--")):
		return z.declaration(i)
	case c == '!':
		return z.comment(i)
	default:
		z.dst = append(z.dst, '<') // a text that happens to hold one
		z.space = false
		return i + 1
	}
	z.space = false
	start := 1
	if closing {
		start = 2
	}
	end := start + 1
	for end < len(s) && !isSpace(s[end]) && s[end] != '\f' && s[end] != '/' && s[end] != '>' {
		end++
	}
	name := s[start:end]
	after, selfClosing := z.attributes(i, end)
	if z.kind != asHTML {
		if !closing && !selfClosing && (string(name) == "style" || string(name) == "script") {
			return z.raw(after, name)
		}
		return after
	}
	return z.element(after, name, closing, selfClosing)
}

// element notes what a tag means for the white space that follows it.
func (z *shrinker) element(after int, name []byte, closing, selfClosing bool) int {
	if len(name) < 3 || len(name) > 9 {
		return after
	}
	var lower [9]byte
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	step := 1
	if closing {
		step = -1
	}
	switch string(lower[:len(name)]) {
	case "pre", "listing":
		z.kept = max(0, z.kept+step)
	case "svg":
		if !selfClosing {
			z.figures = max(0, z.figures+step)
		}
	case "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes":
		if !closing && !(selfClosing && z.figures > 0) {
			return z.raw(after, name)
		}
	case "plaintext":
		if !closing {
			z.dst = append(z.dst, z.src[after:]...)
			return len(z.src)
		}
	}
	return after
}

// attributes copies a tag from src[start] up to its end, of which src[start:start+name] is
// < and the name. It gives where the tag ends and whether it ends in />.
func (z *shrinker) attributes(start, name int) (end int, selfClosing bool) {
	s := z.src
	i := start + name
	from := start // what follows from here is not copied yet
	for i < len(s) {
		gap := i
		for i < len(s) && (isSpace(s[i]) || s[i] == '\f' || s[i] == '/') {
			i++
		}
		if i == len(s) {
			break
		}
		slash := i > gap && s[i-1] == '/'
		if s[i] == '>' {
			if i > gap {
				z.dst = append(z.dst, s[from:gap]...)
				if slash {
					if s[gap] != '/' { // a value without quotation marks may stand before it
						z.dst = append(z.dst, ' ')
					}
					z.dst = append(z.dst, '/')
				}
				from = i
			}
			z.dst = append(z.dst, s[from:i+1]...)
			return i + 1, slash
		}
		// A name that begins with = would become the value of the attribute before.
		if s[i] != '=' && (i-gap > 1 || i > gap && s[gap] != ' ') {
			z.dst = append(z.dst, s[from:gap]...)
			z.dst = append(z.dst, ' ')
			from = i
		}
		i = attribute(s, i)
	}
	z.dst = append(z.dst, s[from:]...) // the tag never ends
	return len(s), false
}

// attribute gives the end of the attribute that begins at s[i].
func attribute(s []byte, i int) int {
	i++ // an = here is part of the name
	for i < len(s) && !isSpace(s[i]) && s[i] != '\f' && s[i] != '/' && s[i] != '>' && s[i] != '=' {
		i++
	}
	eq := i
	for eq < len(s) && (isSpace(s[eq]) || s[eq] == '\f') {
		eq++
	}
	if eq == len(s) || s[eq] != '=' {
		return i
	}
	i = eq + 1
	for i < len(s) && (isSpace(s[i]) || s[i] == '\f') {
		i++
	}
	if i == len(s) || s[i] == '>' {
		return i
	}
	if q := s[i]; q == '"' || q == '\'' {
		n := bytes.IndexByte(s[i+1:], q)
		if n < 0 {
			return len(s)
		}
		return i + n + 2
	}
	for i < len(s) && !isSpace(s[i]) && s[i] != '\f' && s[i] != '>' {
		i++
	}
	return i
}

// raw copies up to the end tag of an element whose content is no markup.
func (z *shrinker) raw(i int, name []byte) int {
	s := z.src
	for end := i; ; {
		n := bytes.Index(s[end:], []byte("</"))
		if n < 0 {
			z.dst = append(z.dst, s[i:]...)
			return len(s)
		}
		end += n + 2
		if after := end + len(name); after < len(s) && bytes.EqualFold(s[end:after], name) &&
			(isSpace(s[after]) || s[after] == '\f' || s[after] == '/' || s[after] == '>') {
			z.dst = append(z.dst, s[i:end-2]...)
			return end - 2
		}
	}
}

// comment leaves a comment out, save in a pre, where a line feed after it would become the
// first and be lost.
func (z *shrinker) comment(i int) int {
	s := z.src[i:]
	end := -1
	switch {
	case z.kind == asHTML && bytes.HasPrefix(s, []byte("<!-->")):
		end = 5
	case z.kind == asHTML && bytes.HasPrefix(s, []byte("<!--->")):
		end = 6
	default:
		end = after(s, 4, "-->")
		inside := s
		if end > 0 {
			inside = s[:end]
		}
		if wrong := after(inside, 4, "--!>"); z.kind == asHTML && wrong > 0 {
			end = wrong
		}
	}
	if end < 0 {
		end = len(s)
		z.dst = append(z.dst, s...)
	} else if z.kept > 0 {
		z.dst = append(z.dst, s[:end]...)
	}
	return i + end
}

// declaration copies <!doctype …>, <?xml …?>, <![CDATA[ …]]> and what is none of these.
func (z *shrinker) declaration(i int) int {
	z.space = false
	s := z.src[i:]
	end := -1
	switch {
	case (z.kind != asHTML || z.figures > 0) && bytes.HasPrefix(s, []byte("<![CDATA[")):
		end = after(s, 9, "]]>")
	case z.kind != asHTML && s[1] == '?':
		end = after(s, 2, "?>")
	case z.kind != asHTML && s[1] == '!' && bytes.IndexByte(s[:max(0, bytes.IndexByte(s, '>'))], '[') > 0:
		end = after(s, 2, "]>") // a document type with declarations of its own
	default:
		end = after(s, 1, ">")
	}
	if end < 0 {
		end = len(s)
	}
	z.dst = append(z.dst, s[:end]...)
	return i + end
}

// after gives the index after the first mark in s[from:], or -1.
func after(s []byte, from int, mark string) int {
	n := bytes.Index(s[min(from, len(s)):], []byte(mark))
	if n < 0 {
		return -1
	}
	return from + n + len(mark)
}
