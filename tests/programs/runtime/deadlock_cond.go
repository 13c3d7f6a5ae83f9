package main

import "sync"

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	mu.Lock()
	c.Wait()
}

// Outcome: deadlock
// Stderr: goroutine 1 [sync.Cond.Wait]:
// Output:
