// A struct is copied while a field of it is changed atomically.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type S struct {
	n    int64
	name string
}

func main() {
	s := &S{name: "x"}
	var wg sync.WaitGroup
	wg.Go(func() {
		for range 10 {
			atomic.AddInt64(&s.n, 1)
		}
	})
	wg.Go(func() {
		for range 10 {
			c := *s
			_ = c
		}
	})
	wg.Wait()
	fmt.Println(s.name)
}

// Output:
// x

// Races: 20~25
