// Who holds a lock waits for somebody who needs it.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	values := make(chan int)
	go func() {
		mu.Lock()
		values <- 1
		mu.Unlock()
	}()
	func() {
		for range 2 {
			mu.Lock()
			fmt.Println(<-values)
			mu.Unlock()
		}
	}()
}

// Policy: go
// Outcome: deadlock
// Why: Release `mu` before line 20: whoever holds a lock must not wait for somebody who needs it.
