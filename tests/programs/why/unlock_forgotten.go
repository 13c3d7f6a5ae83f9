// An early return keeps the lock.
package main

import (
	"fmt"
	"sync"
)

type store struct {
	mu sync.Mutex
	n  int
}

func (s *store) add(n int) error {
	s.mu.Lock()
	if n < 0 {
		return fmt.Errorf("negative: %d", n)
	}
	s.n += n
	s.mu.Unlock()
	return nil
}

func main() {
	s := &store{}
	for _, n := range []int{1, -1, 2} {
		if err := s.add(n); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(s.n)
}

// Outcome: deadlock
// Why: main waits at line 15 for `s.mu`. It took that lock itself at line 15 and has not released it since.
// Mend: `defer s.mu.Unlock()` on the line behind
