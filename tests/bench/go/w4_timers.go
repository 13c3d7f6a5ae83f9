// W4, timers: n goroutines each sleep 100 times for pseudo-random durations.
package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	n      = 100_000
	sleeps = 100
)

func main() {
	var wg sync.WaitGroup
	start := time.Now()
	for id := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			x := uint32(id + 1)
			for range sleeps {
				x = x*1664525 + 1013904223
				time.Sleep(time.Duration(x>>12) * time.Microsecond)
			}
		}()
	}
	wg.Wait()
	fmt.Println(n, time.Since(start) > 0)
}
