// Each takes the fork at the left and waits for the one at the right, and main waits for all of them: it is the locks
// that want an order, not the count that main waits for.
package main

import (
	"sync"
	"time"
)

// Outcome: deadlock
// Why: Take the locks in the same order everywhere.
// WhyNot: Say `defer wg.Done()`

func main() {
	var forks [3]sync.Mutex
	var wg sync.WaitGroup
	for i := range forks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			left, right := &forks[i], &forks[(i+1)%len(forks)]
			left.Lock()
			defer left.Unlock()
			time.Sleep(time.Millisecond)
			right.Lock()
			defer right.Unlock()
		}()
	}
	wg.Wait()
}
