package content

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image"
	_ "image/gif" // the formats whose sizes are read
	_ "image/jpeg"
	_ "image/png"
	"io"
	"io/fs"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp" // as above

	"redskab/internal/source"
)

// What is known of an image from its first bytes.
type measured struct {
	width, height int // 0 when not known
	err           error
	script        bool // an SVG that would run a script when it is opened alone
}

var errNotImage = errors.New("not an image")

// maxImageHead bounds what is read of an image: photos keep previews before their size.
const maxImageHead = 4 << 20

func (m measured) problems(file string) (ps source.Problems) {
	pos := source.Position{File: file}
	switch {
	case errors.Is(m.err, errNotImage):
		ps.Add("not-an-image", pos, "save it anew in the format that its name says", "is not an image of the type that its name says")
	case m.err != nil:
		unreadable(&ps, file, m.err)
	case m.script:
		ps.Add("svg-script", pos, "save it without scripts", "holds a script, which would run when the image is opened alone")
	}
	return ps
}

// measureImage reads the size of an image in pixels from its head.
func measureImage(fsys fs.FS, name string) measured {
	f, err := fsys.Open(name)
	if err != nil {
		return measured{err: err}
	}
	defer f.Close()
	r := bufio.NewReader(io.LimitReader(f, maxImageHead))
	switch extension(name) {
	case "svg":
		return measureSVG(r)
	case "avif":
		head, err := io.ReadAll(io.LimitReader(r, 64<<10))
		if err != nil {
			return measured{err: err}
		}
		return measureAVIF(head)
	}
	cfg, format, err := image.DecodeConfig(r)
	wanted := strings.Replace(extension(name), "jpg", "jpeg", 1)
	if err != nil || format != wanted || cfg.Width < 1 || cfg.Height < 1 {
		return measured{err: errNotImage}
	}
	m := measured{width: cfg.Width, height: cfg.Height}
	if format == "jpeg" && turned(fsys, name) {
		m.width, m.height = m.height, m.width
	}
	return m
}

// measureSVG reads width and height of the svg element, or its viewBox.
func measureSVG(r io.Reader) measured {
	text, err := io.ReadAll(r)
	if err != nil {
		return measured{err: err}
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false // drawing programs leave entities of their own
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		token, err := d.Token()
		if err != nil {
			return measured{err: errNotImage}
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "svg" {
			return measured{err: errNotImage}
		}
		m := measured{script: bytes.Contains(bytes.ToLower(text), []byte("<script"))}
		var box []string
		for _, a := range start.Attr {
			switch a.Name.Local {
			case "width":
				m.width = pixels(a.Value)
			case "height":
				m.height = pixels(a.Value)
			case "viewBox":
				box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' })
			}
		}
		if (m.width == 0 || m.height == 0) && len(box) == 4 {
			m.width, m.height = pixels(box[2]), pixels(box[3])
		}
		if m.width == 0 || m.height == 0 {
			m.width, m.height = 0, 0
		}
		return m
	}
}

// pixels reads a length of SVG: a number, alone or with px. Other units are 0, not known.
func pixels(s string) int {
	x, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || x < 1 || x > 1e6 {
		return 0
	}
	return int(x + 0.5)
}

// measureAVIF reads the size in the first ispe box. AVIF is boxes in boxes, but this name
// comes in no other place of the head.
func measureAVIF(head []byte) measured {
	if len(head) < 12 || string(head[4:8]) != "ftyp" {
		return measured{err: errNotImage}
	}
	at := bytes.Index(head, []byte("ispe"))
	if at < 0 || at+16 > len(head) {
		return measured{err: errNotImage}
	}
	width, height := binary.BigEndian.Uint32(head[at+8:]), binary.BigEndian.Uint32(head[at+12:])
	if width < 1 || height < 1 || width > 1<<20 || height > 1<<20 {
		return measured{err: errNotImage}
	}
	return measured{width: int(width), height: int(height)}
}

// turned reports whether a photo says that its sides must be swapped when it is shown, as
// browsers do: orientation 5 to 8 in its Exif data.
func turned(fsys fs.FS, name string) bool {
	f, err := fsys.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 64<<10))
	if err != nil {
		return false
	}
	at := bytes.Index(head, []byte("Exif\x00\x00"))
	if at < 0 || at+14 > len(head) {
		return false
	}
	tiff := head[at+6:]
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	first := int(order.Uint32(tiff[4:]))
	if first < 8 || first+2 > len(tiff) {
		return false
	}
	for i := range int(order.Uint16(tiff[first:])) {
		entry := first + 2 + 12*i
		if entry+12 > len(tiff) {
			return false
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			o := order.Uint16(tiff[entry+8:])
			return o >= 5 && o <= 8
		}
	}
	return false
}
