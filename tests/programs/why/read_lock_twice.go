// Who reads calls another who reads, and between them comes somebody who wants to write.
package main

import (
	"fmt"
	"sync"
	"time"
)

type fleet struct {
	mu    sync.RWMutex
	nodes map[string]int
}

func (f *fleet) free(node string) int {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return 8 - f.nodes[node]
}

func (f *fleet) total() (sum int) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	for node := range f.nodes {
		time.Sleep(2 * time.Millisecond)
		sum += f.free(node)
	}
	return sum
}

func main() {
	f := &fleet{nodes: map[string]int{"a": 3, "b": 5}}
	go func() {
		time.Sleep(time.Millisecond)
		f.mu.Lock()
		f.nodes["c"] = 1
		f.mu.Unlock()
	}()
	fmt.Println(f.total())
}

// Outcome: deadlock
// Why: It took it for reading at line 22 and still holds it; but a writer waits, and who comes later waits behind that one.
// Why: Goroutine 2 waits at line 35 for `f.mu`. main took it for reading at line 22 and still holds it.
// Why: Take it for reading once
