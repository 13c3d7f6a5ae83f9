// Capacities that append gives are those of slices on Go's heap: with real sizes, size classes and the word
// that larger objects with pointers have in front.
package main

import "fmt"

type small [5]int16

type mixed struct {
	a byte
	b int32
	c bool
}

var kept any

func grown[T any](n int) {
	var s []T
	for range n {
		before := cap(s)
		var zero T
		if s = append(s, zero); cap(s) != before {
			fmt.Print(cap(s), " ")
		}
	}
	kept = s
	fmt.Printf("%T\n", s)
}

func main() {
	grown[int](2000)
	grown[byte](5000)
	grown[int32](2000)
	grown[string](2000)
	grown[any](300)
	grown[small](1000)
	grown[mixed](1000)
	grown[struct{}](4)
	for _, n := range []int{33, 65, 129, 500, 2040, 4000} {
		kept = append([]*int{}, make([]*int, n)...)
		fmt.Print(cap(kept.([]*int)), " ")
	}
	fmt.Println()
}

// Output:
// 1 2 4 8 16 32 64 128 256 512 848 1280 1792 2560 []int
// 8 16 32 64 128 256 512 896 1408 2048 3072 4096 5376 []uint8
// 2 4 8 16 32 64 128 256 512 864 1344 2048 []int32
// 1 2 4 8 16 32 71 143 303 591 1023 1535 2560 []string
// 1 2 4 8 16 32 71 143 303 []interface {}
// 1 2 4 8 16 32 64 128 268 537 947 1433 []main.small
// 1 2 4 8 16 32 64 128 256 512 853 1365 []main.mixed
// 1 2 3 4 []struct {}
// 36 71 143 511 2047 4095 
