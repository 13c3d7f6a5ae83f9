package main

import (
	"fmt"
	"reflect"
	"runtime"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

// A literal may leave out `&T` also where T is a slice or a map.
type list []point
type point struct{ x int }
type table map[string]int

var lists = map[string]*list{"a": {{1}, {2}}}
var tables = [1]*table{{"k": 3}}

func name(f any) string { return runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name() }

func (point) get()  {}
func (*point) set() {}

func main() {
	s, text, array := []int{1, 2, 3}, "abc", [3]int{}
	zero, minus := uint(0), -1
	var b uint8 = 200
	try(func() { _ = s[zero-1] })
	try(func() { _ = array[zero-1] })
	try(func() { _ = text[zero-1] })
	try(func() { _ = s[minus] })
	try(func() { _ = s[b] })
	try(func() { _ = s[zero-1:] })
	try(func() { _ = s[:zero-1] })
	try(func() { _ = text[:zero-1] })
	try(func() { _ = s[minus:] })
	try(func() { _ = s[:minus] })
	try(func() { _ = s[minus:2:3] })
	try(func() { _ = s[:minus:3] })
	fmt.Println(*lists["a"], *tables[0])
	fmt.Println(name(try), name(fmt.Println), name(func() {}), name(point.get), name((*point).set), name(point{}.get))
}

// Output:
// runtime error: index out of range [18446744073709551615] with length 3
// runtime error: index out of range [18446744073709551615] with length 3
// runtime error: index out of range [18446744073709551615] with length 3
// runtime error: index out of range [-1]
// runtime error: index out of range [200] with length 3
// runtime error: slice bounds out of range [18446744073709551615:3]
// runtime error: slice bounds out of range [:18446744073709551615] with capacity 3
// runtime error: slice bounds out of range [:18446744073709551615] with length 3
// runtime error: slice bounds out of range [-1:]
// runtime error: slice bounds out of range [:-1]
// runtime error: slice bounds out of range [-1::]
// runtime error: slice bounds out of range [:-1:]
// [{1} {2}] map[k:3]
// main.try fmt.Println main.main.func13 main.point.get main.(*point).set main.point.get-fm
