package figure

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Figures that stand around a middle.

var months = []string{"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}

// wheel has a part for each month, the first at the top and then with the clock; of a choice,
// one for each option, in their order.
func wheel(d *drawing) {
	const cx, cy, r, hub = 230, 220, 176, 40
	names := months
	if p := d.spec.Parts["month"]; p.Kind == "choice" && len(p.Options) > 0 {
		names = nil
		for i := range p.Options {
			names = append(names, strconv.Itoa(i+1))
		}
		if len(names) == 12 {
			names = months
		}
	}
	d.set("viewBox", "0 0 460 440")
	d.set("data-cx", cx)
	d.set("data-cy", cy)
	d.set("data-r", r)
	d.set("data-hub", hub)
	d.set("data-parts", len(names))
	d.shape(`<circle class="box" cx="%d" cy="%d" r="%d"/><circle class="ring" cx="%d" cy="%d" r="%d"/>`, cx, cy, r, cx, cy, hub)
	for i, name := range names {
		x, y := at(i, len(names), cx, cy, r)
		hx, hy := at(i, len(names), cx, cy, hub)
		d.shape(`<path class="spoke" d="M%s %sL%s %s"/>`, num(hx), num(hy), num(x), num(y))
		a := 2*math.Pi*(float64(i)+.5)/float64(len(names)) - math.Pi/2
		d.text(cx+(r+20)*math.Cos(a), cy+(r+20)*math.Sin(a)+6, "middle", name, 20)
	}
}

// star has a point for each value, which is filled when it is answered, and a middle.
func star(d *drawing) {
	const cx, cy, r = 230, 150, 118
	n := len(d.spec.Values)
	if n == 0 {
		return
	}
	bottom := 0.0 + cy
	for i := range n {
		_, y := at(i, n, cx, cy, r)
		bottom = max(bottom, y+44)
	}
	d.set("viewBox", "0 0 460 "+num(bottom))
	d.set("data-cx", cx)
	d.set("data-cy", cy)
	d.set("data-r", r)
	d.set("data-inner", inner)
	for i := range n {
		d.shape(`<path class="star-point" d="%s"/>`, point(i, n, cx, cy, r))
	}
	d.around(cx, cy, r)
}

// inner is how far from the middle the points of a star begin.
const inner = 52

// point gives one point of a star.
func point(i, n int, cx, cy, r float64) string {
	x, y := at(i, n, cx, cy, r)
	a := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
	half := math.Pi / float64(n)
	side := func(a float64) string { return num(cx+inner*math.Cos(a)) + " " + num(cy+inner*math.Sin(a)) }
	return "M" + num(cx) + " " + num(cy) + "L" + side(a-half) + "L" + num(x) + " " + num(y) + "L" + side(a+half) + "z"
}

// Numbered says that a star's or compass's labels are too long to stand around it: then
// numbers do, and the labels are listed below.
func Numbered(values []Value) bool {
	return slices.ContainsFunc(values, func(v Value) bool { return utf8.RuneCountInString(v.Label) > 11 })
}

// around sets the values' labels outside a circle, or their numbers.
func (d *drawing) around(cx, cy, r float64) {
	for i, v := range d.spec.Values {
		words := v.Label
		if Numbered(d.spec.Values) {
			words = strconv.Itoa(i + 1)
		}
		x, y := at(i, len(d.spec.Values), cx, cy, r+16)
		anchor := "middle"
		switch {
		case x > cx+20:
			anchor = "start"
		case x < cx-20:
			anchor = "end"
		}
		down := 5.0
		if y > cy+r*.6 {
			down = 18
		}
		d.text(x, y+down, anchor, words, 40)
	}
}

// compass has four directions: up, right, down and left.
func compass(d *drawing) {
	const cx, cy, r = 230, 146, 112
	if len(d.spec.Values) != 4 {
		return
	}
	d.set("viewBox", "0 0 460 296")
	d.set("data-cx", cx)
	d.set("data-cy", cy)
	d.set("data-r", r)
	d.shape(`<circle class="box" cx="%d" cy="%d" r="%d"/><circle class="ring" cx="%d" cy="%d" r="%d"/>`, cx, cy, r, cx, cy, r/2)
	for i := range 4 {
		x, y := at(i, 4, cx, cy, r)
		d.shape(`<path class="spoke" d="M%d %dL%s %s"/>`, cx, cy, num(x), num(y))
	}
	d.around(cx, cy, r)
}

// network has eight rings to write in; the script draws as many as there are.
func network(d *drawing) {
	const cx, cy, r = 230, 190, 150
	d.set("viewBox", "0 0 460 380")
	d.set("data-cx", cx)
	d.set("data-cy", cy)
	d.set("data-r", r)
	d.unknown(func() {
		for i := range 8 {
			x, y := at(i, 8, cx, cy, r)
			d.shape(`<circle class="box" cx="%s" cy="%s" r="24"/>`, num(x), num(y))
		}
	})
}

// balance has two pans, in balance while nobody has put anything on them.
func balance(d *drawing) {
	const cx, top, arm, drop = 230, 50, 150, 70
	if len(d.spec.Values) != 2 {
		return
	}
	below := 0
	for _, v := range d.spec.Values {
		below = max(below, len(wrap(v.Label, 14)))
	}
	d.set("viewBox", "0 0 460 "+strconv.Itoa(226+28*below))
	d.set("data-cx", cx)
	d.set("data-top", top)
	d.set("data-arm", arm)
	d.set("data-drop", drop)
	d.shape(`<path class="stand" d="M%d %dV210M%d 210h100"/><circle class="stand" cx="%d" cy="%d" r="7"/>`, cx, top, cx-50, cx, top)
	d.unknown(func() {
		d.shape(`<path class="beam" d="M%d %dH%d"/>`, cx-arm, top, cx+arm)
		for _, x := range []int{cx - arm, cx + arm} {
			d.shape(`<path class="spoke" d="M%d %dl-56 %dM%d %dl56 %d"/><path class="pan" d="M%d %dh120q-8 30-60 30t-60-30z"/>`, x, top, drop, x, top, drop, x-60, top+drop)
		}
	})
	d.text(cx-arm, 238, "middle", d.spec.Values[0].Label, 14)
	d.text(cx+arm, 238, "middle", d.spec.Values[1].Label, 14)
}
