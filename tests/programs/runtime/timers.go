package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	at := func() time.Duration { return time.Since(start).Round(10 * time.Millisecond) }
	t := time.NewTimer(50 * time.Millisecond)
	fmt.Println(t.Stop(), t.Stop())
	t.Reset(30 * time.Millisecond)
	<-t.C
	fmt.Println("timer", at())
	tick := time.NewTicker(20 * time.Millisecond)
	for range 3 {
		<-tick.C
	}
	tick.Stop()
	fmt.Println("ticker", at())
	done := make(chan bool)
	time.AfterFunc(10*time.Millisecond, func() {
		fmt.Println("after func", at())
		close(done)
	})
	<-done
	select {
	case <-time.After(20 * time.Millisecond):
		fmt.Println("timeout", at())
	case <-done:
		fmt.Println("already closed")
	}
	time.Sleep(-5)
	d, err := time.ParseDuration("1h15m30.918s")
	fmt.Println(d, err, d.Minutes())
}

// Output:
// true false
// timer 30ms
// ticker 90ms
// after func 100ms
// already closed
// 1h15m30.918s <nil> 75.5153
