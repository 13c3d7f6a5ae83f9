package main

import "fmt"

type Node struct {
	l, r *Node
	v    int
}

func (n *Node) Insert(v int) *Node {
	if n == nil {
		return &Node{v: v}
	}
	if v < n.v {
		n.l = n.l.Insert(v)
	} else {
		n.r = n.r.Insert(v)
	}
	return n
}
func (n *Node) Walk(f func(int)) {
	if n != nil {
		n.l.Walk(f)
		f(n.v)
		n.r.Walk(f)
	}
}
func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}
func deferloop() {
	for i := range seq(5) {
		defer fmt.Print("dl", i, " ")
		if i == 3 {
			return
		}
	}
}

type Matrix [2][2]int

func (m Matrix) Mul(o Matrix) (r Matrix) {
	for i := range 2 {
		for j := range 2 {
			for k := range 2 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

type Op func(int, int) int
type Animal interface{ Sound() string }
type Dog struct{ name string }

func (d Dog) Sound() string { return d.name + " woof" }

type Loud struct{ Animal }

func (l Loud) Sound() string { return l.Animal.Sound() + "!" }

func variadic(pre string, xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	fmt.Println(pre, len(xs), n)
	return
}
func multi() (int, string, error) { return 1, "a", nil }

const (
	A = iota * 10
	B
	C
)

func main() {
	var root *Node
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		root = root.Insert(v)
	}
	root.Walk(func(v int) { fmt.Print(v, " ") })
	fmt.Println()
	for i := range seq(10) {
		if i == 4 {
			break
		}
		fmt.Print(i, " ")
	}
	deferloop()
	fmt.Println()
	m := Matrix{{1, 1}, {1, 0}}
	r := m
	for range 10 {
		r = r.Mul(m)
	}
	fmt.Println(r)
	ops := map[string]Op{"+": func(a, b int) int { return a + b }, "-": func(a, b int) int { return a - b }}
	fmt.Println(ops["+"](1, 2), ops["-"](1, 2))
	f := Dog{"rex"}.Sound
	fmt.Println(f(), Loud{Dog{"fido"}}.Sound())
	g := (*Node).Insert
	fmt.Println(g(nil, 3).v)
	variadic("a")
	variadic("b", 1, 2, 3)
	variadic("c", []int{4, 5}...)
	a, b, c := multi()
	fmt.Println(a, b, c, A, B, C)
	x, y := 1, 2
	x, y = y, x
	arr := []int{0, 1, 2}
	i := 0
	i, arr[i] = 2, 9
	fmt.Println(x, y, arr, i)
	s2 := make([][]int, 3)
	for i := range s2 {
		s2[i] = make([]int, i+1)
		s2[i][i] = i
	}
	fmt.Println(s2)
	st := struct {
		A int
		B *int
		C map[string]bool
	}{A: 1, C: map[string]bool{"z": true, "a": false}}
	fmt.Printf("%v %+v %T\n", st, st, st)
	switch {
	case x > 1:
		fmt.Println("big")
		fallthrough
	case x > 100:
		fmt.Println("fall")
	default:
		fmt.Println("no")
	}
	bs := []byte("hello")
	bs[0] = 'H'
	bs = append(bs, " world"...)
	fmt.Println(string(bs), len(bs), bs[1:3])
	copy(bs[2:], "XYZ")
	fmt.Println(string(bs))
	var u8 uint8 = 250
	u8 += 10
	var i8 int8 = 127
	i8++
	var u uint = 0
	u--
	fmt.Println(u8, i8, u, 7/-2, -7%3, 0x10^0x01, 6&^2)
	fl := 1.5
	fmt.Println(int(fl), float32(0.1), fl/0.3, 1e21, 1e20)
	var arr2 [4]byte
	arr2[2] = 7
	pa := &arr2
	pb := &pa[2]
	*pb = 9
	fmt.Println(arr2, *pb)
	type kv struct {
		k string
		v int
	}
	ks := map[kv]bool{{"a", 1}: true}
	delete(ks, kv{"a", 1})
	fmt.Println(len(ks), min(3, 1, 2), max(2.5, 1))
	clear(ops)
	fmt.Println(len(ops))
	var iface any = 3
	if n, ok := iface.(int); ok {
		fmt.Println(n)
	}
	_, ok := iface.(string)
	fmt.Println(ok)
	ch := make(chan func() string, 1)
	ch <- func() string { return "called" }
	fmt.Println((<-ch)())
	for i := 3; i > 0; i-- {
		defer func() { fmt.Print(i, " ") }()
	}
	goto end
end:
	fmt.Println("end")
	cx := complex(1, 2)
	fmt.Println(cx*cx, real(cx))
}

// Output:
// 1 2 3 5 8 9 
// 0 1 2 3 dl3 dl2 dl1 dl0 
// [[144 89] [89 55]]
// 3 -1
// rex woof fido woof!
// 3
// a 0 0
// b 3 6
// c 2 9
// 1 a <nil> 0 10 20
// 2 1 [9 1 2] 2
// [[0] [0 1] [0 0 2]]
// {1 <nil> map[a:false z:true]} {A:1 B:<nil> C:map[a:false z:true]} struct { A int; B *int; C map[string]bool }
// big
// fall
// Hello world 11 [101 108]
// HeXYZ world
// 4 -128 18446744073709551615 -3 -1 17 4
// 1 0.1 5 1e+21 1e+20
// [0 0 9 0] 9
// 0 1 2.5
// 0
// 3
// false
// called
// end
// (-3+4i) 1
// 1 2 3 
