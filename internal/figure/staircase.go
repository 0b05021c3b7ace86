package figure

// staircase has a step for each number of a scale. What the steps are called stands below,
// where there is room for it.
func staircase(d *drawing) {
	const width, height, foot = 460, 250, 250
	steps := d.spec.Parts["y"].Numbers
	if len(steps) == 0 {
		return
	}
	w, h := float64(width)/float64(len(steps)), float64(height-90)/float64(len(steps))
	d.set("viewBox", "0 0 460 252")
	d.set("data-steps", len(steps))
	d.set("data-width", num(w))
	d.set("data-height", num(h))
	d.set("data-foot", foot)
	for i, n := range steps {
		x, y := float64(i)*w, foot-float64(i+1)*h
		d.shape(`<rect class="stair" x="%s" y="%s" width="%s" height="%s"/>`, num(x), num(y), num(w), num(foot-y))
		d.shape(`<text class="stair-number" x="%s" y="%s" text-anchor="middle">%s</text>`, num(x+w/2), num(y+h/2+8), n)
	}
}
