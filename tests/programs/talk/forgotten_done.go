// A goroutine that never calls Done: Wait waits for ever.
package main

import (
	"fmt"
	"sync"
)

func doWork(i int) {
	fmt.Println("worked", i)
}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			doWork(i)
			if i == 0 {
				wg.Done() // ❌ BAD
			}
		}()
	}
	wg.Wait()
}

// Outcome: deadlock
// Stderr: goroutine 1 [sync.WaitGroup.Wait]:
// Peer: unordered
// Output:
// worked 0
// worked 1
