package main

import (
	"fmt"
	"runtime"
)

type T struct{ x int }

type I interface{ M() }

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, isRuntime := r.(runtime.Error)
		fmt.Println(name, "|", r, "|", isRuntime)
	}()
	f()
}

func main() {
	s := []int{1, 2, 3}
	n := 5
	neg := -1
	var p *T
	var m map[string]int
	var i any = "text"
	var none any
	var fn func()
	zero := 0
	str := "abc"
	var bad I
	try("index", func() { _ = s[n] })
	try("index neg", func() { _ = s[neg] })
	try("string index", func() { _ = str[n] })
	try("slice hi", func() { _ = s[:n] })
	try("slice lo hi", func() { a, b := 3, 2; _ = s[a:b] })
	try("string slice", func() { _ = str[:n] })
	try("slice 3", func() { _ = s[:0:n] })
	try("divide", func() { _ = n / zero })
	try("nil deref", func() { _ = p.x })
	try("nil map", func() { m["a"] = 1 })
	try("assert", func() { _ = i.(int) })
	try("assert nil", func() { _ = none.(int) })
	try("assert iface", func() { _ = i.(I) })
	try("nil func", func() { fn() })
	try("nil iface", func() { bad.M() })
	try("makeslice", func() { _ = make([]int, neg) })
	try("close nil", func() { var c chan int; close(c) })
	try("close twice", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("unhashable", func() { mm := map[any]int{}; mm[[]int{1}] = 2 })
	try("uncomparable", func() { var a, b any = []int{1}, []int{1}; _ = a == b })
	try("shift", func() { _ = 1 << neg })
	try("array conv", func() { _ = [4]int(s) })
	try("custom", func() { panic(fmt.Errorf("wrapped: %w", fmt.Errorf("inner"))) })
}

// Output:
// index | runtime error: index out of range [5] with length 3 | true
// index neg | runtime error: index out of range [-1] | true
// string index | runtime error: index out of range [5] with length 3 | true
// slice hi | runtime error: slice bounds out of range [:5] with capacity 3 | true
// slice lo hi | runtime error: slice bounds out of range [3:2] | true
// string slice | runtime error: slice bounds out of range [:5] with length 3 | true
// slice 3 | runtime error: slice bounds out of range [::5] with capacity 3 | true
// divide | runtime error: integer divide by zero | true
// nil deref | runtime error: invalid memory address or nil pointer dereference | true
// nil map | assignment to entry in nil map | true
// assert | interface conversion: interface {} is string, not int | true
// assert nil | interface conversion: interface {} is nil, not int | true
// assert iface | interface conversion: string is not main.I: missing method M | true
// nil func | runtime error: invalid memory address or nil pointer dereference | true
// nil iface | runtime error: invalid memory address or nil pointer dereference | true
// makeslice | runtime error: makeslice: len out of range | true
// close nil | close of nil channel | true
// close twice | close of closed channel | true
// send closed | send on closed channel | true
// unhashable | runtime error: hash of unhashable type []int | true
// uncomparable | runtime error: comparing uncomparable type []int | true
// shift | runtime error: negative shift amount | true
// array conv | runtime error: cannot convert slice with length 3 to array or pointer to array with length 4 | true
// custom | wrapped: inner | false
