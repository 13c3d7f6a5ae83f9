// With one processor, timers fire while somebody computes, who is woken waits for the processor, and a goroutine
// that computes for long gives it up after its turn.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func compute(until time.Time) {
	for time.Now().Before(until) {
	}
}

func main() {
	start := time.Now()
	since := func() time.Duration { return time.Since(start).Round(time.Millisecond) }
	go compute(start.Add(100 * time.Millisecond))
	for range 3 {
		time.Sleep(2 * time.Millisecond)
		fmt.Println("woken by the clock, ran at", since())
	}
	var stop atomic.Bool
	time.AfterFunc(time.Second, func() { stop.Store(true) })
	for !stop.Load() {
	}
	fmt.Println("stopped at", since().Round(100*time.Millisecond))
}

// Limit: processors=1
// Limit: instruction_ns=100
// Output:
// woken by the clock, ran at 10ms
// woken by the clock, ran at 20ms
// woken by the clock, ran at 30ms
// stopped at 1s
