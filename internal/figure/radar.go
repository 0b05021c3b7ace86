package figure

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// radar has a spoke for each value and a ring for each whole number between the ends. On a
// phone there is no room for names beside it: there they are numbers, and listed below.
func radar(d *drawing) {
	const cx, cy, r = 230, 190, 128
	values := d.spec.Values
	if len(values) == 0 {
		return
	}
	foot, high := zero(values[0].Low), values[0].High
	// A web with few corners leaves room below that nothing stands in.
	bottom := cy + 40.0
	for i := range values {
		_, y := at(i, len(values), cx, cy, r)
		bottom = max(bottom, y+50)
	}
	left, right := 0.0, 460.0
	for i, v := range values {
		lx, _ := at(i, len(values), cx, cy, r+18)
		switch {
		case lx > cx+20:
			right = max(right, lx+wide(v.Label, 14))
		case lx < cx-20:
			left = min(left, lx-wide(v.Label, 14))
		}
	}
	d.set("viewBox", num(left)+" 0 "+num(right-left)+" "+num(bottom))
	d.set("data-cx", cx)
	d.set("data-cy", cy)
	d.set("data-r", r)
	d.set("data-zero", num(foot))
	d.set("data-high", num(high))
	step := 1.0
	for (high-foot)/step > 6 {
		step *= 5
	}
	for n := foot + step; n <= high; n += step {
		d.shape(`<polygon class="ring" points="`)
		for i := range values {
			x, y := at(i, len(values), cx, cy, r*(n-foot)/(high-foot))
			d.shape("%s,%s ", num(x), num(y))
		}
		d.shape(`"/>`)
	}
	d.spokes(values, cx, cy, r)
	for n := foot + step; n <= high; n += step {
		d.shape(`<text class="tick" x="%d" y="%s" text-anchor="end">%s</text>`, cx-6, num(cy-r*(n-foot)/(high-foot)+4), num(n))
	}
}

// spokes draws a spoke for each value with its name beside it, and its number on a phone.
func (d *drawing) spokes(values []Value, cx, cy, r float64) {
	for i, v := range values {
		x, y := at(i, len(values), cx, cy, r)
		d.shape(`<path class="spoke" d="M%s %sL%s %s"/>`, num(cx), num(cy), num(x), num(y))
		lx, ly := at(i, len(values), cx, cy, r+18)
		anchor, lines := "middle", len(wrap(v.Label, 14))
		switch {
		case lx > cx+20:
			anchor = "start"
		case lx < cx-20:
			anchor = "end"
		}
		// A label above the middle ends at its place, one below begins there.
		down := 5 - 9.0*float64(lines-1)
		if ly < cy-r {
			down = -18 * float64(lines-1)
		} else if ly > cy+r {
			down = 12
		}
		d.shape(`<g class="wide">`)
		d.text(lx, ly+down, anchor, v.Label, 14)
		d.shape(`</g><g class="narrow">`)
		d.text(lx, ly+7, "middle", strconv.Itoa(i+1), 14)
		d.shape(`</g>`)
	}
}

// at gives the place on spoke i of n, so far from the middle; the first points upwards.
func at(i, n int, cx, cy, r float64) (x, y float64) {
	a := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
	return cx + r*math.Cos(a), cy + r*math.Sin(a)
}

// wide is how much room words take in lines of so many letters.
func wide(words string, letters int) float64 {
	most := 0
	for _, line := range wrap(words, letters) {
		most = max(most, utf8.RuneCountInString(line))
	}
	return 8.6 * float64(most)
}
