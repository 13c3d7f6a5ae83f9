package main

import (
	"fmt"
	"sync/atomic"
)

func main() {
	var stop atomic.Bool
	go func() {
		stop.Store(true)
	}()
	n := 0
	for !stop.Load() {
		n++
	}
	fmt.Println("stopped")
}

// Output:
// stopped
