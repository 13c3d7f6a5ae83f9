package main

import "fmt"

func three(yield func(int) bool) {
	for i := range 3 {
		if !yield(i) {
			return
		}
	}
}

func f() (n int) {
	defer func() { fmt.Println("last", n) }()
	for i := range three {
		defer fmt.Println("deferred", i)
		if i == 1 {
			return i
		}
	}
	return 9
}

func g() {
	for i := range three {
		defer fmt.Println("g", i)
		if i == 1 {
			return
		}
	}
}

func main() {
	fmt.Println(f())
	g()
}

// Output:
// deferred 1
// deferred 0
// last 1
// 1
// g 1
// g 0
