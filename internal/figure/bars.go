package figure

import (
	"html"
	"strconv"
)

const (
	barHeight   = 46 // of a bar with its name above it
	partsHeight = 54 // of a bar of parts
	laneHeight  = 20 // of what a bar is compared with, below it
)

// bars are one below the other, each with its name above it. A scale that begins below zero
// has its bars to either side.
func bars(d *drawing) {
	if d.spec.Values == nil {
		rowsOfBars(d)
		return
	}
	d.set("width", "100%")
	d.set("height", barHeight*len(d.spec.Values))
	for i, v := range d.spec.Values {
		d.shape(`<text x="0" y="%d">%s</text>`, i*barHeight+15, html.EscapeString(v.Label))
		d.room(i*barHeight+22, 16, v.Low, v.High)
	}
}

// rowsOfBars are bars of rows: with their names, or lines to write them on.
func rowsOfBars(d *drawing) {
	height := barHeight
	for i := 0; i < 3; i++ {
		if _, ok := d.spec.Parts[comparePart(i)]; ok {
			height += laneHeight
		}
	}
	x := d.spec.Parts["x"]
	d.named(d.spec.Names, height, func(y int) { d.room(y+22, 16, x.Low, x.High) })
}

// comparePart is as worksheet.ComparePart.
func comparePart(i int) string {
	if i == 0 {
		return "compare"
	}
	return "compare-" + strconv.Itoa(i+1)
}

// stacked are bars of parts: one for each option of x, or one for all rows.
func stacked(d *drawing) {
	x, parted := d.spec.Parts["x"]
	names := x.Options
	switch {
	case !parted:
		names = []string{"Alle"}
	case len(names) > mostNamed:
		names = nil
	}
	d.named(names, partsHeight, func(y int) { d.room(y+24, 24, 0, 0) })
}

const mostNamed = 8 // bars without an answer; more take a screen of nothing

// named draws what stands below each name, or below five lines to write names on.
func (d *drawing) named(names []string, height int, below func(y int)) {
	n := len(names)
	switch {
	case n == 0 && height > partsHeight:
		n = 3
	case n == 0:
		n = 5
	}
	end := n * height
	for _, name := range names {
		end += extra(name)
	}
	d.open(end)
	d.unknown(func() {
		y := 0
		for i := range n {
			if len(names) > 0 {
				d.text(0, float64(y+15), "start", names[i], letters)
				y += extra(names[i])
			} else {
				d.shape(`<line class="ring" x1="0" x2="60%%" y1="%d" y2="%d"/>`, y+16, y+16)
			}
			below(y)
			y += height
		}
	})
}

// letters is how many stand beside each other on a phone.
const letters = 32

// extra is how much higher a name makes its line than one of a line's length.
func extra(name string) int { return 18 * (len(wrap(name, letters)) - 1) }

// room is where a bar is drawn, with a line where it begins in the middle.
func (d *drawing) room(y, height int, low, high float64) {
	d.shape(`<rect class="bar-room" x="0" y="%d" width="100%%" height="%d"/>`, y, height)
	if low < 0 && high > 0 {
		at := num(-low / (high - low) * 100)
		d.shape(`<line class="cross" x1="%s%%" x2="%s%%" y1="%d" y2="%d"/>`, at, at, y-3, y+height+3)
	}
}

// funnel has its bars in the middle.
func funnel(d *drawing) {
	d.set("width", "100%")
	d.set("height", barHeight*len(d.spec.Values))
	for i, v := range d.spec.Values {
		d.shape(`<text x="0" y="%d">%s</text>`, i*barHeight+15, html.EscapeString(v.Label))
		d.room(i*barHeight+22, 16, 0, 0)
	}
}
