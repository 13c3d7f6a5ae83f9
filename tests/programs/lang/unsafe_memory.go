// Strings and slices of the address of their first element, and back.
package main

import (
	"fmt"
	"unsafe"
)

type pair struct {
	a int
	b string
}

func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func first[S ~[]E, E any](s S) *E { return unsafe.SliceData(s) }

func fails(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	b := []byte("goroutine")
	s := text(b[2:6])
	b[3] = 'X'
	fmt.Println(s, len(s), unsafe.StringData(s) == &b[2])

	numbers := [...]int{1, 2, 3, 4, 5}
	n := uint8(3)
	part := unsafe.Slice(&numbers[1], n)
	part[0] = 20
	fmt.Println(numbers, part, len(part), cap(part))
	*first(part[2:]) = 40
	fmt.Println(numbers)

	pairs := []pair{{1, "a"}, {2, "b"}}
	all := unsafe.Slice(unsafe.SliceData(pairs), len(pairs))
	all[1].b = "c"
	fmt.Println(pairs, *first(pairs))

	var none *pair
	fmt.Println(unsafe.Slice(none, 0) == nil, unsafe.SliceData([]int(nil)) == nil, unsafe.String(nil, 0) == "")
	m := -1
	fails(func() { _ = unsafe.Slice(none, 1) })
	fails(func() { _ = unsafe.Slice(&numbers[0], m) })
	fails(func() { _ = unsafe.String(nil, n) })
	fails(func() { _ = unsafe.String(&b[0], m) })
}

// Output:
// rXut 4 true
// [1 20 3 4 5] [20 3 4] 3 3
// [1 20 3 40 5]
// [{1 a} {2 c}] {1 a}
// true true true
// runtime error: unsafe.Slice: ptr is nil and len is not zero
// runtime error: unsafe.Slice: len out of range
// runtime error: unsafe.String: ptr is nil and len is not zero
// runtime error: unsafe.String: len out of range
