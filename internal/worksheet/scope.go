package worksheet

import "redskab/internal/expression"

// names is a Scope: what a sheet, or the columns of rows, call by an id.
type names struct {
	ids    []string
	named  map[string]expression.Named
	around *names // looked in next
}

func newNames(around *names) *names {
	return &names{named: map[string]expression.Named{}, around: around}
}

// Find gives what an id names.
func (n *names) Find(id string) (expression.Named, bool) {
	for ; n != nil; n = n.around {
		if found, ok := n.named[id]; ok {
			return found, true
		}
	}
	return expression.Named{}, false
}

// Names gives all ids that Find knows.
func (n *names) Names() []string {
	var all []string
	for ; n != nil; n = n.around {
		all = append(all, n.ids...)
	}
	return all
}

// put enters a name, once.
func (n *names) put(id string, what expression.Named) {
	if _, taken := n.named[id]; id == "" || taken {
		return
	}
	n.ids = append(n.ids, id)
	n.named[id] = what
}
