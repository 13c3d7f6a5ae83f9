package main

import "fmt"

func ch(name string, c chan int) chan int {
	fmt.Println("chan", name)
	return c
}

func val(name string, v int) int {
	fmt.Println("value", name)
	return v
}

func main() {
	a, b := make(chan int), make(chan int, 1)
	var slots [2]int
	idx := func() int { fmt.Println("index"); return 1 }
	select {
	case slots[idx()] = <-ch("a", a):
	case ch("b", b) <- val("b", 7):
		fmt.Println("sent", <-b, slots)
	}
	b <- 9
	select {
	case ch("a", a) <- val("a", 1):
	case slots[idx()] = <-ch("b", b):
		fmt.Println("received", slots)
	}
	select {
	case <-a:
	default:
		fmt.Println("default")
	}
}

// Output:
// chan a
// chan b
// value b
// sent 7 [0 0]
// chan a
// value a
// chan b
// index
// received [0 9]
// default
