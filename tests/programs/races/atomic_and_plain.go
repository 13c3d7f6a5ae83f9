// An atomic store orders nothing for a read that is not atomic.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

var stopped int32

func main() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for stopped == 0 {
			time.Sleep(time.Millisecond)
		}
	}()
	time.Sleep(10 * time.Millisecond)
	atomic.StoreInt32(&stopped, 1)
	<-done
	fmt.Println("stopped")
}

// Output:
// stopped

// Races: 16~21
// Why: Nothing orders the two: the one at line 21 is atomic, but the one at line 16 is not.
// Why: Make the access at line 16 atomic too (`sync/atomic`).
