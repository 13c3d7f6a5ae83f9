// The receiver closes while senders wait.
package main

import (
	"fmt"
	"sync"
)

func main() {
	c := make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() { c <- i })
	}
	fmt.Println(<-c)
	close(c)
	wg.Wait()
}

// Output:
// 0

// Outcome: panic
// Why: `c`, made at line 10, was closed meanwhile by main at line
// Peer: skip which of the three sends first is Go's to choose
