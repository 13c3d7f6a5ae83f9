// Sixty goroutines wait for decades each: what they waited in all is more than a count of nanoseconds can hold.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	places := make(chan struct{}, 8)
	for range 60 {
		wg.Go(func() {
			places <- struct{}{}
			time.Sleep((1 << 40) * time.Millisecond)
			<-places
		})
	}
	wg.Wait()
	fmt.Println("done")
}

// Outcome: limit virtual_time
// Peer: skip it takes centuries
// Output:
