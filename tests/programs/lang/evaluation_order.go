package main

import "fmt"

var trace []string

func t(s string, v int) int { trace = append(trace, s); return v }
func show()                  { fmt.Println(trace); trace = nil }

type S struct {
	a, b int
	arr  [3]int
	m    map[string]int
}

func get(s string, p *S) *S { trace = append(trace, s); return p }

func two() (int, int) { trace = append(trace, "two"); return 7, 8 }

func named() (x int, y string) {
	defer func() { x *= 2; y += "!" }()
	x = 5
	return x + 1, "hi"
}

func rec() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("got %v", r)
		}
	}()
	var p *S
	p.a = 1
	return nil
}

func deferLoop() {
	for i := 0; i < 3; i++ {
		defer fmt.Print(i, " ")
	}
}

func deferArgs() {
	x := 1
	defer fmt.Println("deferred x", x)
	x = 2
	defer func() { fmt.Println("closure x", x) }()
	x = 3
}

func nestedPanic() (s string) {
	defer func() { s = fmt.Sprint("outer ", recover()) }()
	defer func() {
		defer func() { panic(fmt.Sprint("second after ", recover())) }()
		panic("inner")
	}()
	panic("first")
}

func recoverReturns() int {
	defer func() { recover() }()
	panic(1)
}

func unnamedKeeps() int {
	defer func() { recover() }()
	defer func() { panic("late") }()
	return 42
}

type Inner struct{ v int }

func (i Inner) Val() int   { return i.v }
func (i *Inner) Inc()      { i.v++ }

type Outer struct {
	Inner
	p *Inner
}

type Valuer interface{ Val() int }
type Wrap struct{ Valuer }

func main() {
	arr := []int{t("a", 1), t("b", 2), t("c", 3)}
	show()
	arr[t("i", 0)] = t("v", 9)
	show()
	arr[t("i", 0)], arr[t("j", 1)] = t("v", 1), t("w", 2)
	show()
	m := map[int]int{t("k1", 1): t("v1", 1), t("k2", 2): t("v2", 2)}
	m[t("k", 1)] += t("v", 5)
	show()
	fmt.Println(m)
	s := &S{m: map[string]int{}}
	get("p", s).a, get("q", s).b = two()
	show()
	fmt.Println(s.a, s.b)
	x := 1
	f := func() int { x++; return x }
	fmt.Println(x, f(), x)
	y := []int{x, f(), x}
	fmt.Println(y)
	z := x + f()*x
	fmt.Println(z)
	fmt.Println(named())
	fmt.Println(rec())
	deferLoop()
	fmt.Println()
	deferArgs()
	fmt.Println(nestedPanic())
	fmt.Println(recoverReturns(), unnamedKeeps())
	i := 0
	i, arr[i] = 1, 77
	fmt.Println(i, arr)
	var o Outer
	o.Inc()
	o.p = &o.Inner
	o.p.Inc()
	g := o.Inc
	g()
	h := o.Val
	o.Inc()
	fmt.Println(o.Val(), h(), o.p.v)
	w := Wrap{o}
	fmt.Println(w.Val())
	var v Valuer = w
	fmt.Println(v.Val())
	v = &o
	fmt.Println(v.Val())
	k := Valuer.Val
	fmt.Println(k(v))
	k2 := Outer.Val
	fmt.Println(k2(o))
	a1 := [2]S{}
	a2 := a1
	_ = a2
	b1 := [2]Inner{{1}, {2}}
	b2 := b1
	b2[0].v = 5
	fmt.Println(b1 == b2, b1 != [2]Inner{{1}, {2}}, b1, b2)
	for i, e := range b1 {
		b1[1].v = 100
		e.v++
		fmt.Print(i, e.v, " ")
	}
	for i := range b1 {
		b1[i].v++
	}
	fmt.Println(b1)
	pa := &b1
	for i, e := range pa {
		pa[1].v = 200
		fmt.Print(i, e.v, " ")
	}
	fmt.Println(len(pa), pa[1])
	sl := pa[:]
	sl[0].v = -1
	fmt.Println(b1[0])
	ms := map[string]S{}
	e := ms["q"]
	e.arr[1] = 4
	ms["q"] = e
	fmt.Println(ms["q"].arr[1], ms["q"].arr, ms["zz"].a)
	mp := map[[2]int]string{{1, 2}: "x"}
	fmt.Println(mp[[2]int{1, 2}], len(mp))
	mi := map[any]int{1: 1, "a": 2, 2.5: 3, Inner{1}: 4}
	fmt.Println(mi[1], mi["a"], mi[2.5], mi[Inner{1}], mi[int64(1)])
	var iface1, iface2 any = Inner{1}, Inner{1}
	fmt.Println(iface1 == iface2, iface1 == any(Inner{2}), iface1 != nil, iface1 == Inner{1})
	var np *Inner
	var e1 error
	fmt.Println(np == nil, e1 == nil, any(np) == nil)
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(any([]int{1}) == any([]int{1}))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var q any = "str"
		_ = q.(int)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var q any
		_ = q.(fmt.Stringer)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var q any = 3
		_ = q.(fmt.Stringer)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		a := []int{1, 2, 3}
		n := 5
		_ = a[1:n]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		a := [3]int{1, 2, 3}
		n := -1
		_ = a[n+0]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		a := "abc"
		n := 5
		_ = a[n]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		n := 0
		fmt.Println(1 / n)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		n := -1
		_ = make([]int, n)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		n := -1
		fmt.Println(1 << n)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		a := []int{1}
		_ = [2]int(a)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var f func()
		f()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		panic(fmt.Errorf("err %d", 1))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var mm map[any]int = map[any]int{}
		mm[[]int{1}] = 2
	}()
}

// Output:
// [a b c]
// [i v]
// [i j v w]
// [k1 v1 k2 v2 k v]
// map[1:6 2:2]
// [p q two]
// 7 8
// 2 2 2
// [3 3 3]
// 20
// 12 hi!
// got runtime error: invalid memory address or nil pointer dereference
// 2 1 0 
// closure x 3
// deferred x 1
// outer second after inner
// 0 42
// 1 [77 2 3]
// 4 3 4
// 4
// 4
// 4
// 4
// 4
// false false [{1} {2}] [{5} {2}]
// 0 2 1 3 [{2} {101}]
// 0 2 1 200 2 {200}
// {-1}
// 4 [0 4 0] 0
// x 1
// 1 2 3 4 0
// true false true true
// true true false
// runtime error: comparing uncomparable type []int
// interface conversion: interface {} is string, not int
// interface conversion: interface is nil, not fmt.Stringer
// interface conversion: int is not fmt.Stringer: missing method String
// runtime error: slice bounds out of range [:5] with capacity 3
// runtime error: index out of range [-1]
// runtime error: index out of range [5] with length 3
// runtime error: integer divide by zero
// runtime error: makeslice: len out of range
// runtime error: negative shift amount
// runtime error: cannot convert slice with length 1 to array or pointer to array with length 2
// runtime error: invalid memory address or nil pointer dereference
// err 1
// runtime error: hash of unhashable type []int
