// A WaitGroup that is passed by value: each calls Done on its own copy.
package main

import (
	"fmt"
	"sync"
)

func worker(id int, wg sync.WaitGroup) {
	defer wg.Done()
	fmt.Println("worker", id)
}

func main() {
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go worker(i, wg)
	}
	wg.Wait()
}

// Outcome: deadlock
// Why: returned at line 12, and `wg.Done()` at line 10 did not reach this `wg`: it never came there, or that was a copy's.
// WhyNot: never came to the defer
// Why: Pass a pointer (`*sync.WaitGroup`), not a copy
