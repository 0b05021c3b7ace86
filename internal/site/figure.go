package site

import (
	"html/template"
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
	spec := figure.Spec{Kind: f.Kind, ID: v.ID, Title: f.Title, Mid: f.Mid, Parts: map[string]figure.Part{}}
	for _, one := range d.Values {
		spec.Values = append(spec.Values, figure.Value{Label: one.Field.Label, Low: one.Low, High: one.High})
		v.Labels = append(v.Labels, one.Field.Label)
	}
	for part, one := range d.Parts {
		spec.Parts[part] = partOf(one)
	}
	for _, corner := range f.Corners {
		spec.Corner = append(spec.Corner, corner.Label)
	}
	v.Blank = template.HTML(figure.Blank(spec))
	v.Key = keyOf(f.Kind, d)
	v.Columns = headsOf(f, d)
	return v
}

func partOf(d worksheet.Drawn) figure.Part {
	p := figure.Part{Label: d.Field.Label, Low: d.Low, High: d.High}
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
func keyOf(kind string, d *worksheet.Drawing) []FigureOption {
	var key []FigureOption
	for _, part := range []string{"group", "status", "mark"} {
		one, ok := d.Parts[part]
		if !ok || key != nil {
			continue
		}
		for i, o := range one.Field.Options {
			if !o.Retired {
				key = append(key, FigureOption{Label: o.Label, Colour: o.Colour, Shape: worksheet.ShapeOf(o, i)})
			}
		}
	}
	if y, ok := d.Parts["y"]; ok && kind == "staircase" {
		for _, o := range y.Field.Options {
			if !o.Aside && !o.Retired {
				key = append(key, FigureOption{Number: o.ID, Label: o.Label})
			}
		}
	}
	return key
}

// headsOf gives the heads of the table that holds the facts of the figure.
func headsOf(f *worksheet.Figure, d *worksheet.Drawing) []string {
	if d.Rows == nil {
		return []string{"", "Svar"}
	}
	if f.Kind == "stacked" {
		heads := []string{""}
		if x, ok := d.Parts["x"]; ok {
			heads[0] = x.Field.Label
		}
		for _, o := range d.Parts["group"].Field.Options {
			if !o.Retired {
				heads = append(heads, o.Label)
			}
		}
		return append(heads, "I alt")
	}
	var heads []string
	for _, part := range []string{"label", "from", "to", "x", "y", "month", "start", "end", "lane", "group", "status", "size", "mark", "after", "low", "high"} {
		if one, ok := d.Parts[part]; ok {
			heads = append(heads, one.Field.Label)
		}
	}
	return heads
}
