// One of ten thousand returns without Done, long after the first two thousand: it is named, however many there are.
package main

import (
	"sync"
	"time"
)

// Outcome: deadlock
// Why: Done was called 9,999 times.
// Why: Goroutine 4,323 returned at line 16 and never came to `wg.Done()` at line 18.

func work(id int, wg *sync.WaitGroup) {
	time.Sleep(time.Duration(id%97) * time.Millisecond)
	if id == 4321 {
		return
	}
	wg.Done()
}

func main() {
	var wg sync.WaitGroup
	for id := range 10_000 {
		wg.Add(1)
		go work(id, &wg)
	}
	wg.Wait()
}
