// Each waits for the group that counts it, so nobody comes to its Done, deferred though it is.
package main

import "sync"

func main() {
	out := make(chan int)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- i
			wg.Wait()
			close(out)
		}()
	}
	for range out {
	}
}

// Outcome: deadlock
// Why: goroutine 3 would call Done, which waits at line 14 for `wg`
// Why: Whom the group counts cannot wait for it before `Done`
// WhyNot: Say `defer wg.Done()` first
