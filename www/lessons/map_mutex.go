package main

import (
	"fmt"
	"sync"
	"time"
)

// A map and the lock that guards it, in one type: nobody can take one without the other.
type cache struct {
	mu    sync.Mutex
	found map[int]string
}

func (c *cache) put(id int, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	time.Sleep(50 * time.Millisecond) // the others queue for this long
	c.found[id] = value
}

func main() {
	c := cache{found: make(map[int]string)}
	var wg sync.WaitGroup
	for id := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(100 * time.Millisecond)
			c.put(id, fmt.Sprint("item ", id))
		}()
	}
	wg.Wait()
	fmt.Println(len(c.found), "found")
}
