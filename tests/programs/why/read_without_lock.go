// One place takes the lock and the other does not: it should too.
package main

import (
	"fmt"
	"sync"
)

type stats struct {
	mu   sync.Mutex
	hits int
}

func (s *stats) hit() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits++
}

func (s *stats) get() int { return s.hits }

func main() {
	var s stats
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.hit()
			if s.get() > 9 {
				fmt.Println("many")
			}
		}()
	}
	wg.Wait()
}

// Why: Take `s.mu` around line 20 too.
// WhyNot: Give each goroutine a variable of its own
