package site

import (
	"strconv"

	"redskab/internal/worksheet"
)

// Rows of a blank agenda or rotation, as many as of an open table that does not say.
const blankTimes = 5

// clock makes the view of the i-th block of a sheet, a clock.
func (m blockMaker) clock(c *worksheet.Clock, i int) ClockView {
	v := ClockView{Clock: c, When: m.when(c.Condition), ID: "ur-" + strconv.Itoa(i+1), Data: m.model.ClockJSON(c)}
	v.Help, v.HelpSay = m.help(c.Help, c.HelpText)
	switch c.Kind {
	case "agenda":
		v.Columns = []string{"Klokken", "Punkt", "Minutter"}
	case "rotation":
		v.Columns = append([]string{"Runde"}, c.Roles...)
	default:
		return v
	}
	for n := range blankTimes {
		row := make([]string, len(v.Columns))
		if c.Kind == "rotation" {
			row[0] = strconv.Itoa(n + 1)
		}
		v.Blank = append(v.Blank, row)
	}
	return v
}
