// A deferred Done is called even when the work panics.
package main

import (
	"fmt"
	"sync"
)

func doWork() {
	panic("out of flour")
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done() // ✅ GOOD - always called
		defer func() { fmt.Println("recovered:", recover()) }()
		doWork()
	}()
	wg.Wait()
	fmt.Println("served")
}

// Output:
// recovered: out of flour
// served
