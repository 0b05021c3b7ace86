package worksheet

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRegisterGrowsAndIsWrittenInOneOrder(t *testing.T) {
	old, ps := ParseRegister("ids.lock", []byte("b sheet\nb.gone text\nb.x text\n"))
	if ps != nil {
		t.Fatal(ps)
	}
	sheets := []*Sheet{
		{ID: "b", Blocks: []Block{{Fields: []*Field{{ID: "x", Kind: "longtext"}, {ID: "", Kind: "text"}}}}},
		{ID: "b-c", Blocks: []Block{{Table: &Table{ID: "t", Rows: []Row{{ID: "r", Was: FormerIDs{"q"}}}, Columns: []*Field{
			{ID: "c", Kind: "choice", Options: []Option{{ID: "2"}, {ID: "10"}}}, {ID: "s", Kind: "text", Options: []Option{{ID: "hint"}}},
		}}}}},
		{},
	}
	g := old.With(sheets, []*List{{ID: "l", Columns: []*Field{{ID: "nr", Kind: "text"}, {ID: "d", Kind: "number", Derived: true}}}})
	want := registerHead + `b sheet
b.gone text
b.x longtext
b-c sheet
b-c.t table
b-c.t.c choice
b-c.t.c=10 option
b-c.t.c=2 option
b-c.t.s text
b-c.t/r row
l list
l.nr text
`
	if diff := cmp.Diff(want, string(g.Text())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	again, ps := ParseRegister("ids.lock", g.Text())
	if ps != nil || len(again.Since(g)) > 0 || len(g.Since(again)) > 0 {
		t.Errorf("read again it is another: %v %v", ps, again.Since(g))
	}
	wantNew := []string{"b.x longtext", "b-c sheet", "b-c.t table", "b-c.t.c choice", "b-c.t.c=10 option", "b-c.t.c=2 option", "b-c.t.s text", "b-c.t/r row", "l list", "l.nr text"}
	if diff := cmp.Diff(wantNew, g.Since(old)); diff != "" {
		t.Errorf("what is new (-want +got):\n%s", diff)
	}
}

// What lies in a sheet, table or question follows it at once, whatever else is there.
func TestAddressesFollowWhatTheyLieIn(t *testing.T) {
	want := []string{"a", "a=1", "a.b", "a.b.c", "a.b/r", "a.b-c", "a-b", "a-b.c", "a1"}
	got := slices.Clone(want)
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		r.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, compareAddresses)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}
