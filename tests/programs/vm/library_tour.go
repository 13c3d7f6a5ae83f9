package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
)

type Shape interface {
	Area() float64
	Name() string
}
type Sq struct{ s float64 }
type Ci struct{ r float64 }

func (s Sq) Area() float64   { return s.s * s.s }
func (s Sq) Name() string    { return "sq" }
func (c *Ci) Area() float64  { return 3 * c.r * c.r }
func (c *Ci) Name() string   { return "ci" }

type Base struct{ id int }

func (b *Base) ID() int     { return b.id }
func (b Base) Hello() string { return fmt.Sprint("hi ", b.id) }

type Derived struct {
	Base
	name string
	tags [3]string
}
type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (T, bool) {
	var z T
	if len(s.items) == 0 {
		return z, false
	}
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}
func Map[T, U any](xs []T, f func(T) U) []U {
	var r []U
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}

type MyErr struct{ Code int }

func (e *MyErr) Error() string { return fmt.Sprintf("code %d", e.Code) }

func div(a, b int) (r int, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("caught: %v", x)
		}
	}()
	return a / b, nil
}

func main() {
	shapes := []Shape{Sq{2}, &Ci{1}}
	for i, s := range shapes {
		fmt.Println(i, s.Name(), s.Area())
		switch v := s.(type) {
		case Sq:
			fmt.Println("square", v.s)
		case *Ci:
			fmt.Println("circle", v.r)
		}
	}
	d := Derived{Base{7}, "x", [3]string{"a", "b", "c"}}
	fmt.Println(d.ID(), d.Hello(), d, fmt.Sprintf("%+v", d))
	e := d
	e.tags[1] = "zz"
	fmt.Println(d.tags, e.tags, d == e)
	var st Stack[string]
	st.Push("a")
	st.Push("b")
	x, ok := st.Pop()
	fmt.Println(x, ok, len(st.items))
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return strings.Repeat("*", i) }))
	fmt.Println(div(1, 0))
	var err error = &MyErr{3}
	w := fmt.Errorf("wrap: %w", err)
	var me *MyErr
	fmt.Println(errors.As(w, &me), me.Code, errors.Unwrap(w) == err)
	m := map[string][]int{}
	for i := 0; i < 20; i++ {
		k := fmt.Sprintf("k%d", i%7)
		m[k] = append(m[k], i)
	}
	keys := make([]string, 0)
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Print(k, m[k], " ")
	}
	fmt.Println()
	type P struct{ x, y int }
	g := map[P]string{{1, 2}: "a", {3, 4}: "b"}
	fmt.Println(g[P{1, 2}], g[P{3, 4}], len(g[P{9, 9}]))
	for i, r := range "héllo, 世界\xff" {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 10; return i })
	}
	fmt.Println(fs[0](), fs[1](), fs[2](), fs[1]())
	a := [5]int{1, 2, 3, 4, 5}
	s := a[1:3]
	s = append(s, 99)
	fmt.Println(a, s, len(s), cap(s))
	p := &a
	p[4] = 42
	for i := range p {
		p[i]++
	}
	fmt.Println(a, 7>>1, -7>>1, 1<<10)
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, ";")
		}
	}
	fmt.Println()
	var np *Derived
	defer fmt.Println("deferred 1")
	defer func() {
		r := recover()
		fmt.Println("recovered:", r)
		_, isErr := r.(error)
		fmt.Println(isErr)
		os.Exit(3)
	}()
	fmt.Println(np.name)
}

// Outcome: exit 3
// Output:
// 0 sq 4
// square 2
// 1 ci 3
// circle 1
// 7 hi 7 {{7} x [a b c]} {Base:{id:7} name:x tags:[a b c]}
// [a b c] [a zz c] false
// b true 1
// [* ** ***]
// 0 caught: runtime error: integer divide by zero
// true 3 true
// k0[0 7 14] k1[1 8 15] k2[2 9 16] k3[3 10 17] k4[4 11 18] k5[5 12 19] k6[6 13] 
// a b 0
// 0:h 1:é 3:l 4:l 5:o 6:, 7:  8:世 11:界 14:� 
// 0 10 20 100
// [1 2 3 99 5] [2 3 99] 3 4
// [2 3 4 100 43] 3 -4 1024
// 0 0;0 1;1 0;1 1;
// recovered: runtime error: invalid memory address or nil pointer dereference
// true
