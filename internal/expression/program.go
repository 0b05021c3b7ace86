package expression

import "encoding/json"

// A Program is what the expressions of a page need to be worked out there: the cells and
// rows they look at, with all that those look at in turn, and sets of options. The zero
// Program is empty.
type Program struct {
	Bare bool // without the options of the sets, for those who have them in full

	sets  map[string]*Set
	rows  map[string]*Rows
	cells map[string]*Cell
}

// Add takes in what an expression needs.
func (p *Program) Add(e *Expression) {
	if e != nil {
		p.addType(e.Type)
		p.addNode(e.Tree)
	}
}

// AddSentence takes in what the expressions of a text need.
func (p *Program) AddSentence(t *Sentence) {
	for _, part := range t.Parts {
		p.Add(part.Expression)
	}
}

// AddCell takes in a cell that the page shows without an expression that asks for it.
func (p *Program) AddCell(c *Cell) {
	if c == nil || p.cells[c.ID] != nil {
		return
	}
	if p.cells == nil {
		p.cells = map[string]*Cell{}
	}
	p.cells[c.ID] = c
	p.addType(c.Type)
	for _, rule := range c.Rules {
		p.Add(rule.When)
		p.Add(rule.Is)
	}
}

// AddRows takes in rows that the page shows.
func (p *Program) AddRows(r *Rows) {
	if r == nil || p.rows[r.ID] != nil {
		return
	}
	if p.rows == nil {
		p.rows = map[string]*Rows{}
	}
	p.rows[r.ID] = r
	p.AddRows(r.In)
	p.Add(r.View)
	p.Add(r.Where)
}

func (p *Program) addType(t Type) {
	if t.Set != nil {
		if p.sets == nil {
			p.sets = map[string]*Set{}
		}
		p.sets[t.Set.ID] = t.Set
	}
	p.AddRows(t.Rows.root())
	p.AddCell(t.Label)
}

func (p *Program) addNode(n *Node) {
	if n == nil {
		return
	}
	p.AddCell(n.Cell)
	p.AddRows(n.Rows)
	for _, arg := range n.Args {
		p.addNode(arg)
	}
}

type (
	cellJSON struct {
		Kind    string         `json:"kind"`
		Set     string         `json:"set,omitempty"`
		Rows    *Node          `json:"rows,omitempty"`
		To      string         `json:"to,omitempty"`
		Label   string         `json:"label,omitempty"`
		At      string         `json:"at,omitempty"`
		Given   map[string]any `json:"given,omitempty"`
		Rules   [][2]*Node     `json:"rules,omitempty"`
		Derived int            `json:"derived,omitempty"`
	}
	rowsJSON struct {
		At    string   `json:"at,omitempty"`
		Fixed []string `json:"fixed,omitempty"`
		View  *Node    `json:"view,omitempty"`
		Where *Node    `json:"where,omitempty"`
	}
)

// MarshalJSON writes the program as the page reads it. The same program gives the same
// bytes. Every Rule, View and Where has its expression by now.
func (p *Program) MarshalJSON() ([]byte, error) {
	out := struct {
		Cells map[string]cellJSON `json:"cells"`
		Rows  map[string]rowsJSON `json:"rows"`
		Sets  map[string][][]any  `json:"sets"`
	}{map[string]cellJSON{}, map[string]rowsJSON{}, map[string][][]any{}}
	for id, c := range p.cells {
		out.Cells[id] = c.json()
	}
	for id, r := range p.rows {
		if r.View == nil {
			out.Rows[id] = rowsJSON{At: r.At, Fixed: r.Fixed}
			continue
		}
		out.Rows[id] = rowsJSON{View: r.View.Tree, Where: r.Where.tree()}
	}
	for id, s := range p.sets {
		if p.Bare {
			break
		}
		for _, o := range s.Options {
			option := []any{o.ID, o.Label}
			if o.Aside {
				option = append(option, 1)
			}
			out.Sets[id] = append(out.Sets[id], option)
		}
	}
	return json.Marshal(out)
}

func (c *Cell) json() cellJSON {
	j := cellJSON{Kind: c.Type.Kind.String(), At: c.At, Given: c.Given}
	if c.Type.Set != nil {
		j.Set = c.Type.Set.ID
	}
	if c.Type.Rows != nil {
		j.To, j.Rows = c.Type.choices()
	}
	if c.Type.Label != nil {
		j.Label = c.Type.Label.ID
	}
	for _, rule := range c.Rules {
		j.Rules = append(j.Rules, [2]*Node{rule.When.tree(), rule.Is.tree()})
	}
	if c.Derived {
		j.Derived = 1
	}
	if c.Override {
		j.Derived = 2
	}
	return j
}

func (e *Expression) tree() *Node {
	if e == nil {
		return nil
	}
	return e.Tree
}

// choices are the rows that can be chosen, and what comes before an answer to make it the
// address of one. Of a table in copies they are the rows of all copies.
func (t Type) choices() (to string, rows *Node) {
	root := t.Rows.root()
	rows = &Node{Op: "rows", Rows: root, Level: nowhere}
	if root.In == nil {
		return root.At, rows
	}
	rows.Rows = root.In
	return root.In.At, &Node{Op: "rows-of", Args: []*Node{rows}, Rows: root, Level: nowhere}
}
