// A cache that misses wants to write while it still holds the lock for reading.
package main

import (
	"fmt"
	"sync"
)

type cache struct {
	mu    sync.RWMutex
	pages map[string]string
}

func (c *cache) page(name string) string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if page, ok := c.pages[name]; ok {
		return page
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pages[name] = "<" + name + ">"
	return c.pages[name]
}

func main() {
	c := &cache{pages: map[string]string{"index": "<index>"}}
	fmt.Println(c.page("index"))
	fmt.Println(c.page("about"))
}

// Outcome: deadlock
// Why: main waits at line 20 for `c.mu`. It took it for reading at line 15 and still holds it: that cannot become a lock for writing.
// Why: Release it for reading first (`c.mu.RUnlock()`), then lock it for writing
