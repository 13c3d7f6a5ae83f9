// Add within the goroutine: under this order Wait found 0 before anybody had begun.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for i := range 3 {
		go func() {
			wg.Add(1)
			defer wg.Done()
			time.Sleep(10 * time.Millisecond)
			fmt.Println("saved", i)
		}()
	}
	wg.Wait()
	fmt.Println("all saved")
}

// Output:
// all saved

// Why: Goroutine 2, goroutine 3 and goroutine 4 had not begun when the program ended
// Why: `wg.Wait()` at line 20 found 0 and had returned before goroutine 2, goroutine 3 and goroutine 4 came to `wg.Add(1)` at line 14
// Why: Move `wg.Add(1)` from line 14 to before line 13, which starts the goroutine.
// WhyNot: a WaitGroup, or a channel
