package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

type Num interface{ ~int | ~float64 }

func MapKeys[M ~map[K]V, K comparable, V any](m M) []K {
	r := make([]K, 0, len(m))
	for k := range m {
		r = append(r, k)
	}
	return r
}

func Reduce[T, A any](xs []T, init A, f func(A, T) A) A {
	acc := init
	for _, x := range xs {
		acc = f(acc, x)
	}
	return acc
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T)           { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool      { _, ok := s[v]; return ok }
func NewSet[T comparable](xs ...T) Set[T] {
	s := Set[T]{}
	for _, x := range xs {
		s.Add(x)
	}
	return s
}

type Option[T any] struct {
	v  T
	ok bool
}

func Some[T any](v T) Option[T] { return Option[T]{v, true} }
func None[T any]() Option[T]    { return Option[T]{} }
func (o Option[T]) Or(d T) T {
	if o.ok {
		return o.v
	}
	return d
}

type Cache[K comparable, V any] struct {
	Option[V]
	data map[K]V
	load func(K) (V, error)
}

func (c *Cache[K, V]) Get(k K) (V, error) {
	if v, ok := c.data[k]; ok {
		return v, nil
	}
	v, err := c.load(k)
	if err != nil {
		var zero V
		return zero, fmt.Errorf("load %v: %w", k, err)
	}
	if c.data == nil {
		c.data = make(map[K]V)
	}
	c.data[k] = v
	return v, nil
}

func local[T any](x T) any {
	type box struct{ v T }
	b := box{x}
	return b
}

func conv[A, B Num](a A) B { return B(a) * 2 }

func zeroOf[T any]() (z T) { return }

func ptrTo[T any](v T) *T { return &v }

type Shower interface{ Show() string }
type A struct{ n int }

func (a A) Show() string   { return fmt.Sprint("A", a.n) }
func (a *A) Set(n int)     { a.n = n }

type Setter[T any] interface {
	*T
	Set(int)
	Show() string
}

func build[T any, P Setter[T]](n int) string {
	var t T
	p := P(&t)
	p.Set(n)
	return p.Show()
}

func typeName[T any](x T) string {
	switch any(x).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice of T"
	case fmt.Stringer:
		return "stringer"
	}
	return fmt.Sprintf("other %T", x)
}

func lenOf[T ~string | ~[]byte](x T) int {
	n := 0
	for i := range len(x) {
		if x[i] > 'a' {
			n++
		}
	}
	return n + len(x)
}

func sumAll[T Num](m map[string]T) (s T) {
	for _, v := range m {
		s += v
	}
	return
}

type LinkedList[T any] struct {
	head, tail *elem[T]
}
type elem[T any] struct {
	val  T
	next *elem[T]
}

func (l *LinkedList[T]) Push(v T) *LinkedList[T] {
	e := &elem[T]{val: v}
	if l.tail == nil {
		l.head, l.tail = e, e
	} else {
		l.tail.next = e
		l.tail = e
	}
	return l
}

func (l *LinkedList[T]) Each() iter.Seq[T] {
	return func(yield func(T) bool) {
		for e := l.head; e != nil; e = e.next {
			if !yield(e.val) {
				return
			}
		}
	}
}

type Ordered[T any] interface{ Less(T) bool }
type Age int

func (a Age) Less(b Age) bool { return a < b }
func Min[T Ordered[T]](a, b T) T {
	if a.Less(b) {
		return a
	}
	return b
}

type Matrix[T Num] [2][2]T

func (m Matrix[T]) Mul(o Matrix[T]) (r Matrix[T]) {
	for i := range 2 {
		for j := range 2 {
			for k := range 2 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

type Alias[T any] = map[string]T

func fib() iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		a, b := 0, 1
		for i := 0; ; i++ {
			if !yield(i, a) {
				return
			}
			a, b = b, a+b
		}
	}
}

func main() {
	ks := MapKeys(map[string]int{"x": 1, "y": 2})
	slices.Sort(ks)
	fmt.Println(ks)
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(a string, x int) string { return a + fmt.Sprint(x) }))
	s := NewSet(1, 2, 3)
	fmt.Println(s.Has(2), s.Has(5), len(s))
	fmt.Println(Some(3).Or(4), None[string]().Or("d"))
	c := &Cache[string, int]{load: func(k string) (int, error) {
		if k == "" {
			return 0, errors.New("empty")
		}
		return len(k), nil
	}}
	fmt.Println(c.Get("abc"))
	fmt.Println(c.Get(""))
	fmt.Println(c.Get("abc"))
	fmt.Println(c.Or(9), c.ok)
	fmt.Printf("%v %v\n", local(1), local("s"))
	fmt.Println(local(1) == local(1), local(1) == local(2), local(1) == local("s"))
	fmt.Println(conv[int, float64](3), conv[float64, int](2.5))
	fmt.Println(zeroOf[int](), zeroOf[*int]() == nil, zeroOf[[2]string]())
	p := ptrTo(5)
	*p++
	fmt.Println(*p)
	fmt.Println(build[A](7))
	fmt.Println(typeName(1), typeName("s"), typeName(2.5), typeName([]int{}))
	fmt.Println(lenOf("héy"), lenOf([]byte("abc")))
	fmt.Println(sumAll(map[string]float64{"a": 1.5, "b": 2}))
	l := (&LinkedList[string]{}).Push("a").Push("b").Push("c")
	for v := range l.Each() {
		fmt.Print(v, " ")
	}
	fmt.Println(slices.Collect(l.Each()))
	fmt.Println(Min(Age(3), Age(2)))
	m := Matrix[int]{{1, 1}, {1, 0}}
	fmt.Println(m.Mul(m).Mul(m))
	var al Alias[int] = Alias[int]{"z": 1}
	fmt.Printf("%T %v\n", al, al)
	for i, v := range fib() {
		if i > 10 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	next, stop := iter.Pull(l.Each())
	v1, ok1 := next()
	v2, ok2 := next()
	stop()
	v3, ok3 := next()
	fmt.Println(v1, ok1, v2, ok2, v3, ok3)
	keys := slices.Sorted(maps.Keys(map[int]bool{3: true, 1: true, 2: false}))
	fmt.Println(keys)
	xs := []string{"banana", "apple", "cherry"}
	slices.SortFunc(xs, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	fmt.Println(xs, slices.IndexFunc(xs, func(s string) bool { return strings.HasPrefix(s, "c") }))
	slices.Reverse(xs)
	fmt.Println(xs, slices.Equal(xs, xs[:2]), slices.Max([]float64{1, 3, 2}))
	f := Reduce[int, int]
	fmt.Println(f([]int{1, 2}, 10, func(a, b int) int { return a + b }))
	g := Some[float64]
	fmt.Println(g(1.5))
	h := s.Has
	fmt.Println(h(3))
	k := Option[int].Or
	fmt.Println(k(Some(1), 2))
	fmt.Printf("%T %T %T\n", s, c, l)
	n := new(42)
	fmt.Println(*n)
}

// Output:
// [x y]
// 123
// true false 3
// 3 d
// 3 <nil>
// 0 load : empty
// 3 <nil>
// 9 false
// {1} {s}
// true false false
// 6 4
// 0 true [ ]
// 6
// A7
// int string other float64 other []int
// 8 5
// 3.5
// a b c [a b c]
// 2
// [[3 2] [2 1]]
// map[string]int map[z:1]
// 0 1 1 2 3 5 8 13 21 34 55 
// a true b true  false
// [1 2 3]
// [apple banana cherry] 2
// [cherry banana apple] false 3
// 13
// {1.5 true}
// true
// 1
// main.Set[int] *main.Cache[string,int] *main.LinkedList[string]
// 42
