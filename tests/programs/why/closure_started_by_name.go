// A closure that only `go` statements name is run by those goroutines, not by who made it.
package main

import (
	"fmt"
	"sync"
)

func merge(inputs ...chan int) <-chan int {
	var wg sync.WaitGroup
	out := make(chan int)
	copyAll := func(in chan int) {
		defer wg.Done()
		for n := range in {
			out <- n
		}
	}
	wg.Add(len(inputs))
	for _, in := range inputs {
		go copyAll(in)
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	a, b := make(chan int), make(chan int)
	go func() { a <- 1; close(a) }()
	go func() { b <- 2 }()
	for n := range merge(a, b) {
		fmt.Println(n)
	}
}

// Outcome: deadlock
// Why: Whoever sends last closes `b` then
// WhyNot: main would call Done
