// Two locks that are first seen at one line have one name, and are told apart.
package main

import (
	"sync"
	"time"
)

type account struct {
	mu      *sync.Mutex
	balance int
}

func transfer(from, to *account, n int) {
	from.mu.Lock()
	time.Sleep(time.Millisecond)
	to.mu.Lock()
	from.balance -= n
	to.balance += n
	to.mu.Unlock()
	from.mu.Unlock()
}

func main() {
	a, b := new(sync.Mutex), new(sync.Mutex)
	x, y := &account{a, 10}, &account{b, 10}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); transfer(x, y, 1) }()
	go func() { defer wg.Done(); transfer(y, x, 2) }()
	wg.Wait()
}

// Outcome: deadlock
// Why: Goroutine 2 waits at line 17 for `from.mu` #2. Goroutine 3 took it at line 15 and still holds it.
// Why: Goroutine 3 waits at line 17 for `from.mu` #1. Goroutine 2 took it at line 15 and still holds it.
// Why: goroutine 2 waits at line 17 for `from.mu #2`; goroutine 3 holds it
