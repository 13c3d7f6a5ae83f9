package main

import (
	"fmt"
	"strings"
)

type Board [3][3]byte

type Matrix struct {
	rows, cols int
	data       [4]float64
	tag        string
}

func (b Board) with(i, j int, c byte) Board { b[i][j] = c; return b }
func (b *Board) set(i, j int, c byte)       { b[i][j] = c }
func (b Board) String() string {
	var sb strings.Builder
	for _, r := range b {
		for _, c := range r {
			if c == 0 {
				c = '.'
			}
			sb.WriteByte(c)
		}
		sb.WriteByte('/')
	}
	return sb.String()
}

func makeMatrix(v float64) (m Matrix) {
	m.rows, m.cols = 2, 2
	for i := range m.data {
		m.data[i] = v * float64(i)
	}
	m.tag = "t"
	return
}

func (m Matrix) sum() (s float64) {
	for _, v := range m.data {
		s += v
	}
	m.data[0] = 1000
	return s
}

func sumArr(a [5]int) int {
	t := 0
	for i := 0; i < len(a); i++ {
		t += a[i]
		a[i] = 0
	}
	return t
}

func retArr() [3]string { return [3]string{"a", "b", "c"} }

type Big struct {
	a [100]int
	b [50]string
}

func big(b Big) Big { b.a[99]++; b.b[0] += "!"; return b }

type Nested struct {
	in struct {
		arr [2]struct{ x, y int }
		m   map[string]int
	}
	ptr *Nested
}

var global [1000]int
var huge [100000]int

func main() {
	var b Board
	c := b.with(1, 1, 'x')
	b.set(0, 2, 'o')
	fmt.Println(b, c, b == c, b[0][2] == 'o')
	m := makeMatrix(1.5)
	fmt.Println(m.sum(), m.data, m)
	m2 := m
	m2.data[1] = -1
	fmt.Println(m == m2, m2.data[1], m.data[1])
	a := [5]int{1, 2, 3, 4, 5}
	fmt.Println(sumArr(a), a)
	fmt.Println(retArr()[1], len(retArr()), retArr())
	i := 2
	fmt.Println(retArr()[i], [3]int{7, 8, 9}[i])
	x := big(Big{})
	x = big(x)
	fmt.Println(x.a[99], x.b[0], x.a[0])
	var n Nested
	n.in.arr[1].y = 5
	n.in.m = map[string]int{"k": 1}
	n.in.m["k"]++
	n.ptr = &Nested{}
	n.ptr.in.arr[0].x = 7
	k := n
	k.in.arr[1].y++
	fmt.Println(n.in.arr, k.in.arr, n.in.m, n.ptr.in.arr[0])
	for i := range global {
		global[i] = i
	}
	g := global
	g[5] = -5
	fmt.Println(global[5], g[5], g[999])
	huge[99999] = 3
	h := &huge
	h2 := huge
	h2[99999]++
	fmt.Println(h[99999], h2[99999], len(h2))
	huge = h2
	fmt.Println(huge[99999])
	arrs := [][2]int{{1, 2}, {3, 4}}
	for _, p := range arrs {
		p[0] = 100
	}
	for i := range arrs {
		arrs[i][1] *= 2
	}
	fmt.Println(arrs)
	ma := map[string][3]int{"a": {1, 2, 3}}
	v := ma["a"]
	v[0] = 9
	fmt.Println(ma, v, ma["a"][2], ma["none"][1])
	ch := make(chan [2]string, 1)
	ch <- [2]string{"p", "q"}
	fmt.Println((<-ch)[1])
	var ia any = [2]int{1, 2}
	if q, ok := ia.([2]int); ok {
		q[0] = 5
		fmt.Println(q, ia)
	}
	pa := &[3]int{1, 2, 3}
	for i, v := range pa {
		pa[2] = 10
		fmt.Print(i, v, " ")
	}
	sl := pa[1:]
	sl[0] = 77
	fmt.Println(*pa, len(sl), cap(sl))
	fa := [2]func() int{func() int { return 1 }, func() int { return 2 }}
	fmt.Println(fa[1]())
	s3 := make([][]int, 3)
	for i := range s3 {
		s3[i] = make([]int, i+1)
		for j := range s3[i] {
			s3[i][j] = i * j
		}
	}
	fmt.Println(s3)
	anon := []struct {
		name string
		fn   func(int) int
	}{{"sq", func(x int) int { return x * x }}, {"neg", func(x int) int { return -x }}}
	for _, a := range anon {
		fmt.Print(a.name, a.fn(3), " ")
	}
	fmt.Println()
	var zero [0]int
	var es struct{}
	fmt.Println(len(zero), zero, es, zero == [0]int{})
	set := map[string]struct{}{"a": {}}
	_, ok := set["a"]
	_, ok2 := set["b"]
	fmt.Println(ok, ok2, len(set))
	done := make(chan struct{}, 1)
	done <- struct{}{}
	<-done
	c1 := [...]string{3: "d", 1: "b"}
	fmt.Printf("%q %d\n", c1, len(c1))
	type P struct{ X, Y int }
	pts := map[P]string{{1, 2}: "a", {3, 4}: "b"}
	fmt.Println(pts[P{3, 4}], len(pts))
	arrp := [2]*P{{1, 2}, {3, 4}}
	arrp[0].X = 50
	fmt.Println(*arrp[0], arrp[1].Y)
	copyArr := arrs[0]
	copyArr[0]++
	arrs[1], arrs[0] = arrs[0], arrs[1]
	fmt.Println(copyArr, arrs)
	two := [2][2]int{{1, 2}, {3, 4}}
	two[0], two[1] = two[1], two[0]
	row := two[1]
	row[0] = -9
	fmt.Println(two, row)
	var bb [16]byte
	copy(bb[3:], "hello")
	fmt.Println(bb, string(bb[3:8]))
	func(x [3]int) { x[1] = 4; fmt.Println(x) }([3]int{1, 2, 3})
}

// Output:
// ..o/.../.../ .../.x./.../ false true
// 9 [0 1.5 3 4.5] {2 2 [0 1.5 3 4.5] t}
// false -1 1.5
// 15 [1 2 3 4 5]
// b 3 [a b c]
// c 9
// 2 !! 0
// [{0 0} {0 5}] [{0 0} {0 6}] map[k:2] {7 0}
// 5 -5 999
// 3 4 100000
// 4
// [[1 4] [3 8]]
// map[a:[1 2 3]] [9 2 3] 3 0
// q
// [5 2] [1 2]
// 0 1 1 2 2 10 [1 77 10] 2 2
// 2
// [[0] [0 1] [0 2 4]]
// sq9 neg-3 
// 0 [] {} true
// true false 1
// ["" "b" "" "d"] 4
// b 2
// {50 2} 4
// [2 4] [[3 8] [1 4]]
// [[3 4] [1 2]] [-9 2]
// [0 0 0 104 101 108 108 111 0 0 0 0 0 0 0 0] hello
// [1 4 3]
