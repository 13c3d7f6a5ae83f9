// Of stages that wait for one another the one whose input never ends is mended.
package main

import "fmt"

func source() <-chan int {
	out := make(chan int)
	go func() {
		for i := range 3 {
			out <- i
		}
	}()
	return out
}

func double(numbers <-chan int) <-chan int {
	doubled := make(chan int)
	go func() {
		defer close(doubled)
		for n := range numbers {
			doubled <- 2 * n
		}
	}()
	return doubled
}

func main() {
	for n := range double(source()) {
		fmt.Println(n)
	}
}

// Output:
// 0
// 2
// 4

// Outcome: deadlock
// Why: Goroutine 3 waits at line 20 to receive from `out`, which is empty and open.
// Why: Whoever sends last closes `out` then
