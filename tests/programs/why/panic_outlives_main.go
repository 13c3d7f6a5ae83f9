// Done is deferred, so main goes on while the other still panics. A main that has returned lets the deferred calls of
// a panic go on, so the program ends with the panic whatever the order.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var seen map[string]int
	wg.Add(1)
	go func() {
		defer func() { fmt.Println("written: nothing") }()
		defer wg.Done()
		seen["first"]++
	}()
	wg.Wait()
}

// Policy: random
// Seed: 1
// Outcome: panic
// Stderr: panic: assignment to entry in nil map
