package content

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// photo gives a JPEG of 6 by 4 pixels; with orientation 6 its Exif data says it lies on
// its side.
func photo(t *testing.T, orientation byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 6, 4)), nil); err != nil {
		t.Fatal(err)
	}
	if orientation == 0 {
		return b.Bytes()
	}
	exif := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + string(orientation) + "\x00\x00\x00\x00\x00\x00\x00"
	segment := "\xff\xe1\x00" + string(rune(len(exif)+2)) + exif
	return append(append([]byte("\xff\xd8"), segment...), b.Bytes()[2:]...)
}

func encoded(t *testing.T, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unbase64(t *testing.T, s string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestImageSizes(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 6, 4))
	webp := unbase64(t, "UklGRh4AAABXRUJQVlA4TBEAAAAvBcAAAAfQ//73v/+BiOh/AAA=")
	avif := []byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x00\x06\x00\x00\x00\x04")
	tests := []struct {
		file          string
		data          []byte
		width, height int
	}{
		{"a.png", encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, grey) }), 6, 4},
		{"a.gif", encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, grey, nil) }), 6, 4},
		{"a.jpg", photo(t, 0), 6, 4},
		{"A.JPEG", photo(t, 1), 6, 4},
		{"on-its-side.jpg", photo(t, 6), 4, 6},
		{"a.webp", webp, 6, 4},
		{"a.avif", avif, 6, 4},
		{"illustrator.svg", []byte("<!DOCTYPE svg [<!ENTITY ns \"x\">]>\n<svg xmlns:x=\"&ns;\" viewBox=\"0,0,6,4\"/>"), 6, 4},
		{"centimetres.svg", []byte(`<svg width="6cm" height="4cm"/>`), 0, 0},
		{"half.svg", []byte(`<svg width="6"/>`), 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			tree, ps := Load(fstest.MapFS{"content/" + tt.file: {Data: tt.data}, "content/_index.md": {}}, "content", Options{})
			if len(ps) > 0 {
				t.Fatal(ps)
			}
			for _, f := range tree.Files {
				if f.Width != tt.width || f.Height != tt.height {
					t.Errorf("%d by %d, want %d by %d", f.Width, f.Height, tt.width, tt.height)
				}
			}
		})
	}
}

func TestImagesThatAreNone(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 6, 4))
	png := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, grey) })
	const want = "content/x: is not an image of the type that its name says (save it anew in the format that its name says)"
	for name, data := range map[string][]byte{
		"a PNG cut short":             png[:20],
		"nothing":                     {},
		"a PNG named jpg":             png,
		"a page of the web named png": []byte("<!doctype html>"),
	} {
		t.Run(name, func(t *testing.T) {
			file := "x.jpg"
			if name != "a PNG named jpg" {
				file = "x.png"
			}
			_, ps := Load(fstest.MapFS{"content/" + file: {Data: data}, "content/_index.md": {}}, "content", Options{})
			for i := range ps {
				ps[i].Pos.File = "content/x"
			}
			if diff := cmp.Diff(want, ps.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Whatever the bytes, measuring an image ends.
func FuzzMeasureImage(f *testing.F) {
	f.Add("a.svg", []byte(`<svg viewBox="0 0 1 1"/>`))
	f.Add("a.avif", []byte("\x00\x00\x00\x1cftypavifispe\x00\x00\x00\x00\x00\x00\x00\x06\x00\x00\x00\x04"))
	f.Add("a.jpg", []byte("\xff\xd8\xff\xe1\x00\x20Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if !isImage(name) {
			return
		}
		m := measureImage(fstest.MapFS{"x." + extension(name): {Data: data}}, "x."+extension(name))
		if m.err == nil && (m.width < 0 || m.height < 0) {
			t.Errorf("%d by %d", m.width, m.height)
		}
		turned(fstest.MapFS{"x": {Data: data}}, "x")
	})
}
