package main

import "fmt"

// things from the classics: shadowing, init order, blank ids, const arithmetic, struct comparisons

type Point struct{ x, y int }
type Rect struct{ min, max Point }
type Blank struct {
	_ int
	a int
	_ string
}

var _ = fmt.Sprint("side effect")
var a, _ = two()
var x1, x2, x3 = 1, "two", 3.0

func two() (int, int) { fmt.Println("two"); return 2, 3 }
func (Point) _()      {}
func _()              { panic("never") }
func ignore(_ int, _ string, z int) int { return z }
func named() (_ int, err error)         { return 5, nil }

type I interface{ M() int }
type A struct{}
type B struct{ A }
type C struct{ *B }

func (A) M() int   { return 1 }
func (*A) PM() int { return 2 }

type Rec struct {
	next *Rec
	m    map[string]Rec
	f    func(Rec) Rec
	s    []Rec
	c    chan Rec
}
type Fn func() Fn
type Sl []Sl
type Mp map[int]Mp
type Ch chan Ch
type P *P
type If interface{ Self() If }

func (r Rec) Self() If { return r }

func shadow() {
	x := 1
	{
		x := 2
		x++
		_ = x
	}
	if x := 5; x > 3 {
		x = 10
	} else if y := x; y > 0 {
		_ = y
	}
	for x := 0; x < 3; x++ {
		x := x * 2
		_ = x
	}
	switch x := x + 1; x {
	case 2:
		x := "str"
		_ = x
	}
	func(x int) { x = 9 }(x)
	var true = false
	nil := 3
	len := func(int) int { return 42 }
	type int string
	var s int = "q"
	fmt.Println(x, true, nil, len(1), s)
}

func consts() {
	const (
		huge  = 1 << 200
		small = huge >> 198
		f     = 1.0 / 3
		g     = f * 3
		c     = 'a' + 1
		s     = "abc" + "def"
		l     = len(s)
		b     = s == "abcdef" && l > 3
		i     = 5.0
		sh    = 1 << i
		cmplx = (1 + 2i) * (3 - 1i)
		neg   = -5 / 2
		mod   = -5 % 3
		u8    = uint8(255)
		not   = ^0
		notu  = ^uint8(1)
		mask  = 0xff &^ 0xf
		e     = 1e3
		h     = 0x1p-2
		o     = 0o17 + 017 + 0b11 + 1_000
	)
	var arr [l]int
	fmt.Println(small, g, c, string(rune(c)), s, l, b, sh, cmplx, neg, mod, u8, not, notu, mask, len(arr), e, h, o)
	var f32 float32 = f
	var i8 int8 = -1 << 7
	var d = 'x' * 2.0
	fmt.Printf("%v %v %T %v %T %T\n", f32, i8, d, g == 1, i, e)
	const big = 1e400 / 1e390
	fmt.Println(big, huge/(huge-1), 7/2, 7/2., 7.0/2, 1/2*3.0)
	var x uint = 3
	var y int64 = 1 << x
	var z = 1.0 << 3
	fmt.Println(y, z, uint8(1)<<x<<x<<x, "s"[0]+1)
}

func structs() {
	r := Rect{Point{1, 2}, Point{3, 4}}
	q := r
	q.max.x++
	p := &r.min
	p.x = 100
	fmt.Println(r, q, r == q, r.min == Point{100, 2}, &r == &r)
	b1, b2 := Blank{a: 1}, Blank{a: 1}
	fmt.Println(b1 == b2, b1)
	m := map[Rect]int{r: 1}
	m[r]++
	fmt.Println(m[Rect{Point{100, 2}, Point{3, 4}}])
	var e struct{}
	fmt.Println(e == struct{}{}, [0]int{} == [0]int{})
	anon := []struct {
		n string
		v int
	}{{"a", 1}, {n: "b"}, {}}
	for _, t := range anon {
		fmt.Print(t.n, t.v, ";")
	}
	fmt.Println()
	arr := [3]struct{ a, b int }{{1, 2}, 2: {5, 6}}
	for i := range arr {
		arr[i].a += 10
	}
	for _, v := range arr {
		v.a = 0
	}
	fmt.Println(arr)
	mm := map[string][]Point{"a": {{1, 2}, {3, 4}}, "b": nil}
	mm["a"][1].x = 9
	fmt.Println(mm, len(mm["b"]))
	pp := []*Point{{1, 2}, {3, 4}}
	fmt.Println(*pp[0], pp[1].y)
	mk := map[Point]string{{1, 2}: "x"}
	fmt.Println(mk)
	var c C
	c.B = &B{}
	var i I = c
	fmt.Println(i.M(), c.PM(), C.M(c), (*B).PM(c.B))
}

func rec() {
	var r Rec
	r.m = map[string]Rec{"a": {s: []Rec{{}, {}}}}
	fmt.Println(len(r.m["a"].s), r.Self() != nil)
	n := 0
	var f Fn
	f = func() Fn { n++; return f }
	f()()()
	sl := Sl{Sl{}, Sl{Sl{}}}
	mp := Mp{1: Mp{2: nil}}
	var p P
	p = &p
	fmt.Println(n, len(sl), len(sl[1]), len(mp[1]), p == *p)
}

func multi() {
	i, j, k := 1, 2, 3
	i, j, k = k, i, j
	a := []int{0, 1, 2}
	i, a[i%3] = 2, 50
	fmt.Println(i, j, k, a)
	m := map[string]int{"a": 1}
	v, ok := m["a"]
	_, ok2 := m["b"]
	delete(m, "zz")
	fmt.Println(v, ok, ok2)
	var iface interface{} = 1
	n, isInt := iface.(int)
	s, isStr := iface.(string)
	fmt.Println(n, isInt, s == "", isStr)
	ch := make(chan int, 2)
	ch <- 1
	close(ch)
	x, ok := <-ch
	y, ok3 := <-ch
	fmt.Println(x, ok, y, ok3)
	b, err := named()
	b, c := b+1, err
	fmt.Println(b, c)
	type pt struct{ x, y *int }
	q := pt{&i, &j}
	*q.x, *q.y = *q.y, *q.x
	fmt.Println(i, j)
	var arr [3]int
	p := &arr
	p[0], p[1], p[2] = 1, 2, 3
	for i, p[i] = range []int{7, 8, 9} {
	}
	fmt.Println(arr, i)
	func() {
		defer func() { recover(); fmt.Println(a) }()
		idx := 10
		a[0], a[idx] = 99, 1
	}()
}

func main() {
	fmt.Println(a, x1, x2, x3, ignore(1, "", 7))
	shadow()
	consts()
	structs()
	rec()
	multi()
}

// Output:
// two
// 2 1 two 3 7
// 1 false 3 42 q
// 4 1 98 b abcdef 6 true 32 (5+5i) -2 -2 255 -1 254 240 6 1000 0.25 1033
// 0.33333334 -128 float64 true float64 float64
// 1e+10 1 3 3.5 3.5 0
// 8 8 0 116
// {{100 2} {3 4}} {{1 2} {4 4}} false true true
// true {0 1 }
// 2
// true true
// a1;b0;0;
// [{11 2} {10 0} {15 6}]
// map[a:[{1 2} {9 4}] b:[]] 0
// {1 2} 4
// map[{1 2}:x]
// 1 2 1 2
// 2 true
// 3 2 1 1 true
// 2 1 2 [50 1 2]
// 1 true false
// 1 true true false
// 1 true 0 false
// 6 <nil>
// 1 2
// [8 9 3] 2
// [99 1 2]
