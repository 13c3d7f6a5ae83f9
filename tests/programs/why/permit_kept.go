// An early return keeps a permit.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func do(i int) error {
	if i%2 == 0 {
		return errors.New("even")
	}
	return nil
}
func main() {
	sem := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			if err := do(i); err != nil {
				fmt.Println("failed", i)
				return
			}
			<-sem
		}()
	}
	wg.Wait()
	fmt.Println("ok")
}

// Outcome: deadlock
// Why: Goroutine 2 and goroutine 4 have returned, at line 26.
// Why: Give back on every way out what is taken at line 23: come to `<-sem` at line 28 by a `defer` right after it.
// WhyNot: in a circle
