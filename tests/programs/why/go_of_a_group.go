// Goroutines of wg.Go wait for a channel that nobody closes: the group calls Done for them, when they return.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	jobs := make(chan int)
	for range 3 {
		wg.Go(func() {
			for j := range jobs {
				fmt.Println(j)
			}
		})
	}
	for j := range 5 {
		jobs <- j
	}
	wg.Wait()
}

// Outcome: deadlock
// Why: main waits at line 22 until the counter of `wg` is 0. It is 3.
// Why: The counter was raised to 3 in all, and Done was never called.
// Why: goroutine 4 wait at line 14 to receive from `jobs`
// WhyNot: Nothing in the program calls Done
// Mend: `close(jobs)` behind the last send.
