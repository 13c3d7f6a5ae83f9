// A writer that waits for readers to leave comes after what they read, and after the writer before it.
package main

import (
	"fmt"
	"sync"
	"time"
)

// Races: none

// Output:
// 1 1 1
// 3

func main() {
	var rw sync.RWMutex
	var wg, inside sync.WaitGroup
	x := 1
	seen := make([]int, 3)
	inside.Add(len(seen))
	for i := range seen {
		wg.Go(func() {
			rw.RLock()
			defer rw.RUnlock()
			inside.Done()
			time.Sleep(time.Duration(i) * time.Millisecond)
			seen[i] = x
		})
	}
	inside.Wait()
	for range 2 {
		wg.Go(func() {
			rw.Lock()
			defer rw.Unlock()
			x++
		})
	}
	wg.Wait()
	fmt.Println(seen[0], seen[1], seen[2])
	fmt.Println(x)
}
