// A WaitGroup inside another: an early return in the inner one keeps the outer one waiting.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func step(n int) error {
	if n == 2 {
		return errors.New("step failed")
	}
	return nil
}

func stage(outer *sync.WaitGroup, n int) {
	defer outer.Done()
	var inner sync.WaitGroup
	for i := range 3 {
		inner.Add(1)
		go func() {
			if err := step(i * n); err != nil {
				fmt.Println(err)
				return
			}
			inner.Done()
		}()
	}
	inner.Wait()
}

func main() {
	var outer sync.WaitGroup
	for n := range 2 {
		outer.Add(1)
		go stage(&outer, n)
	}
	outer.Wait()
	fmt.Println("all stages done")
}

// Outcome: deadlock
// Why: until the counter of `outer` is 0. It is 1.
// Why: returned at line 25 and never came to `inner.Done()` at line 27.
// Mend: `defer inner.Done()` first, so that no return and no panic passes it by
