package main

import "fmt"

// Aliases are used before they are declared, one of them while it is being found out what it is.
type keep[T any] struct{ n int }

type whole keep[circle]

type part struct {
	circle
	n int
}

type circle = func(part)

type arg struct {
	list numbers
	more func(numbers, ...octet) numbers
}

type numbers = []number

type (
	number = octet
	octet  = byte
)

func main() {
	a := arg{list: numbers{1, 2}}
	a.more = func(n numbers, o ...octet) numbers { return append(n, o...) }
	fmt.Println(a.more(a.list, 3), whole{4}, part{n: 5}.n)
	fmt.Printf("%T\n", a.more)
}

// Output:
// [1 2 3] {4} 5
// func([]uint8, ...uint8) []uint8
