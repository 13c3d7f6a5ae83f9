// A lock that is held for reading does not keep two writers apart.
package main

import "sync"

type counter struct {
	mu sync.RWMutex
	n  int
}

func (c *counter) add() {
	c.mu.RLock()
	defer c.mu.RUnlock()
	c.n++
}

func main() {
	var c counter
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(c.add)
	}
	wg.Wait()
}

// Why: both hold `c.mu` only for reading
// Why: Take `c.mu` for writing (`Lock`, not `RLock`) where line 14 writes.
