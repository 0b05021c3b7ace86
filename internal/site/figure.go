package site

import (
	"html/template"
	"slices"
	"strconv"

	"redskab/internal/figure"
	"redskab/internal/worksheet"
)

// figure makes the view of the i-th block of a sheet, a figure.
func (m blockMaker) figure(f *worksheet.Figure, i int) FigureView {
	v := FigureView{Figure: f, When: m.when(f.Condition), ID: "figur-" + strconv.Itoa(i+1), Data: m.model.FigureJSON(f)}
	v.Help, v.HelpSay = m.help(f.Help, f.HelpText)
	d := m.model.Drawing(f)
	if d == nil {
		return v
	}
	spec := figure.Spec{Kind: f.Kind, ID: v.ID, Title: f.Title, Mid: f.Mid, Parts: map[string]figure.Part{}, Names: d.Names}
	for _, one := range d.Values {
		spec.Values = append(spec.Values, figure.Value{Label: one.Field.Label, Low: one.Low, High: one.High})
		v.Labels = append(v.Labels, one.Field.Label)
	}
	if d.Mark != nil && d.Rows == nil {
		v.Labels = append(v.Labels, d.Mark.Field.Label)
	}
	for part, one := range d.Parts {
		spec.Parts[part] = partOf(one)
	}
	for _, corner := range f.Corners {
		spec.Corner = append(spec.Corner, corner.Label)
	}
	if f.Kind == "ladder" && d.Rows == nil {
		spec.Steps = partOf(d.Values[0])
	}
	if f.Kind == "compass" && d.Rows != nil {
		for _, way := range spec.Parts["group"].Options {
			spec.Values = append(spec.Values, figure.Value{Label: way})
			v.Labels = append(v.Labels, way)
		}
	}
	v.Blank = template.HTML(figure.Blank(spec))
	v.Key = keyOf(f.Kind, d, spec.Values)
	v.Names = slices.Contains([]string{"quadrant", "wheel", "heat", "network"}, f.Kind)
	v.Columns = headsOf(f, d)
	return v
}

func partOf(d worksheet.Drawn) figure.Part {
	p := figure.Part{Label: d.Field.Label, Kind: d.Field.Kind, Low: d.Low, High: d.High}
	for _, o := range d.Field.Options {
		if o.Aside || o.Retired {
			continue
		}
		p.Options = append(p.Options, o.Label)
		if d.Field.Kind == "scale" {
			p.Numbers = append(p.Numbers, o.ID)
		}
	}
	return p
}

// keyOf says what the colours and shapes of a figure mean, or its numbers.
func keyOf(kind string, d *worksheet.Drawing, values []figure.Value) []FigureOption {
	switch kind {
	case "staircase":
		return stepsKey(d.Parts["y"].Field.Options)
	case "ladder":
		from, to := d.Parts["from"], d.Parts["to"]
		if d.Rows == nil {
			from, to = d.Values[0], d.Values[1]
		}
		key := []FigureOption{{Label: from.Field.Label, Shape: "circle"}, {Label: to.Field.Label, Shape: "diamond"}}
		if from.Cell.Type.Set.ID != to.Cell.Type.Set.ID {
			return key // its steps have other words at either end
		}
		return append(key, stepsKey(from.Field.Options)...)
	case "radar":
		var key []FigureOption
		for i, v := range values {
			key = append(key, FigureOption{Number: strconv.Itoa(i + 1), Label: v.Label})
		}
		return key
	case "star", "compass":
		var key []FigureOption
		for i, v := range values {
			if figure.Numbered(values) {
				key = append(key, FigureOption{Number: strconv.Itoa(i + 1), Label: v.Label})
			}
		}
		if d.Rows != nil {
			return key
		}
		return append(key, optionsKey(d.Values[0].Field.Options)...)
	case "timeline":
		mark, marked := d.Parts["mark"]
		if status, ok := d.Parts["status"]; ok && marked {
			// The shape is that of the mark, so the status is told by its colour and, on the line, its word.
			key := optionsKey(mark.Field.Options)
			for i := range key {
				key[i].Colour = ""
			}
			for _, o := range optionsKey(status.Field.Options) {
				key = append(key, FigureOption{Label: o.Label, Colour: o.Colour, Shape: "bar"})
			}
			return key
		}
	case "heat":
		return nil
	case "bars":
		if _, ok := d.Parts["compare"]; ok {
			return comparedKey(d)
		}
	}
	for _, part := range []string{"group", "status", "mark"} {
		if one, ok := d.Parts[part]; ok {
			return optionsKey(one.Field.Options)
		}
	}
	return nil
}

// stepsKey says what the steps of a scale are called, those that have a name.
func stepsKey(options []worksheet.Option) []FigureOption {
	var key []FigureOption
	for _, o := range options {
		if !o.Aside && !o.Retired && o.Label != o.ID {
			key = append(key, FigureOption{Number: o.ID, Label: o.Label})
		}
	}
	return key
}

// comparedKey says which bar is whose.
func comparedKey(d *worksheet.Drawing) []FigureOption {
	key := []FigureOption{{Label: d.Parts["x"].Field.Label, Shape: "bar"}}
	for i, shape := range []string{"diamond", "triangle", "square"} { // as in figures/bars.ts
		if one, ok := d.Parts[worksheet.ComparePart(i)]; ok {
			key = append(key, FigureOption{Label: one.Field.Label, Shape: shape})
		}
	}
	return key
}

func optionsKey(options []worksheet.Option) []FigureOption {
	var key []FigureOption
	for i, o := range options {
		if !o.Retired {
			key = append(key, FigureOption{Label: o.Label, Colour: o.Colour, Shape: worksheet.ShapeOf(o, i)})
		}
	}
	return key
}

// headsOf gives the heads of the table that holds the facts of the figure.
func headsOf(f *worksheet.Figure, d *worksheet.Drawing) []string {
	if d.Rows == nil {
		return []string{"Spørgsmål", "Svar"}
	}
	if f.Kind == "compass" {
		return []string{d.Parts["group"].Field.Label, "Antal"}
	}
	if f.Kind == "stacked" {
		heads := []string{"Rækker"}
		if x, ok := d.Parts["x"]; ok {
			heads[0] = x.Field.Label
		}
		for _, o := range d.Parts["group"].Field.Options {
			if !o.Retired {
				heads = append(heads, o.Label)
			}
		}
		return append(heads, "Intet svar", "I alt")
	}
	if f.Kind == "heat" {
		count := "Antal"
		if size, ok := d.Parts["size"]; ok {
			count = size.Field.Label
		}
		return []string{d.Parts["y"].Field.Label, d.Parts["x"].Field.Label, count}
	}
	var heads []string
	for _, part := range []string{"label", "from", "to", "x", "compare", "compare-2", "compare-3", "y", "month", "start", "end", "lane", "group", "status", "size", "mark", "after", "low", "high"} {
		if one, ok := d.Parts[part]; ok {
			heads = append(heads, one.Field.Label)
		}
	}
	return heads
}
