package main

import "sync"

func main() {
	var mu sync.Mutex
	defer func() { recover() }()
	mu.Unlock()
}

// Outcome: fatal
// Stderr: fatal error: sync: unlock of unlocked mutex
// Output:
