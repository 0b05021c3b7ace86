package figure

import (
	"html"
	"unicode/utf8"
)

// What stands below one another as wide as the page: no row is known yet, so on paper there
// are lines to write names on, and room to draw.

const lineHeight = 50

// timeline has a line for each thing to come, and twelve months across.
func timeline(d *drawing) {
	d.open(6*lineHeight + 10)
	d.unknown(func() {
		for i := range 13 {
			d.shape(`<line class="ring" x1="%s%%" x2="%s%%" y1="24" y2="%d"/>`, num(float64(i)*100/12), num(float64(i)*100/12), 6*lineHeight)
		}
		lines(d, 6)
	})
}

// ladder has a rung for each number of its scale: a line for each row, or one from a question
// to another. The numbers of the rungs stand above them all.
func ladder(d *drawing) {
	from, rows := d.spec.Parts["from"]
	height := lineHeight
	if _, ok := d.spec.Parts["low"]; ok {
		height += 24
	}
	names := d.spec.Names
	n := len(names)
	switch {
	case !rows:
		from, n = d.spec.Steps, 1
	case n == 0:
		n = 5
	}
	steps := len(from.Numbers)
	end := ladderHead + n*height + 6
	for _, name := range names {
		end += extra(name)
	}
	d.open(end)
	d.set("data-head", ladderHead)
	for s, number := range from.Numbers {
		d.shape(`<text class="tick" x="%s%%" y="14" text-anchor="middle">%s</text>`, num(place(s, steps)), number)
	}
	d.unknown(func() {
		y := ladderHead
		for i := range n {
			if i < len(names) {
				d.text(0, float64(y+18), "start", names[i], letters)
				y += extra(names[i])
			} else if rows {
				d.shape(`<path class="ring" d="M0 %dh180"/>`, y+20)
			}
			d.shape(`<line class="rail" x1="4%%" x2="96%%" y1="%d" y2="%d"/>`, y+36, y+36)
			for s := range steps {
				d.shape(`<circle class="rung" cx="%s%%" cy="%d" r="4"/>`, num(place(s, steps)), y+36)
			}
			y += height
		}
	})
}

const ladderHead = 20

// place is where a step of a scale stands, in per cent of the width.
func place(step, steps int) float64 {
	if steps < 2 {
		return 50
	}
	return 4 + 92*float64(step)/float64(steps-1)
}

// heat has a box for each pair; of a choice among rows, or a text, nobody knows how many.
func heat(d *drawing) {
	across := len(d.spec.Parts["x"].Options)
	if across == 0 {
		across = 5
	}
	d.open(5*lineHeight + 34)
	d.unknown(func() {
		d.heads(d.spec.Parts["x"].Options)
		for i := range 5 {
			for k := range across {
				d.shape(`<rect class="box" x="%s%%" y="%d" width="%s%%" height="28"/>`, num(float64(k)*100/float64(across)), i*lineHeight+50, num(100/float64(across)))
			}
		}
	})
}

// heads names the columns where there is room for it: not on a phone.
func (d *drawing) heads(options []string) {
	for _, label := range options {
		if 9*utf8.RuneCountInString(label) > 576/len(options) {
			return
		}
	}
	d.shape(`<g class="wide">`)
	for k, label := range options {
		d.shape(`<text class="head" x="%s%%" y="40" text-anchor="middle">%s</text>`, num((float64(k)+.5)*100/float64(len(options))), html.EscapeString(label))
	}
	d.shape(`</g>`)
}

func lines(d *drawing, n int) {
	for i := range n {
		d.shape(`<line class="ring" x1="0" x2="100%%" y1="%d" y2="%d"/>`, (i+1)*lineHeight, (i+1)*lineHeight)
	}
}
