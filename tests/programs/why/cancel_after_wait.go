// The cancel that would end the workers stands behind the wait for them.
package main

import (
	"context"
	"fmt"
	"sync"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	in := make(chan int)
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				select {
				case v := <-in:
					fmt.Println(v)
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	in <- 1
	in <- 2
	wg.Wait()
	cancel()
}

// Outcome: deadlock
// Why: Call `cancel()` (now at line 31) before line 30, which waits for those who wait for it.
// WhyNot: defer cancel()
