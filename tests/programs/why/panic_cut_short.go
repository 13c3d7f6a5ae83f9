// Done is deferred, so main goes on while the other still panics: it is not told to be at work.
package main

import (
	"fmt"
	"sync"
)

func main() {
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println("stop from", i)
			close(stop)
		}()
	}
	<-stop
	wg.Wait()
}

// Policy: random
// Seed: 8
// Why: had panicked when the program ended, and its message is lost
// WhyNot: still at work
