package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

type T struct{}

func (T) M() {}

type I interface{ M() }

func try(name string, f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(runtime.Error); ok {
			fmt.Printf("%s: runtime.Error %v\n", name, e)
		} else if e, ok := r.(error); ok {
			fmt.Printf("%s: error %v\n", name, e)
		} else {
			fmt.Printf("%s: %v\n", name, r)
		}
	}()
	f()
}

func nested() (s string) {
	defer func() {
		s += fmt.Sprint("outer:", recover())
	}()
	defer func() {
		defer func() { s += fmt.Sprint("inner:", recover(), " ") }()
		panic("second")
	}()
	panic("first")
}

func replaced() (err error) {
	defer func() { err = fmt.Errorf("got %v", recover()) }()
	defer func() { panic("two") }()
	panic("one")
}

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Print("d", i, " ")
	}
	defer func() { recover() }()
	panic(1)
}

type e1 struct{ f []int }

func main() {
	var a []int
	var arr [3]int
	i := 5
	neg := -1
	zero := 0
	var mp map[string]int
	var np *struct{ x int }
	var it any = "s"
	var e I
	try("idx", func() { _ = a[i] })
	try("idx2", func() { _ = arr[i%7] })
	try("neg", func() { _ = a[neg] })
	try("slice", func() { _ = a[1:i] })
	try("slice2", func() { b := make([]int, 3, 4); _ = b[3:i-3] })
	try("slice3", func() { b := make([]int, 3, 4); _ = b[0:2:i] })
	try("slice3", func() { b := make([]int, 3, 4); _ = b[:i:3] })
	try("slice4", func() { _ = "hello"[i+2:] })
	try("slice5", func() { _ = arr[i:] })
	try("div", func() { _ = 1 / zero })
	try("mod", func() { _ = 1 % zero })
	try("nilmap", func() { mp["a"] = 1 })
	try("nilptr", func() { _ = np.x })
	try("conv", func() { _ = it.(int) })
	try("conv2", func() { _ = it.(I) })
	try("conv3", func() { var n any; _ = n.(int) })
	try("conv4", func() { var n any = T{}; _ = n.(fmt.Stringer) })
	try("nilif", func() { e.M() })
	try("hash", func() { m := map[any]int{}; m[[]int{1}] = 2 })
	try("cmp", func() { var x, y any = []int{1}, []int{1}; _ = x == y })
	try("cmp2", func() { var x, y any = e1{}, e1{}; _ = x == y })
	try("make", func() { _ = make([]int, neg) })
	try("make2", func() { _ = make([]int, 2, i-4) })
	try("chan", func() { _ = make(chan int, neg) })
	try("close", func() { var c chan int; close(c) })
	try("close2", func() { c := make(chan int); close(c); close(c) })
	try("send", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("shift", func() { _ = 1 << neg })
	try("arr", func() { _ = [4]int(a) })
	try("custom", func() { panic(errors.New("mine")) })
	try("val", func() { panic(42) })
	try("nilfunc", func() { var f func(); f() })
	try("str", func() { s := "abc"; _ = s[i] })
	try("repeat", func() { strings.Repeat("x", neg) })
	fmt.Println(nested())
	fmt.Println(replaced())
	order()
	fmt.Println()
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("goexit defers")
		func() { runtime.Goexit() }()
		fmt.Println("never")
	}()
	<-done
	go func() { defer fmt.Println("x"); defer func() { panic(fmt.Sprint("p2 ", recover())) }(); panic("p1") }()
	select {}
}

// Outcome: panic
// Output:
// idx: runtime.Error runtime error: index out of range [5] with length 0
// idx2: runtime.Error runtime error: index out of range [5] with length 3
// neg: runtime.Error runtime error: index out of range [-1]
// slice: runtime.Error runtime error: slice bounds out of range [:5] with capacity 0
// slice2: runtime.Error runtime error: slice bounds out of range [3:2]
// slice3: runtime.Error runtime error: slice bounds out of range [::5] with capacity 4
// slice3: runtime.Error runtime error: slice bounds out of range [:5:3]
// slice4: runtime.Error runtime error: slice bounds out of range [7:5]
// slice5: runtime.Error runtime error: slice bounds out of range [5:3]
// div: runtime.Error runtime error: integer divide by zero
// mod: runtime.Error runtime error: integer divide by zero
// nilmap: runtime.Error assignment to entry in nil map
// nilptr: runtime.Error runtime error: invalid memory address or nil pointer dereference
// conv: runtime.Error interface conversion: interface {} is string, not int
// conv2: runtime.Error interface conversion: string is not main.I: missing method M
// conv3: runtime.Error interface conversion: interface {} is nil, not int
// conv4: runtime.Error interface conversion: main.T is not fmt.Stringer: missing method String
// nilif: runtime.Error runtime error: invalid memory address or nil pointer dereference
// hash: runtime.Error runtime error: hash of unhashable type []int
// cmp: runtime.Error runtime error: comparing uncomparable type []int
// cmp2: runtime.Error runtime error: comparing uncomparable type main.e1
// make: runtime.Error runtime error: makeslice: len out of range
// make2: runtime.Error runtime error: makeslice: cap out of range
// chan: runtime.Error makechan: size out of range
// close: runtime.Error close of nil channel
// close2: runtime.Error close of closed channel
// send: runtime.Error send on closed channel
// shift: runtime.Error runtime error: negative shift amount
// arr: runtime.Error runtime error: cannot convert slice with length 0 to array or pointer to array with length 4
// custom: error mine
// val: 42
// nilfunc: runtime.Error runtime error: invalid memory address or nil pointer dereference
// str: runtime.Error runtime error: index out of range [5] with length 3
// repeat: strings: negative Repeat count
// inner:second outer:first
// got two
// d2 d1 d0 
// goexit defers
// x
