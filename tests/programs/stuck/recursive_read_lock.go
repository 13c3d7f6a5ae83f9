// A read lock is taken twice by one goroutine. It goes well unless a writer comes in between, which it does
// where the random policy lets others go on after an operation on a lock.
// Policy: random
// Seed: 9
package main

import (
	"fmt"
	"sync"
)

type config struct {
	mu   sync.RWMutex
	name string
}

func (c *config) describe() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return "config " + c.get()
}

func (c *config) get() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.name
}

func (c *config) set(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.name = name
}

func main() {
	c := &config{name: "a"}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		fmt.Println(c.describe())
	}()
	go func() {
		defer wg.Done()
		c.set("b")
	}()
	wg.Wait()
}

// Outcome: deadlock
