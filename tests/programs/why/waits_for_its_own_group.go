// A goroutine that the group counts waits for the group.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	out := make(chan int)
	wg.Add(1)
	go func() {
		defer wg.Done()
		out <- 1
		wg.Wait()
		close(out)
	}()
	for v := range out {
		fmt.Println(v)
	}
}

// Outcome: deadlock
// Why: Whom the group counts cannot wait for it before `Done`
// WhyNot: Say `defer wg.Done()` first
