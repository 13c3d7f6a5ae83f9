package main

import (
	"fmt"
	"strings"
)

type I interface{ M() string }
type J interface {
	I
	N() int
}
type base struct{ s string }

func (b base) M() string   { return "base:" + b.s }
func (b *base) N() int     { return len(b.s) }
func (b *base) set(s string) { b.s = s }

type mid struct{ *base }
type top struct {
	mid
	extra int
}
type emb struct{ I }
type over struct{ base }

func (o over) M() string { return "over(" + o.base.M() + ")" }

type gen[T any] struct{ I; v T }

func (g *gen[T]) Get() T { return g.v }

type num interface{ ~int | ~float64 }

func add[T num](a, b T) T { return a + b }

type vec[T num] []T

func (v vec[T]) sum() (s T) {
	for _, x := range v {
		s = add(s, x)
	}
	return
}
func (v *vec[T]) push(x ...T) *vec[T] { *v = append(*v, x...); return v }

type fnt func(int) fnt

type matrix [2][3]int

func (m matrix) t() (r [3][2]int) {
	for i, row := range m {
		for j, x := range row {
			r[j][i] = x
		}
	}
	return
}
func (m *matrix) inc() {
	for i := range m {
		for j := range m[i] {
			m[i][j]++
		}
	}
}

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) walk(f func(int)) {
	if t == nil {
		return
	}
	t.l.walk(f)
	f(t.v)
	t.r.walk(f)
}
func (t *tree) ins(v int) *tree {
	if t == nil {
		return &tree{nil, nil, v}
	}
	if v < t.v {
		t.l = t.l.ins(v)
	} else {
		t.r = t.r.ins(v)
	}
	return t
}

const (
	A = iota + 1
	B
	_
	C = "s"
	D
	E = iota
	F, G = iota, -iota
	H, K
)

type bits uint8

const (
	b0 bits = 1 << iota
	b1
	b2
)

func (b bits) String() string {
	var s []string
	for i, n := range [...]string{"b0", "b1", "b2"} {
		if b&(1<<i) != 0 {
			s = append(s, n)
		}
	}
	return "{" + strings.Join(s, "|") + "}"
}

var (
	x = y + z
	y = f("y", 1)
	z = f("z", y)
)

func f(n string, v int) int { fmt.Println("init", n); return v + 1 }

func named(n int) (a, b int, s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint("rec ", r)
			a++
		}
	}()
	a, b = n, n*2
	if n > 1 {
		return b, a, "swapped"
	}
	var arr [3]int
	b = arr[n+3-1]
	return
}

func sel(chs ...chan int) (out string) {
	for _, c := range chs {
		select {
		case v, ok := <-c:
			out += fmt.Sprint(v, ok, ";")
		default:
			out += "none;"
		}
	}
	return
}

func main() {
	b := &base{"q"}
	t := top{mid{b}, 1}
	t.set("changed")
	var i I = t
	var j J = t
	fmt.Println(i.M(), j.N(), b.s, t.mid.base == b)
	fmt.Println(I.M(t), top.M(t), (*top).N(&t), (*base).N(b), over{*b}.M(), emb{over{*b}}.M())
	g := gen[int]{t, 5}
	fmt.Println(g.M(), g.Get(), (*gen[int]).Get(&g))
	var v vec[float64]
	fmt.Println(v.push(1, 2).push(3.5).sum(), len(v))
	n := 0
	var ff fnt
	ff = func(k int) fnt { n += k; return ff }
	ff(1)(2)(3)
	m := matrix{{1, 2, 3}, {4, 5, 6}}
	m.inc()
	fmt.Println(n, m.t(), m)
	var tr *tree
	for _, x := range []int{5, 2, 8, 1, 9, 3} {
		tr = tr.ins(x)
	}
	tr.walk(func(v int) { fmt.Print(v, " ") })
	fmt.Println()
	fmt.Println(A, B, C, D, E, F, G, H, K, b0|b2, bits(7), b1)
	fmt.Printf("%v %d %s %x %08b %#v\n", b1, b1, b0|b1, b2, b2, b2)
	fmt.Println(x, y, z)
	fmt.Println(named(5))
	fmt.Println(named(1))
	c1, c2 := make(chan int, 1), make(chan int)
	c1 <- 7
	close(c2)
	fmt.Println(sel(c1, c2, nil, c1))
	// goto out of nested blocks, loops with labels on blocks
	i2 := 0
loop:
	for {
		switch {
		case i2 > 3:
			break loop
		default:
			i2++
			if i2 == 2 {
				goto next
			}
			continue loop
		}
	next:
		fmt.Print("next ")
	}
	fmt.Println(i2)
// strings
	s := "aé\xffz"
	for i := 0; i < len(s); i++ {
		fmt.Printf("%02x ", s[i])
	}
	for i, r := range s {
		fmt.Printf("%d:%U ", i, r)
	}
	fmt.Println([]rune(s), string([]rune{65, 0x10ffff, -5}) == "A\U0010ffff\ufffd")
	bs := []byte(s)
	bs = append(bs, "more"...)
	fmt.Println(string(bs[4:]), copy(bs, "XY"), bs[:3])
	fmt.Println(strings.Compare("a", "b"), "a"+"b" == "ab", "abc"[1:], "abc"[:0] == "")
	var arr [4]int
	sl := arr[1:2:3]
	sl = append(sl, 9)
	sl = append(sl, 10)
	sl[0] = 100
	fmt.Println(arr, sl, len(sl), cap(arr[1:2:3]))
	pa := &arr
	for i, x := range pa {
		pa[3-i] = i + x
	}
	fmt.Println(arr, pa[1:3], len(pa))
	type key struct {
		a int
		b string
		c [2]bool
		d interface{}
	}
	mk := map[key]int{{1, "a", [2]bool{true}, 3}: 1}
	mk[key{1, "a", [2]bool{true, false}, 3}]++
	fmt.Println(len(mk), mk)
	delete(mk, key{1, "a", [2]bool{true, false}, 3})
	fmt.Println(len(mk))
	mi := map[interface{}]string{1: "int", int8(1): "int8", "1": "str", 1.0: "float", nil: "nil", [1]int{1}: "arr", struct{}{}: "empty", true: "bool"}
	fmt.Println(mi[1], mi[int8(1)], mi["1"], mi[1.0], mi[nil], mi[[1]int{1}], mi[struct{}{}], mi[true], mi[2] == "")
	func() {
		defer func() { fmt.Println(recover()) }()
		mi[func() {}] = "x"
	}()
	cp := m
	cp[0][0] = -1
	pm := &m
	pm[1][2] = 77
	fmt.Println(m, cp, *pm == m, cp != m)
	type pair struct{ a, b any }
	fmt.Println(pair{1, "x"} == pair{1, "x"}, pair{nil, 2} == pair{nil, 2.0})
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(pair{1, []int{}} == pair{2, []int{}})
		fmt.Println(pair{1, []int{}} == pair{1, []int{}})
	}()
	var np *top
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(np.extra)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e emb
		e.M()
	}()
	for i := range 3 {
		defer func(n int) { fmt.Print("d", n, i, " ") }(i * i)
	}
	var once func() func()
	once = func() func() { fmt.Println("once"); return func() { fmt.Println("run") } }
	defer once()()
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"))
	clear(mi)
	clear(sl)
	fmt.Println(len(mi), sl)
}

// Output:
// init y
// init z
// base:changed 7 changed true
// base:changed base:changed 7 7 over(base:changed) over(base:changed)
// base:changed 5 5
// 6.5 3
// 6 [[2 5] [3 6] [4 7]] [[2 3 4] [5 6 7]]
// 1 2 3 5 8 9 
// 1 2 s s 5 6 -6 7 -7 {b0|b2} {b0|b1|b2} {b1}
// {b1} 2 {b0|b1} 7b62327d 00000100 0x4
// 5 2 3
// 10 5 swapped
// 2 2 rec runtime error: index out of range [3] with length 3
// 7 true;0 false;none;none;
// next 4
// 61 c3 a9 ff 7a 0:U+0061 1:U+00E9 3:U+FFFD 4:U+007A [97 233 65533 122] true
// zmore 2 [88 89 169]
// -1 true bc true
// [0 0 9 0] [100 9 10] 3 2
// [3 3 1 0] [3 1] 4
// 1 map[{1 a [true false] 3}:2]
// 0
// int int8 str float nil arr empty bool true
// runtime error: hash of unhashable type func()
// [[2 3 4] [5 6 77]] [[-1 3 4] [5 6 7]] true true
// true false
// false
// runtime error: comparing uncomparable type []int
// runtime error: invalid memory address or nil pointer dereference
// runtime error: invalid memory address or nil pointer dereference
// once
// 1 2.5 a
// 0 [0 0 0]
// run
// d4 2 d1 1 d0 0 
