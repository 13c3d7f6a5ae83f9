// The last one who lets go comes after all others.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type R struct {
	refs atomic.Int32
	data []int
}

func (r *R) release() {
	if r.refs.Add(-1) == 0 {
		r.data = nil
	}
}
func main() {
	r := &R{data: []int{1, 2}}
	r.refs.Store(3)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { _ = r.data[0]; r.release() })
	}
	wg.Wait()
	fmt.Println(r.data == nil)
}

// Output:
// true

// Races: none
