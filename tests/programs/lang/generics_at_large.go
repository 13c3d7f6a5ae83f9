package main

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"
)

type Number interface {
	~int | ~int64 | ~float64
}

func Map[T, U any](xs []T, f func(T) U) []U {
	r := make([]U, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}

func Reduce[T, A any](xs []T, a A, f func(A, T) A) A {
	for _, x := range xs {
		a = f(a, x)
	}
	return a
}

func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

type List[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) *List[T] {
	l.head = &node[T]{v, l.head}
	l.n++
	return l
}
func (l *List[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}

type Tree[K cmp.Ordered, V any] struct {
	l, r *Tree[K, V]
	k    K
	v    V
}

func (t *Tree[K, V]) Insert(k K, v V) *Tree[K, V] {
	if t == nil {
		return &Tree[K, V]{k: k, v: v}
	}
	switch c := cmp.Compare(k, t.k); {
	case c < 0:
		t.l = t.l.Insert(k, v)
	case c > 0:
		t.r = t.r.Insert(k, v)
	default:
		t.v = v
	}
	return t
}
func (t *Tree[K, V]) Walk(yield func(K, V) bool) bool {
	if t == nil {
		return true
	}
	return t.l.Walk(yield) && yield(t.k, t.v) && t.r.Walk(yield)
}

type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("<%d>", int(m)) }

type Stringish interface {
	comparable
	fmt.Stringer
}

func Join[S Stringish](xs []S) string {
	var sb strings.Builder
	seen := map[S]bool{}
	for _, x := range xs {
		if seen[x] {
			continue
		}
		seen[x] = true
		sb.WriteString(x.String())
	}
	return sb.String()
}

type Pair[A, B any] struct {
	First  A
	Second B
}

func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }
func (p Pair[A, B]) Swap() Pair[B, A]        { return Pair[B, A]{p.Second, p.First} }

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T)           { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool      { _, ok := s[v]; return ok }
func Keys[M ~map[K]V, K comparable, V any](m M) []K {
	r := make([]K, 0, len(m))
	for k := range m {
		r = append(r, k)
	}
	return r
}

type Opt[T any] func(*T)

func Apply[T any](t *T, opts ...Opt[T]) {
	for _, o := range opts {
		o(t)
	}
}

func PtrTo[T any](v T) *T { return &v }

type Setter[T any] interface {
	*T
	Set(string)
}
type S1 struct{ s string }

func (s *S1) Set(x string) { s.s = x }
func FromStrings[T any, PT Setter[T]](xs []string) []T {
	r := make([]T, len(xs))
	for i, x := range xs {
		PT(&r[i]).Set(x)
	}
	return r
}

func Zero[T any]() T { var z T; return z }

func kind[T any](v T) string {
	switch any(v).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice of T"
	}
	return fmt.Sprintf("%T", v)
}

type Inner[T any] struct{ V T }

func (i Inner[T]) Get() T { return i.V }

type Outer struct {
	Inner[string]
	*Inner2
}
type Inner2 = Inner[int]

func gen(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("gen done")
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func find(n int) (r int) {
	defer func() { r += 100 }()
	for x := range gen(10) {
		if x == n {
			return x
		}
		defer func() { r += 1 }()
	}
	return -1
}

func main() {
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return strings.Repeat("x", i) }))
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(a string, i int) string { return a + fmt.Sprint(i) }))
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[MyInt](4, 5))
	var l List[string]
	l.Push("a").Push("b").Push("c")
	for i, v := range l.All() {
		if i == 2 {
			break
		}
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	var t *Tree[string, int]
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		t = t.Insert(w, i)
	}
	t.Walk(func(k string, v int) bool { fmt.Print(k, "=", v, " "); return k < "q" })
	fmt.Println()
	fmt.Println(Join([]MyInt{1, 2, 1, 3}))
	p := MakePair("x", 1.5).Swap()
	fmt.Printf("%v %+v %T\n", p, p, p)
	s := Set[int]{}
	s.Add(3)
	fmt.Println(s.Has(3), s.Has(4), Keys(s))
	type cfg struct{ a, b int }
	c := cfg{}
	Apply(&c, func(c *cfg) { c.a = 1 }, func(c *cfg) { c.b = 2 })
	fmt.Println(c, *PtrTo(3), FromStrings[S1]([]string{"u", "v"}))
	fmt.Println(Zero[int](), Zero[string]() == "", Zero[*int]() == nil, Zero[[2]bool]())
	fmt.Println(kind(1), kind("s"), kind([]int{}), kind(2.5), kind(map[string]List[int]{}))
	o := Outer{Inner[string]{"in"}, &Inner2{5}}
	fmt.Println(o.Inner.Get(), o.Inner2.Get(), o.Inner2.V)
	fmt.Println(find(3), find(50))
	next, stop := iter.Pull(gen(3))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
	ks := Keys(map[string]int{"b": 1, "a": 2})
	sort.Strings(ks)
	fmt.Println(ks, slices.Max([]float64{1, 3, 2}), min(2, 1.5), max("a", "b"))
outer:
	for i := range gen(3) {
		for j := range gen(3) {
			if j == 1 {
				continue outer
			}
			if i == 1 {
				break outer
			}
			fmt.Println("ij", i, j)
		}
	}
	for range 2 {
		fmt.Print("r")
	}
	for i := range uint8(3) {
		fmt.Printf("%T%d ", i, i)
	}
	fmt.Println()
	f := Sum[float64]
	fmt.Println(f(1, 2), fmt.Sprintf("%T", Map[int, string]))
	_ = sort.Ints
	add := func(a, b int) int { return a + b }
	fmt.Println(Reduce(slices.Collect(gen(4)), 0, add))
}

// Output:
// [x xx xxx]
// 123
// 6 3.5 <9>
// 0c 1b 
// brown=2 dog=8 fox=3 jumps=4 lazy=7 over=5 quick=1 
// <1><2><3>
// {1.5 x} {First:1.5 Second:x} main.Pair[float64,string]
// true false [3]
// {1 2} 3 [{u} {v}]
// 0 true true [false false]
// int string []int float64 map[string]main.List[int]
// in 5 5
// gen done
// gen done
// 106 109
// 0 true
// 1 true
// gen done
// 0 false
// [a b] 3 1.5 b
// ij 0 0
// gen done
// gen done
// gen done
// rruint80 uint81 uint82 
// 3 func([]int, func(int) string) []string
// gen done
// 6
