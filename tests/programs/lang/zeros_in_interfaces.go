// A constant zero in an interface is a value of its type, not nil.
package main

import "fmt"

type row struct {
	id   any
	set  any
	note fmt.Stringer
	n    int
}

type level int

func (l level) String() string { return fmt.Sprint(int(l)) }

func main() {
	list := []any{0, false, 7, nil}
	nested := [][]any{{uint16(0)}, {nil}}
	r := row{id: 0, set: false, note: level(0)}
	m := map[string][]any{"a": {0, level(0)}}
	array := [...]any{int8(0), 'a' - 'a'}
	ptr := &row{id: 0}
	for _, x := range list[:3] {
		if x == nil {
			panic("a zero is not nil")
		}
	}
	fmt.Println(list, nested, struct{ a, b, c any }{r.id, r.set, r.note}, m, array, ptr.id, array[0] == any(int8(0)))
}

// Output:
// [0 false 7 <nil>] [[0] [<nil>]] {0 false 0} map[a:[0 0]] [0 0] 0 true
