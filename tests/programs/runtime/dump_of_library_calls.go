package main

import (
	"sync"
	"time"
)

func main() {
	var rw sync.RWMutex
	var held sync.Mutex
	var wg sync.WaitGroup
	held.Lock()
	rw.RLock()
	wg.Add(1)
	go wg.Wait()
	go func() { rw.Lock() }()
	time.Sleep(time.Millisecond)
	go func() { rw.Lock() }()
	time.Sleep(time.Millisecond)
	go func() { rw.RLock() }()
	wg.Go(held.Lock)
	held.Lock()
}

// Outcome: deadlock
// Stderr: fatal error: all goroutines are asleep - deadlock!
// Stderr: sync.runtime_SemacquireWaitGroup(
// Stderr: sync.(*WaitGroup).Wait(
// Stderr: goroutine 1 [sync.Mutex.Lock]:
// Stderr: internal/sync.(*Mutex).lockSlow(
// Stderr: sync.(*Mutex).Lock(
// Stderr: [sync.RWMutex.Lock]:
// Stderr: sync.runtime_SemacquireRWMutex(
// Stderr: [sync.RWMutex.RLock]:
// Stderr: sync.(*RWMutex).RLock(
// Stderr: created by sync.(*WaitGroup).Go in goroutine 1
