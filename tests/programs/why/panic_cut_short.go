// Done is deferred, so main goes on while the other still panics, and that takes longer than a main that has returned
// lets the others go on: it is not told to be at work.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer time.Sleep(time.Millisecond)
		defer wg.Done()
		fmt.Println("stop once more")
		close(stop)
	}()
	close(stop)
	wg.Wait()
}

// Policy: random
// Seed: 8
// Why: Goroutine 2 had panicked at line 19 when the program ended, and its message is lost
// WhyNot: still at work
