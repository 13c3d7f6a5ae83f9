// Who had closed the channel that is closed again.
package main

import (
	"fmt"
	"sync"
)

type S struct{ quit chan struct{} }

func (s *S) Stop() { close(s.quit) }
func main() {
	s := &S{make(chan struct{})}
	var wg sync.WaitGroup
	wg.Go(func() { <-s.quit; fmt.Println("stopped"); s.Stop() })
	s.Stop()
	wg.Wait()
}

// Output:
// stopped

// Outcome: panic
// Why: `quit`, made at line 13, had been closed by main at line 11
