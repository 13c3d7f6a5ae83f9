//go:build go1.21

// Before Go 1.22 all goroutines of a loop see the same variable.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	sum := 0
	process := func(i int) { sum += i }
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			process(i) // ❌ BAD - all goroutines see same i
		}()
	}
	wg.Wait()
	fmt.Println(sum)
}

// Peer: skip a data race: Go prints what its processors make of it
// Output:
// 100
