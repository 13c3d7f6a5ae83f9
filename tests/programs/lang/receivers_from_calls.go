package main

import "fmt"

// A method that takes its receiver as a value, called on a pointer: a variable, a result, an element.
type list []int

func (l list) sum(extra ...int) (n int) {
	for _, x := range append(l, extra...) {
		n += x
	}
	return n
}
func (l list) plus(a, b int) int    { return len(l)*100 + a*10 + b }
func (l *list) push(x ...int) *list { *l = append(*l, x...); return l }
func (l *list) self() *list         { return l }

type wide struct {
	name string
	a, b int
}

func (w wide) show(x int, s string) string { return fmt.Sprint(w.name, w.a, w.b, x, s) }
func newWide(n int) *wide                  { return &wide{"w", n, n + 1} }

type holder struct{ *wide }

func main() {
	var l list
	fmt.Println(l.push(1, 2).sum(), l.self().sum(10), l.push(3).self().plus(4, 5))
	p := &l
	fmt.Println(p.plus(6, 7), p.sum(), (*p).sum(1), p.self().push().plus(8, 9))
	w := newWide(1)
	fmt.Println(w.show(5, "x"), newWide(2).show(6, "y"), []*wide{w}[0].show(7, "z"))
	h := holder{w}
	m := map[string]*wide{"k": w}
	fmt.Println(h.show(8, "h"), m["k"].show(9, "m"), func() holder { return h }().show(1, "f"))
	fmt.Println(wide.show(*w, 2, "e"), (*wide).show(w, 3, "e"))
	f := newWide(4).show
	defer fmt.Println(f(1, "value"))
	defer newWide(5).show(1, "deferred")
}

// Output:
// 3 13 345
// 367 6 7 389
// w1 2 5x w2 3 6y w1 2 7z
// w1 2 8h w1 2 9m w1 2 1f
// w1 2 2e w1 2 3e
// w4 5 1value
