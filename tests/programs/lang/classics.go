package main

import "fmt"

func ack(m, n uint) uint {
	if m == 0 {
		return n + 1
	}
	if n == 0 {
		return ack(m-1, 1)
	}
	return ack(m-1, ack(m, n-1))
}

// sieve with goroutines
func gen(ch chan<- int) {
	for i := 2; ; i++ {
		ch <- i
	}
}
func filter(in <-chan int, out chan<- int, p int) {
	for {
		if i := <-in; i%p != 0 {
			out <- i
		}
	}
}

type shape interface{ area() float64 }
type sq struct{ s float64 }
type ci struct{ r float64 }

func (s sq) area() float64  { return s.s * s.s }
func (c *ci) area() float64 { return 3 * c.r * c.r }

type stack struct{ data []interface{} }

func (s *stack) push(x interface{}) { s.data = append(s.data, x) }
func (s *stack) pop() interface{} {
	n := len(s.data) - 1
	x := s.data[n]
	s.data[n] = nil
	s.data = s.data[:n]
	return x
}

type op func(float64, float64) float64

func perm(a []int, k int, f func([]int)) {
	if k == len(a) {
		f(a)
		return
	}
	for i := k; i < len(a); i++ {
		a[k], a[i] = a[i], a[k]
		perm(a, k+1, f)
		a[k], a[i] = a[i], a[k]
	}
}

func collatz(n int64) (steps int) {
	for ; n != 1; steps++ {
		if n&1 == 0 {
			n >>= 1
		} else {
			n = 3*n + 1
		}
	}
	return
}

var dispatch = map[string]op{
	"+": func(a, b float64) float64 { return a + b },
	"-": func(a, b float64) float64 { return a - b },
	"/": func(a, b float64) float64 { return a / b },
}

type T1 struct{ a, b, c, d, e int }

func big(t T1, u T1) (T1, T1)  { return u, t }
func var2(xs ...T1) (n int)    { for _, x := range xs { n += x.e }; return }
func retf() (func() T1, error) { return func() T1 { return T1{e: 9} }, nil }

func main() {
	fmt.Println(ack(2, 3))
	ch := make(chan int)
	go gen(ch)
	for i := 0; i < 10; i++ {
		p := <-ch
		fmt.Print(p, " ")
		next := make(chan int)
		go filter(ch, next, p)
		ch = next
	}
	fmt.Println()
	for _, s := range []shape{sq{2}, &ci{1}, &sq{3}} {
		switch t := s.(type) {
		case sq, *sq:
			fmt.Printf("%T %v; ", t, t.(shape).area())
		case *ci:
			fmt.Print(t.r, t.area(), "; ")
		}
	}
	fmt.Println()
	st := &stack{}
	for i := 0; i < 3; i++ {
		st.push(i)
		st.push(fmt.Sprint("s", i))
	}
	for len(st.data) > 0 {
		fmt.Print(st.pop(), " ")
	}
	fmt.Println()
	n := 0
	perm([]int{1, 2, 3, 4}, 0, func(p []int) {
		if p[0] < p[3] {
			n += p[1]
		}
	})
	fmt.Println(n, collatz(27), dispatch["+"](1, 2), dispatch["/"](1, 0), dispatch["%"] == nil)
	a, b := big(T1{1, 2, 3, 4, 5}, T1{6, 7, 8, 9, 10})
	a.b, b.c = b.c, a.b
	fmt.Println(a, b, var2(a, b, T1{e: 1}), var2())
	f, err := retf()
	fmt.Println(f().e, err)
	arr := [...][2]T1{{{e: 1}}, {1: {a: 2}}}
	pa := &arr[1][1]
	pa.d = 44
	q := arr
	q[1][1].d++
	fmt.Println(arr[1][1], q[1][1], arr == q, len(arr))
	ms := map[string]T1{"x": {a: 1}}
	t := ms["x"]
	t.a = 100
	fmt.Println(ms["x"].a, ms["none"], len(ms))
	ptrs := map[string]*T1{}
	for _, k := range []string{"a", "b"} {
		ptrs[k] = &T1{a: len(ptrs)}
	}
	ptrs["b"].e += 5
	fmt.Println(*ptrs["b"], *ptrs["a"])
	cs := make(chan T1, 2)
	cs <- T1{1, 2, 3, 4, 5}
	cs <- T1{}
	r, ok := <-cs
	fmt.Println(r, ok, len(cs), cap(cs))
	var iface interface{} = r
	if v, ok := iface.(T1); ok {
		v.a = 50
		fmt.Println(v.a, iface.(T1).a, iface == interface{}(r))
	}
	fs := map[int]func(...interface{}) string{1: fmt.Sprint, 2: fmt.Sprintln}
	fmt.Printf("%q %q\n", fs[1]("a", 1, 2, "b", "c", 3.0), fs[2]("x", 'y', nil, []string{"q"}))
	total := 0
	for i := range [3]struct{}{} {
		for j := 0; j < i; j++ {
			total += i * j
			defer func() { total++ }()
		}
	}
	fmt.Println(total)
	var u8 uint8 = 250
	for i := 0; i < 10; i++ {
		u8++
	}
	var i8 int8 = 100
	i8 += 100
	var u uint = 0
	u--
	fmt.Println(u8, i8, u, u>>60, -7/2, -7%2, 7/-2, 7%-2, 7&-2, -7>>1, uint32(1)<<31)
	x := 10
	p := &x
	pp := &p
	**pp += 5
	y := *p
	*pp = &y
	**pp = 1
	fmt.Println(x, y, *p)
	type node struct {
		next *node
		v    int
	}
	var head *node
	for i := 0; i < 5; i++ {
		head = &node{head, i}
	}
	var prev *node
	for head != nil {
		head.next, prev, head = prev, head, head.next
	}
	for n := prev; n != nil; n = n.next {
		fmt.Print(n.v)
	}
	fmt.Println()
	var e1, e2 error
	fmt.Println(e1 == e2, e1 == nil, fmt.Sprint(e1))
	lines := [][]rune{[]rune("héllo"), nil}
	lines[0][1] = 'E'
	lines[1] = append(lines[1], lines[0][2:]...)
	fmt.Println(string(lines[0]), string(lines[1]), len(lines[0]))
	const c = 'x' - 'a' + 'A'
	fmt.Println(string(rune(c)), c, 07, 0b101, 0x_ff, 1_000, 'a', "\x41\u00e9\t|")
	fmt.Printf("%6.2f|%-6d|%06d|%+d|%x|%X|%o|%b|%c|%q|%U|%e|%g|%t|%p|%5s|%-5s|%.2s|%5t|%%\n", 3.14159, 42, 42, 42, 255, 255, 8, 5, 'A', 'B', 0x1F600, 12345.678, 1e-9, true, nil, "ab", "ab", "abc", true)
	fmt.Printf("%v %+v %#v %T|%v|%d|%s|%x\n", t, t, t, t, []byte("hi"), []byte("hi"), []byte("hi"), "hi")
	fmt.Printf("%d %s %v %!|%d\n", "str", 5, struct{}{}, 1)
	fmt.Printf("%[2]d %[1]d %d|%*d|%-*d|%.*f\n", 1, 2, 5, 42, 5, 42, 2, 3.14159)
}

// Output:
// 9
// 2 3 5 7 11 13 17 19 23 29 
// main.sq 4; 1 3; *main.sq 9; 
// s2 2 s1 1 s0 0 
// 30 111 3 +Inf true
// {6 3 8 9 10} {1 2 7 4 5} 16 0
// 9 <nil>
// {2 0 0 44 0} {2 0 0 45 0} false 2
// 1 {0 0 0 0 0} 1
// {1 0 0 0 5} {0 0 0 0 0}
// {1 2 3 4 5} true 1 2
// 50 1 true
// "a1 2bc3" "x 121 <nil> [q]\n"
// 2
// 4 -56 18446744073709551615 15 -3 -1 -3 1 6 -4 2147483648
// 15 1 1
// 01234
// true true <nil>
// hEllo llo 5
// X 88 7 5 255 1000 97 Aé	|
//   3.14|42    |000042|+42|ff|FF|10|101|A|'B'|U+1F600|1.234568e+04|1e-09|true|%!p(<nil>)|   ab|ab   |ab| true|%
// {100 0 0 0 0} {a:100 b:0 c:0 d:0 e:0} main.T1{a:100, b:0, c:0, d:0, e:0} main.T1|[104 105]|[104 105]|hi|6869
// %!d(string=str) %!s(int=5) {} %!!(int=1)|%!d(MISSING)
// 2 1 2|   42|42   |3.14
