package main

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
)

type Number interface {
	~int | ~int64 | ~float64
}

func Sum[T Number](xs ...T) T {
	var s T
	for _, x := range xs {
		s += x
	}
	return s
}

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

type List[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Add(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func (l *List[T]) All() func(yield func(int, T) bool) {
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

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) String() string { return fmt.Sprintf("<%v=%v>", p.Key, p.Val) }

func SortedPairs[K cmp.Ordered, V any](m map[K]V) []Pair[K, V] {
	ps := []Pair[K, V]{}
	for k, v := range m {
		ps = append(ps, Pair[K, V]{k, v})
	}
	slices.SortFunc(ps, func(a, b Pair[K, V]) int { return cmp.Compare(a.Key, b.Key) })
	return ps
}

type MyInt int

type Stringer interface{ String() string }

func Join[S Stringer](xs []S) string {
	var b strings.Builder
	for i, x := range xs {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(x.String())
	}
	return b.String()
}

type Tree[T any] struct {
	left, right *Tree[T]
	val         T
	cmp         func(a, b T) int
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{val: v}
	}
	return t
}

func Filter[T any](seq func(yield func(T) bool), keep func(T) bool) func(yield func(T) bool) {
	return func(yield func(T) bool) {
		for v := range seq {
			if keep(v) {
				if !yield(v) {
					return
				}
			}
		}
	}
}

func Count(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Println("stopped at", i)
				return
			}
		}
	}
}

func find(n int) (res string) {
	defer func() { res += "!" }()
	for v := range Filter(Count(100), func(x int) bool { return x%7 == 3 }) {
		if v > n {
			return fmt.Sprint("found ", v)
		}
	}
	return "none"
}

func nested() {
outer:
	for a := range Count(5) {
		for b := range Count(5) {
			if b == 3 {
				continue outer
			}
			if a == 2 {
				break outer
			}
			fmt.Print(a, b, " ")
		}
	}
	fmt.Println()
}

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[MyInt](4, 5))
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return fmt.Sprint(i * i) }))
	var s Stack[string]
	s.Push("a")
	s.Push("b")
	x, ok := s.Pop()
	fmt.Println(x, ok, len(s.items))
	l := &List[float64]{}
	l.Add(1.5)
	l.Add(2.5)
	for i, v := range l.All() {
		fmt.Println(i, v)
	}
	fmt.Println(SortedPairs(map[string]int{"b": 2, "a": 1, "c": 3}))
	fmt.Println(Join([]Pair[string, int]{{"x", 1}, {"y", 2}}))
	fmt.Printf("%T %T\n", s, Pair[string, MyInt]{})
	var t *Tree[int]
	t = t.Insert(5)
	fmt.Println(t.val)
	fmt.Println(find(20), find(1000))
	nested()
	xs := []int{3, 1, 2}
	sort.Ints(xs)
	fmt.Println(xs, slices.Contains(xs, 2), slices.Index(xs, 3), slices.Max(xs))
	sort.Slice(xs, func(i, j int) bool { return xs[i] > xs[j] })
	fmt.Println(xs)
}

// Output:
// 6 3.5 9
// [1 4 9]
// b true 1
// 0 2.5
// 1 1.5
// [<a=1> <b=2> <c=3>]
// <x=1>, <y=2>
// main.Stack[string] main.Pair[string,main.MyInt]
// 5
// stopped at 24
// found 24! none!
// 0 0 0 1 0 2 stopped at 3
// 1 0 1 1 1 2 stopped at 3
// stopped at 0
// stopped at 2
//
// [1 2 3] true 2 3
// [3 2 1]
