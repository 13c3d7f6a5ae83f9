package main

import "sync"

func main() {
	var mu sync.Mutex
	mu.Lock()
	mu.Lock()
}

// Outcome: deadlock
// Stderr: goroutine 1 [sync.Mutex.Lock]:
// Output:
