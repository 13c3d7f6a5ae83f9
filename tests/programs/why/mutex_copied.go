// A value receiver copies the lock.
package main

import (
	"fmt"
	"sync"
)

type C struct {
	mu sync.Mutex
	n  *int
}

func (c C) Inc() { c.mu.Lock(); defer c.mu.Unlock(); *c.n++ }
func main() {
	c := C{n: new(int)}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { c.Inc() })
	}
	wg.Wait()
	fmt.Println(*c.n > 0)
}

// Why: each holds a `c.mu` of its own, and two locks do not exclude each other
// Why: Let both take the same `c.mu`
