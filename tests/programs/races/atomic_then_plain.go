// Atomic operations before it order nothing for a plain access, whether or not other atomic operations came between.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	var done, hits int64
	for range 3 {
		go func() {
			atomic.AddInt64(&hits, 1)
		}()
	}
	time.Sleep(10 * time.Millisecond)
	fmt.Println(hits)

	flag := make(chan bool)
	go func() {
		atomic.LoadInt64(&done)
		flag <- true
		atomic.LoadInt64(&done)
	}()
	<-flag
	time.Sleep(time.Millisecond)
	done = 1
	fmt.Println(atomic.AddInt64(&done, 1))
}

// Output:
// 3
// 2

// Races: 14~18, 24~28
// Why: Nothing orders the two: the one at line 14 is atomic, but the one at line 18 is not.
// Why: Make the access at line 18 atomic too (`sync/atomic`).
