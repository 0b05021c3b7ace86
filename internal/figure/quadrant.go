package figure

// quadrant has an axis for each of two numbers, which cross at mid, and a name in each
// corner. The ends of an axis that has no range are those of its answers.
func quadrant(d *drawing) {
	const left, right, top, foot = 12, 448, 36, 424
	x, y := d.spec.Parts["x"], d.spec.Parts["y"]
	d.set("viewBox", "0 0 460 470")
	d.set("data-left", left)
	d.set("data-right", right)
	d.set("data-top", top)
	d.set("data-foot", foot)
	d.shape(`<rect class="box" x="%d" y="%d" width="%d" height="%d"/>`, left, top, right-left, foot-top)
	midX, midY := d.middle(x, left, right), d.middle(y, foot, top)
	d.shape(`<path class="cross" d="M%s %dV%dM%d %sH%d"/>`, num(midX), top, foot, left, num(midY), right)
	d.set("data-mid-x", num(midX))
	d.set("data-mid-y", num(midY))
	d.text(left, top-12, "start", "↑ "+axisName(y), 60)
	d.text(right, foot+28, "end", axisName(x)+" →", 60)
	for i, corner := range d.spec.Corner {
		at, anchor, down := left+8.0, "start", top+22.0
		if i%2 == 1 {
			at, anchor = right-8, "end"
		}
		if i > 1 {
			down = foot - 10
		}
		d.shape(`<g class="corner">`)
		d.text(at, down, anchor, corner, 40)
		d.shape(`</g>`)
	}
}

// middle is where mid stands between the ends of an axis; without a mid, or where the ends
// are not known, halfway.
func (d *drawing) middle(p Part, from, to float64) float64 {
	mid := d.spec.Mid
	if mid == 0 || p.High == p.Low {
		return (from + to) / 2
	}
	low, high := margins(p.Low, p.High)
	return from + (to-from)*(mid-low)/(high-low)
}

// margins gives the ends of an axis half a step beyond those of the scale, so that what
// stands at its ends stands inside.
func margins(low, high float64) (float64, float64) {
	return low - (high-low)/8, high + (high-low)/8
}

// axisName is what an axis is called, with the ends of its range.
func axisName(p Part) string {
	if p.High == p.Low {
		return p.Label
	}
	return p.Label + ", " + num(p.Low) + "–" + num(p.High)
}
