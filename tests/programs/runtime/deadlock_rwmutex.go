package main

import "sync"

func main() {
	var mu sync.RWMutex
	done := make(chan bool)
	mu.RLock()
	go func() {
		mu.Lock()
		mu.Unlock()
		done <- true
	}()
	<-done
}

// Outcome: deadlock
// Stderr: [sync.RWMutex.Lock]:
// Output:
