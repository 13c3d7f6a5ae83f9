package main

import "fmt"

type V struct{ a, b, c int }

func (v V) add(o V) V         { return V{v.a + o.a, v.b + o.b, v.c + o.c} }
func (v *V) scale(n int) *V   { v.a *= n; v.b *= n; v.c *= n; return v }
func (v V) parts() (int, int, int) { return v.a, v.b, v.c }
func mk(n int) V              { return V{n, n, n} }
func mkp(n int) *V            { v := mk(n); return &v }
func sum(xs ...int) (s int)   { for _, x := range xs { s += x }; return }
func two() (V, error)         { return mk(2), nil }
func take(v V, err error, tail ...string) string { return fmt.Sprint(v, err, tail) }

var gv = V{7, 8, 9}
var gs = []string{"x", "y"}
var ga = [3]V{{1, 1, 1}, {2, 2, 2}}
var gm = map[string]V{"k": {4, 5, 6}}
var gi interface{ add(V) V } = gv
var gf = func(v V, s []string, n int) string { return fmt.Sprint(v, s, n) }

func three(v V, s []string, n int) string { return fmt.Sprint(v, len(s), s, n) }

type W struct {
	V
	s []string
	f func(V, int) V
	i interface{ add(V) V }
}

func g[T any, U any](t T, s []T, u U) string { return fmt.Sprint(t, s, u) }

func main() {
	fmt.Println(three(gv, gs, 3), three(ga[1], gs[:1], len(gs)), gf(gm["k"], gs, 5))
	fmt.Println(sum(mk(1).parts()), sum(mkp(2).scale(3).parts()), sum(gv.parts()))
	fmt.Println(take(two()), take(gv, nil, gs...), mk(1).add(mk(2)).add(*mkp(3)), mkp(1).add(gv))
	fmt.Println(gi.add(gv), gi.add(ga[0]).add(gm["k"]), ga[1].add(ga[0]), gm["k"].add(gv))
	w := &W{gv, gs, V.scaled, gi}
	fmt.Println(w.add(w.V), w.f(w.V, 2), w.i.add(w.V), w.scale(2).add(gv), w.V, three(w.V, w.s, w.a))
	f := w.f
	h := w.V.add
	k := mkp(5).add
	fmt.Println(f(mk(1), 3), h(mk(1)), k(gv), g(gv, []V{gv, mk(1)}, gs), g("a", gs, gv), g(1, nil, w.V))
	ws := []W{*w, {V: mk(9)}}
	fmt.Println(three(ws[1].V, ws[0].s, ws[1].a), ws[1].add(ws[0].V))
	pw := &ws[1]
	pw.V, pw.s = pw.add(gv), append(pw.s, gs...)
	fmt.Println(*pw.scale(2), pw.s, len(ws[1].s))
	ch := make(chan V, 2)
	ch <- mkp(3).add(gv)
	ch <- gv
	fmt.Println(three(<-ch, gs, 1), (<-ch).add(gv))
	defer fmt.Println(three(gv, gs, 1))
	defer func(v V, s []string, n int) { fmt.Println("defer", v, s, n) }(gv, gs, 2)
	done := make(chan string)
	go func(v V, s []string, c chan string) { c <- fmt.Sprint(v, s) }(gv, gs, done)
	fmt.Println(<-done)
	gv, gs = mk(0), nil
	a, b, c := mkp(4).scale(2).parts()
	m := map[V][]string{gv: gs, mk(1): {"q"}}
	m[*mkp(1)] = append(m[*mkp(1)], "z")
	fmt.Println(a, b, c, m, len(m[V{1, 1, 1}]))
	var arr [2][2]V
	arr[1] = [2]V{mk(1), mk(2)}
	arr[0][1] = arr[1][0].add(arr[1][1])
	fmt.Println(arr, arr[0][1].add(mk(1)), arr == [2][2]V{})
	if v, err := two(); err == nil && v.add(gv) == mk(2) {
		fmt.Println("ok", v)
	}
	x, y := 1, []int{1, 2, 3}
	y[x], x, y = 9, 2, append(y, y[x])
	fmt.Println(x, y)
}

func (v V) scaled(n int) V { return *v.scale(n) }

// Output:
// {7 8 9} 2 [x y] 3 {2 2 2} 1 [x] 2 {4 5 6} [x y] 5
// 3 18 24
// {2 2 2} <nil> [] {7 8 9} <nil> [x y] {6 6 6} {8 9 10}
// {14 16 18} {12 14 16} {3 3 3} {11 13 15}
// {14 16 18} {14 16 18} {14 16 18} {21 24 27} {14 16 18} {14 16 18} 2 [x y] 14
// {3 3 3} {15 17 19} {12 13 14} {7 8 9} [{7 8 9} {1 1 1}] [x y] a[x y] {7 8 9} 1 [] {14 16 18}
// {9 9 9} 2 [x y] 9 {23 25 27}
// {32 34 36} [x y] 2
// {10 11 12} 2 [x y] 1 {14 16 18}
// {7 8 9} [x y]
// 8 8 8 map[{0 0 0}:[] {1 1 1}:[q z]] 2
// [[{0 0 0} {3 3 3}] [{1 1 1} {2 2 2}]] {4 4 4} false
// ok {2 2 2}
// 2 [1 2 3 2]
// defer {7 8 9} [x y] 2
// {7 8 9} 2 [x y] 1
