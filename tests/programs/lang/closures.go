package main

import (
	"fmt"
	"os"
	"sync"
)

type Op func(int, int) int

func (o Op) apply(a, b int) int { return o(a, b) }

type IntSlice []int

func (s IntSlice) Len() int { return len(s) }
func (s *IntSlice) Add(x int) { *s = append(*s, x) }

type M map[string]int

func (m M) bump(k string) { m[k]++ }

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func fact() func(int) int {
	var f func(int) int
	f = func(n int) int {
		if n <= 1 {
			return 1
		}
		return n * f(n-1)
	}
	return f
}

type Node struct {
	val         int
	left, right *Node
}

func (n *Node) insert(v int) *Node {
	if n == nil {
		return &Node{val: v}
	}
	if v < n.val {
		n.left = n.left.insert(v)
	} else {
		n.right = n.right.insert(v)
	}
	return n
}

func (n *Node) walk(f func(int)) {
	if n == nil {
		return
	}
	n.left.walk(f)
	f(n.val)
	n.right.walk(f)
}

type Animal interface {
	Name() string
	Sound() string
}
type Named interface{ Name() string }
type Dog struct{ name string }

func (d Dog) Name() string   { return d.name }
func (d *Dog) Sound() string { return d.name + " woof" }

type Loud struct {
	Animal
	level int
}

func (l Loud) Sound() string { return l.Animal.Sound() + "!" }

func main() {
	inc, reset := counter()
	inc()
	inc()
	reset()
	fmt.Println(inc())
	fmt.Println(compose(func(x int) int { return x + 1 }, func(x int) int { return x * 10 })(4))
	fmt.Println(fact()(10))
	fmt.Println(Op(func(a, b int) int { return a - b }).apply(5, 3))
	var is IntSlice
	is.Add(3)
	is.Add(4)
	fmt.Println(is, is.Len())
	mm := M{}
	mm.bump("a")
	b := mm.bump
	b("a")
	fmt.Println(mm)
	var root *Node
	for _, v := range []int{5, 2, 8, 1, 9} {
		root = root.insert(v)
	}
	var out []int
	root.walk(func(v int) { out = append(out, v) })
	fmt.Println(out)
	var an Animal = &Dog{"rex"}
	l := Loud{an, 3}
	fmt.Println(l.Name(), l.Sound())
	var an2 Animal = l
	fmt.Println(an2.Sound(), an2.(Named).Name())
	if _, ok := an2.(*Dog); !ok {
		fmt.Println("not dog")
	}
	var prints []func()
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print("d", i, " ") }()
		prints = append(prints, func() { fmt.Print(i, " ") })
	}
	for _, p := range prints {
		p()
	}
	for i := 0; i < 6; i++ {
		f := func() { i++ }
		f()
		fmt.Print(i, ";")
	}
	fmt.Println()
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		defer func() { fmt.Print(i, j, " ") }()
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	for i := range 10 {
		wg.Add(1)
		go func(k int) {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			total += k + i
		}(i)
	}
	wg.Wait()
	fmt.Println(total)
	x := 1
	px := &x
	func() { *px = 5; x++ }()
	fmt.Println(x, *px)
	s := struct{ a, b int }{1, 2}
	ps := &s.b
	*ps = 9
	fs := func() int { return s.a + s.b }
	s.a = 10
	fmt.Println(fs(), s)
	type rec struct {
		self *rec
		n    int
	}
	r := rec{n: 1}
	r.self = &r
	r.self.self.n++
	fmt.Println(r.n)
	ch := make(chan func() string, 1)
	ch <- func() string { return "from chan" }
	fmt.Println((<-ch)())
	funcs := map[string]func(...int) int{
		"sum": func(xs ...int) int {
			t := 0
			for _, x := range xs {
				t += x
			}
			return t
		},
	}
	fmt.Println(funcs["sum"](1, 2, 3), funcs["nope"] == nil)
	goto L
L:
	n := 0
loop:
	if n < 3 {
		n++
		goto loop
	}
	fmt.Println(n)
	var e error
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("main recovered:", r)
			os.Exit(3)
		}
	}()
	fmt.Println(e.Error())
}

// Outcome: exit 3

// Output:
// 101
// 50
// 3628800
// 2
// [3 4] 2
// map[a:2]
// [1 2 5 8 9]
// rex rex woof!
// rex woof! rex
// not dog
// 0 1 2 1;3;5;
// 90
// 6 6
// 19 {10 9}
// 2
// from chan
// 6 true
// 3
// main recovered: runtime error: invalid memory address or nil pointer dereference
