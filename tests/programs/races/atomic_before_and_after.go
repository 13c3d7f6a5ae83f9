// Plain accesses before the goroutines begin and after they were waited for are ordered.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var n int64
	n = 5
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			atomic.AddInt64(&n, 1)
		}()
	}
	wg.Wait()
	n++
	fmt.Println(n)
}

// Output:
// 10

// Races: none
