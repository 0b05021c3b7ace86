// Package figure draws the figures of a sheet as they are before anybody has answered: the
// axes, steps and rings that are known when the site is built. On paper they are to be drawn
// on; in the page the script adds the answers (internal/browser/src/figures).
//
// Its two nouns are Spec, what a figure is of, and its drawing, SVG.
//
// Rules:
//
//   - What is known at build time is drawn here and nowhere else. The script is told by data
//     attributes where things are (data-cx, data-zero …) and draws into g.layer alone.
//   - Every drawing has a title and a description. Colours are classes: the stylesheet knows
//     dark, forced colours and paper.
//   - What only stands for answers that nobody knows yet (lines to write on, empty rings) is
//     drawn in g.unknown, which the stylesheet hides as soon as there is an answer.
//   - Text is set for 16 px and grows with nothing: drawings of width 100% have no viewBox,
//     those with one are narrow enough to be read on a phone.
package figure

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Spec is what a figure is of.
type Spec struct {
	Kind   string
	ID     string // of the page, for the ids of title and description
	Title  string
	Values []Value
	Parts  map[string]Part // of rows, by the part a column plays
	Steps  Part            // the scale of a ladder of two values
	Mid    float64
	Corner []string // labels, from the top left
	Names  []string // what the rows are called, when all of them are known
}

// A Value has a label and the ends of its range.
type Value struct {
	Label     string
	Low, High float64
}

// A Part is a column that plays a part.
type Part struct {
	Label     string
	Kind      string // of the question
	Low, High float64
	Options   []string // labels, those that are no aside
	Numbers   []string // of a scale: the options' numbers
}

// Blank draws the figure without answers.
func Blank(s Spec) string {
	d := drawing{spec: s}
	draw := kinds[s.Kind]
	if draw == nil {
		return ""
	}
	draw(&d)
	return d.svg()
}

var kinds = map[string]func(*drawing){
	"balance":   balance,
	"bars":      bars,
	"compass":   compass,
	"funnel":    funnel,
	"heat":      heat,
	"ladder":    ladder,
	"network":   network,
	"quadrant":  quadrant,
	"radar":     radar,
	"stacked":   stacked,
	"staircase": staircase,
	"star":      star,
	"timeline":  timeline,
	"wheel":     wheel,
}

// A drawing is SVG under way.
type drawing struct {
	spec  Spec
	attrs []string // of the svg element
	b     strings.Builder
}

func (d *drawing) svg() string {
	id := d.spec.ID
	return fmt.Sprintf(`<svg class="chart chart-%s" role="img" aria-labelledby="%s-t %s-d"%s><title id="%s-t">%s</title><desc id="%s-d">Ingen svar endnu.</desc><g class="base" aria-hidden="true">%s</g><g class="layer" aria-hidden="true"></g></svg>`,
		d.spec.Kind, id, id, strings.Join(d.attrs, ""), id, html.EscapeString(d.spec.Title), id, d.b.String())
}

// set gives the svg element an attribute.
func (d *drawing) set(name string, value any) {
	d.attrs = append(d.attrs, fmt.Sprintf(` %s="%v"`, name, value))
}

func (d *drawing) shape(format string, args ...any) { fmt.Fprintf(&d.b, format, args...) }

// unknown draws what gives way to the answers.
func (d *drawing) unknown(draw func()) {
	d.shape(`<g class="unknown">`)
	draw()
	d.shape(`</g>`)
}

// open is a figure as wide as the page and so high while it has no answers; the script gives
// it the height of its answers.
func (d *drawing) open(height int) {
	d.set("width", "100%")
	d.set("height", height)
	d.set("data-empty", height)
}

// text sets words at a place, in lines of so many letters at most, one below the other.
func (d *drawing) text(x, y float64, anchor, words string, letters int) {
	lines := wrap(words, letters)
	fmt.Fprintf(&d.b, `<text x="%s" y="%s" text-anchor="%s">`, num(x), num(y), anchor)
	for i, line := range lines {
		dy := "0"
		if i > 0 {
			dy = "1.15em"
		}
		fmt.Fprintf(&d.b, `<tspan x="%s" dy="%s">%s</tspan>`, num(x), dy, html.EscapeString(line))
	}
	d.b.WriteString(`</text>`)
}

// wrap breaks words into lines of so many letters where there is a space; a longer word
// stands alone.
func wrap(words string, letters int) []string {
	var lines []string
	for _, word := range strings.Fields(words) {
		if n := len(lines); n > 0 && utf8.RuneCountInString(lines[n-1])+1+utf8.RuneCountInString(word) <= letters {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// num writes a coordinate with one decimal at most.
func num(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }

// zero is the number in the middle of a radar, or at the foot of a bar: one below a scale
// that begins at 1, so that its lowest answer can be seen.
func zero(low float64) float64 {
	if low == 1 {
		return 0
	}
	return low
}
