// Add is called too late: Wait may return before anybody was counted.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	results := make(chan int)
	for i := range 3 {
		go func() {
			wg.Add(1)
			defer wg.Done()
			results <- i
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	n := 0
	for range results {
		n++
	}
	fmt.Println(n)
	time.Sleep(time.Second)
}

// Policy: go
// Outcome: panic
// Why: A closed channel takes nothing more.
// Mend: `wg.Add(1)` before the goroutine is started
