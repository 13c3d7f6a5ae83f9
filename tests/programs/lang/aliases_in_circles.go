package main

import "fmt"

// Aliases are used before they are declared, and in a circle through a struct.
type keep[T any] struct{ n int }

type whole keep[call]

type arg struct {
	call
	list numbers
	more func(numbers, ...octet) numbers
}

type call = func(arg) numbers

type numbers = []number

type (
	number = octet
	octet  = byte
)

func main() {
	a := arg{call: func(a arg) numbers { return a.list }, list: numbers{1, 2}}
	a.more = func(n numbers, o ...octet) numbers { return append(n, o...) }
	fmt.Println(a.call(a), a.more(a.list, 3), whole{4})
	fmt.Printf("%T\n", a.more)
}

// Output:
// [1 2] [1 2 3] {4}
// func([]uint8, ...uint8) []uint8
