package main

import "sync"

func main() {
	var mu sync.Mutex
	defer mu.Unlock()
	panic("first")
}

// Outcome: fatal
// Stderr: panic: first
// Stderr: fatal error: sync: unlock of unlocked mutex
// Stderr: internal/sync.(*Mutex).unlockSlow(
// Stderr: sync.(*Mutex).Unlock(
// Stderr: panic(
