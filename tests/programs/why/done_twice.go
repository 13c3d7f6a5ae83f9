// Done is called twice in one goroutine, so Wait returns before the other one is done.
package main

import (
	"fmt"
	"sync"
)

func work(wg *sync.WaitGroup, fail bool) {
	defer wg.Done()
	if fail {
		wg.Done()
		return
	}
	fmt.Println("work")
}
func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go work(&wg, false)
	go work(&wg, true)
	wg.Wait()
}

// Seed: 2
// Policy: random
// Why: `wg.Wait()` at line 22 returned too early: goroutine 3 called `Done` at line 12 and again at line 13.
// Why: Call `Done` once in each goroutine
