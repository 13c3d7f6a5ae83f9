package main

import (
	"fmt"
	"os"
	"strings"
)

// evaluation order, closures over results, method values on nil, conversions between func/struct types
type S struct{ n int }

func (s *S) Inc() *S   { s.n++; return s }
func (s S) Get() int   { return s.n }
func (s *S) IsNil() bool { return s == nil }

type F func(string) string

func (f F) Twice(s string) string { return f(f(s)) }

type Stack[T any] []T

func (s *Stack[T]) Push(v T) { *s = append(*s, v) }
func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(*s) == 0 {
		return
	}
	v = (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return v, true
}

var trace []string

func t(s string, v int) int { trace = append(trace, s); return v }
func pt(s string) *int      { trace = append(trace, s); return new(int) }
func sl(s string) []int     { trace = append(trace, s); return make([]int, 5) }
func mpp(s string) map[int]int {
	trace = append(trace, s)
	return map[int]int{}
}
func flush() { fmt.Println(strings.Join(trace, " ")); trace = nil }

type W struct{}

func (W) M(i int) W { trace = append(trace, fmt.Sprint("M", i)); return W{} }

func main() {
	*pt("p") = t("v", 1)
	flush()
	sl("s")[t("i", 1)] = t("v", 2)
	flush()
	mpp("m")[t("k", 1)], *pt("p") = t("a", 1), t("b", 2)
	flush()
	W{}.M(t("1", 1)).M(t("2", 2)).M(t("3", 3))
	flush()
	_ = []int{t("a", 1), t("b", 2), t("c", 3)}
	_ = map[int]int{t("k1", 1): t("v1", 1), t("k2", 2): t("v2", 2)}
	flush()
	_ = t("x", 1) + t("y", 2)*t("z", 3)
	_ = t("f", 0) == 1 && t("no", 1) == 1 || t("or", 1) == 1
	flush()
	func(a, b, c int) {}(t("1", 1), t("2", 2), t("3", 3))
	flush()
	defer func(i int) { fmt.Println("deferred", i) }(t("d", 7))
	flush()
	sl("x")[t("lo", 1)] += t("add", 1)
	flush()
	ch := make(chan int, 1)
	ch <- 5
	sl("r")[t("i", 0)] = <-ch
	flush()
	switch t("tag", 3) {
	case t("c1", 1), t("c3", 3), t("c4", 4):
	case t("c5", 5):
	}
	flush()
	for i := t("init", 0); i < t("cond", 2); i += t("post", 1) {
	}
	flush()
	var s S
	s.Inc().Inc().Inc()
	fmt.Println(s.n, s.Get(), (*S)(nil).IsNil())
	var np *S
	g := np.IsNil
	fmt.Println(g())
	fmt.Println(F(strings.ToUpper).Twice("abc"), F(func(s string) string { return s + "!" }).Twice("x"))
	var st Stack[string]
	st.Push("a")
	st.Push("b")
	fmt.Println(st.Pop())
	fmt.Println(st.Pop())
	fmt.Println(st.Pop())
	type A struct {
		X int `json:"x"`
	}
	type B struct{ X int }
	fmt.Println(B(A{3}), struct{ X int }(A{4}))
	a := A{1}
	p := (*B)(&a)
	p.X = 9
	fmt.Println(a)
	// closures sharing
	cnt := 0
	inc, get := func() { cnt++ }, func() int { return cnt }
	inc()
	inc()
	fmt.Println(get(), cnt)
	fib := func() func() int {
		a, b := 0, 1
		return func() int { r := a; a, b = b, a+b; return r }
	}()
	for i := 0; i < 10; i++ {
		fmt.Print(fib(), " ")
	}
	fmt.Println()
	var y func(int) int
	y = func(n int) int {
		if n < 2 {
			return 1
		}
		return n * y(n-1)
	}
	fmt.Println(y(10))
	// loop variables per iteration, modified in closure
	for i := 0; i < 6; i++ {
		func() { i++ }()
		fmt.Print(i, " ")
	}
	fmt.Println()
	var ps []*int
	for i := 0; i < 3; i++ {
		ps = append(ps, &i)
		i += 0
	}
	fmt.Println(*ps[0], *ps[1], *ps[2])
	for i, c := range "ab" {
		defer func() { fmt.Println("d", i, string(c)) }()
	}
	lbl := 0
back:
	lbl++
	if lbl < 3 {
		goto back
	}
	fmt.Println(lbl)
	fmt.Fprintln(os.Stderr, "to stderr")
	x := [5]int{1, 2, 3, 4, 5}
	sum := 0
	for i := range len(x) {
		sum += x[i]
	}
	for range x {
		sum++
	}
	fmt.Println(sum)
	mx := make(map[string]func(...int) int)
	mx["sum"] = func(xs ...int) (s int) {
		for _, x := range xs {
			s += x
		}
		return
	}
	fmt.Println(mx["sum"](1, 2, 3), mx["sum"](x[:]...))
	if f, ok := mx["none"]; !ok && f == nil {
		fmt.Println("nil func")
	}
	var e1 interface{} = mx
	_, ok := e1.(map[string]func(...int) int)
	fmt.Println(ok)
	os.Exit(3)
}

// Outcome: exit 3

// Output:
// p v
// s i v
// m k p a b
// 1 M1 2 M2 3 M3
// a b c k1 v1 k2 v2
// x y z f or
// 1 2 3
// d
// x lo add
// r i
// tag c1 c3
// init cond post cond post cond
// 3 3 true
// true
// ABC x!!
// b true
// a true
//  false
// {3} {4}
// {9}
// 2 2
// 0 1 1 2 3 5 8 13 21 34 
// 3628800
// 1 3 5 
// 0 1 2
// 3
// 20
// 6 15
// nil func
// true
