// Add says one more than there are goroutines: nobody has forgotten its Done.
package main

import (
	"fmt"
	"sync"
)

func main() {
	names := []string{"a", "b"}
	var wg sync.WaitGroup
	wg.Add(len(names) + 1)
	for _, n := range names {
		go func() {
			defer wg.Done()
			fmt.Println(n)
		}()
	}
	wg.Wait()
}

// Outcome: deadlock
// Why: The counter was raised to 3 in all, and Done was called 2 times.
// Why: `wg.Add` must raise it by one for each goroutine that calls `Done`: it was raised by more.
// WhyNot: Say `defer wg.Done()`
