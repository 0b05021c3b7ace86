package expression

import (
	"encoding/json"
	"strconv"
)

// A Node is a part of a checked expression, as it travels to the page. The package comment
// lists the operations.
type Node struct {
	Op    string  // "" for a literal
	Value any     // a literal: a float64 or a string
	Args  []*Node // nil is null
	Cell  *Cell   // of get and via
	Rows  *Rows   // of rows, rows-of and row
	Level int     // of get, rows and row: whose row; of each and share: the row that varies
}

// nowhere is the Level of what stands in no row.
const nowhere = -1

func literal(v any) *Node { return &Node{Value: v} }

func node(op string, args ...*Node) *Node { return &Node{Op: op, Args: args, Level: nowhere} }

// literals gives texts as nodes.
func literals(texts []string) []*Node {
	nodes := make([]*Node, len(texts))
	for i, t := range texts {
		nodes[i] = literal(t)
	}
	return nodes
}

// MarshalJSON writes the node as the page reads it.
func (n *Node) MarshalJSON() ([]byte, error) { return n.append(nil), nil }

// key tells nodes apart: two with the same key always have the same value.
func (n *Node) key() string { return string(n.append(nil)) }

func (n *Node) append(b []byte) []byte {
	if n == nil {
		return append(b, "null"...)
	}
	if n.Op == "" {
		text, err := json.Marshal(n.Value)
		if err != nil {
			panic("expression: a literal that is no JSON: " + err.Error()) // the parser makes none
		}
		return append(b, text...)
	}
	b = strconv.AppendQuote(append(b, '['), n.Op)
	between := n.Op == "each" || n.Op == "share"
	if between {
		b = strconv.AppendInt(append(b, ','), int64(n.Level), 10)
	}
	for _, arg := range n.Args {
		b = arg.append(append(b, ','))
	}
	if n.Cell != nil {
		b = strconv.AppendQuote(append(b, ','), n.Cell.ID)
	}
	if n.Rows != nil {
		b = strconv.AppendQuote(append(b, ','), n.Rows.ID)
	}
	if !between && n.Level != nowhere {
		b = strconv.AppendInt(append(b, ','), int64(n.Level), 10)
	}
	return append(b, ']')
}
