package worksheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"redskab/internal/meta"
)

// kinds of questions, in the order messages name them.
var kinds = []string{"text", "longtext", "number", "date", "month", "time", "choice", "choices", "scale"}

// answer reads an answer that an author gives, as `start` or in a given column; "" when it
// cannot be one (the complaint is made). It has the form SPEC.md gives the field's kind,
// as text: a number as it is written, choices as ids with spaces between.
func (r *reader) answer(f *Field, v *meta.Value, key string) string {
	if f.Kind == "choices" && v.Kind == meta.List {
		one := Field{Kind: "choice", Options: f.Options}
		var chosen []string
		for _, item := range v.Items {
			if id := r.answer(&one, item, key); id != "" {
				chosen = append(chosen, id)
			}
		}
		return strings.Join(inOrder(f.Options, chosen), " ")
	}
	s := r.str(v, key)
	if s == "" || f.Kind == "" || f.Chosen() && len(f.Options) == 0 && f.Rows == nil {
		return s // what is wrong is said already
	}
	if f.Rows != nil && f.Chosen() {
		return rowKey(s) // whether there is such a row, nobody knows yet
	}
	var value any = s
	switch n, err := strconv.ParseFloat(s, 64); {
	case f.Kind == "choices":
		value = []string{s}
	case f.Kind == "number" && v.Kind == meta.Number && err == nil:
		value = n
	}
	if !f.Answers(value) {
		r.add("answer-wrong", v.Pos, f.answerHint(s), "%q cannot be %q: no answer of kind %s", key, s, f.Kind)
		return ""
	}
	return s
}

func (f *Field) answerHint(wrong string) string {
	switch f.Kind {
	case "number":
		return "write a number with a point for the comma, such as 2.5"
	case "date":
		return "write the day as 2026-11-21"
	case "month":
		return "write the month as 2026-11"
	case "time":
		return `write the time as "14:30"`
	}
	ids := make([]string, len(f.Options))
	for i, o := range f.Options {
		ids[i] = o.ID
	}
	return didYouMean(wrong, ids)
}

// Answers reports whether a value, as it is stored, answers a question of the field's
// kind: [S10] to [S16] of SPEC.md. It takes what encoding/json makes of the stored JSON.
func (f *Field) Answers(value any) bool {
	switch value := value.(type) {
	case float64:
		return f.Kind == "number" && value-value == 0 // finite
	case string:
		switch f.Kind {
		case "text", "longtext":
			return value != ""
		case "date":
			return isTime("2006-01-02", value)
		case "month":
			return isTime("2006-01", value)
		case "time":
			return isTime("15:04", value)
		case "choice", "scale":
			return slices.ContainsFunc(f.Options, func(o Option) bool { return o.ID == value })
		}
	case []string:
		return f.Kind == "choices" && len(value) > 0 && slices.Equal(value, inOrder(f.Options, value))
	case []any:
		ids := make([]string, 0, len(value))
		for _, v := range value {
			id, ok := v.(string)
			if !ok {
				return false
			}
			ids = append(ids, id)
		}
		return f.Answers(ids)
	}
	return false
}

func isTime(layout, s string) bool {
	t, err := time.Parse(layout, s)
	return err == nil && t.Format(layout) == s
}

// inOrder gives the chosen ids in the order of the options, each once.
func inOrder(options []Option, chosen []string) []string {
	var out []string
	for _, o := range options {
		if slices.Contains(chosen, o.ID) {
			out = append(out, o.ID)
		}
	}
	return out
}

var months = [...]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"}

// Words writes an answer for people, in Danish: the labels of options, a comma in numbers,
// the month in words. What has not the form of the field's kind is given as it is.
func (f *Field) Words(answer string) string {
	switch f.Kind {
	case "choice", "scale", "choices":
		var labels []string
		for _, id := range strings.Fields(answer) {
			label := id
			for _, o := range f.Options {
				if o.ID == id {
					label = o.Label
				}
			}
			labels = append(labels, label)
		}
		return strings.Join(labels, ", ")
	case "number":
		return strings.Replace(answer, ".", ",", 1)
	case "date":
		if t, err := time.Parse("2006-01-02", answer); err == nil {
			return fmt.Sprintf("%d. %s %d", t.Day(), months[t.Month()-1], t.Year())
		}
	case "month":
		if t, err := time.Parse("2006-01", answer); err == nil {
			return fmt.Sprintf("%s %d", months[t.Month()-1], t.Year())
		}
	case "time":
		return strings.Replace(answer, ":", ".", 1)
	}
	return answer
}
