package main

import (
	"fmt"
	"unsafe"
)

type inner struct {
	a int16
	b string
}

type outer struct {
	flag bool
	inner
	last struct{}
}

func size[T any](x T) (uintptr, uintptr) { return unsafe.Sizeof(x), unsafe.Alignof(x) }

type pair[A, B any] struct {
	a A
	b B
}

func second[A, B any]() uintptr {
	var p pair[A, B]
	return unsafe.Offsetof(p.b)
}

func main() {
	var o outer
	const at = unsafe.Offsetof(o.b)
	fmt.Println(unsafe.Sizeof(o), unsafe.Alignof(o), unsafe.Offsetof(o.inner), at, unsafe.Offsetof(o.last))
	fmt.Println(size(int32(1)))
	fmt.Println(size(o.inner))
	fmt.Println(size([3]bool{}))
	fmt.Println(second[bool, int64](), second[string, byte]())
}

// Output:
// 40 8 8 16 32
// 4 4
// 24 8
// 3 1
// 8 16
