// What a statement keeps before a later call changes it, as gc orders it: lengths, slices, assertions, text as
// bytes, `&&`, maps; and what it reads only after all calls: variables, fields, elements.
package main

import "fmt"

var bs = []byte("abc")
var st = "abc"
var s = []int{1, 2, 3}
var i any = 1
var c = complex(1, 2)
var f32 float32 = 1
var arr = [2]int{1, 2}
var pa = &arr

//go:noinline
func ch() int {
	bs[0] = 'X'
	st = "XYZ"
	s = []int{9, 9, 9}
	i = 5
	c = 9
	f32 = 9
	arr[0] = 9
	return 7
}
func reset() {
	bs, st, s, i, c, f32, arr = []byte("abc"), "abc", []int{1, 2, 3}, 1, complex(1, 2), 1, [2]int{1, 2}
}

func main() {
	a, n := string(bs), ch()
	fmt.Println(a, n)
	reset()
	b, n := []byte(st), ch()
	fmt.Println(string(b), n)
	reset()
	d, n := st+"!", ch()
	fmt.Println(d, n)
	reset()
	e, n := s[1:], ch()
	fmt.Println(e, n)
	reset()
	f, n := real(c), ch()
	fmt.Println(f, n)
	reset()
	g, n := any(f32), ch()
	fmt.Println(g, n)
	reset()
	h, n := st == "abc", ch()
	fmt.Println(h, n)
	reset()
	j, n := []rune(st), ch()
	fmt.Println(j, n)
	reset()
	k, n := append(s, 1), ch()
	fmt.Println(k, n)
	reset()
	l, n := min(f32, 5), ch()
	fmt.Println(l, n)
	reset()
	q0, n := i == 1, ch()
	fmt.Println(q0, n)
	reset()
	o, n := [2]int(s), ch()
	fmt.Println(o, n)
	reset()
	p, n := &T{len(s)}, ch()
	fmt.Println(p, n)
	reset()
	q, n := T{s[0]}, ch()
	fmt.Println(q, n)
	reset()
	r, n := []int{s[0]}, ch()
	fmt.Println(r, n)
	reset()
	t, n := map[int]int{s[0]: 1}, ch()
	fmt.Println(t, n)
	reset()
	u, n := int(f32), ch()
	fmt.Println(u, n)
	reset()
	v, n := s[0] == 1 && true, ch()
	fmt.Println(v, n)
	reset()
	w, n := func() int { return s[0] }, ch()
	fmt.Println(w(), n)
	reset()
	x, n := complex(f32, 0), ch()
	fmt.Println(x, n)
	reset()
	y, n := fmt.Stringer(nil), ch()
	fmt.Println(y, n)
	z, n := *pa, ch()
	fmt.Println(z, n)
	reset()
	aa, n := s[len(s)-1], ch()
	fmt.Println(aa, n)
	reset()
	ab, n := make([]int, len(s)), ch()
	fmt.Println(ab, n)
	reset()
	ac, n := string(rune(s[0]+64)), ch()
	fmt.Println(ac, n)
	reset()
	ad, n := i.(int)+s[0], ch()
	fmt.Println(ad, n)
	queue := make(chan int, 3)
	queue <- 1
	queue <- 2
	fmt.Println(len(queue), <-queue, len(queue))
	m := map[int]int{}
	add := func() int { m[len(m)] = 1; return len(m) }
	fmt.Println(len(m), add(), len(m)+add())
}

type T struct{ a int }

// Output:
// Xbc 7
// abc 7
// XYZ! 7
// [2 3] 7
// 1 7
// 9 7
// false 7
// [97 98 99] 7
// [1 2 3 1] 7
// 1 7
// false 7
// [9 9] 7
// &{3} 7
// {9} 7
// [9] 7
// map[1:1] 7
// 9 7
// true 7
// 9 7
// (1+0i) 7
// <nil> 7
// [9 2] 7
// 9 7
// [0 0 0] 7
// I 7
// 10 7
// 2 1 1
// 0 1 3
