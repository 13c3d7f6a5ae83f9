// A goroutine that ranges over a ticker for ever: nobody closes that, and it waits for the clock.
package main

import (
	"fmt"
	"time"
)

func heartbeat(every time.Duration) {
	t := time.NewTicker(every)
	for range t.C {
		fmt.Println("beat")
	}
}

func main() {
	go heartbeat(10 * time.Millisecond)
	time.Sleep(15 * time.Millisecond)
	fmt.Println("bye")
}

// Output:
// beat
// bye

// Why: Goroutine 2 waits at line 11 for the clock, to receive from `t`.
// Why: A timer's channel is never closed
// WhyNot: Whoever sends last
// WhyNot: Nothing in the program sends
