// An atomic operation and a plain access to neighbours in one word.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var a [4]int32
	var wg sync.WaitGroup
	wg.Go(func() { atomic.AddInt32(&a[0], 1) })
	wg.Go(func() { a[1] = 2 })
	wg.Wait()
	fmt.Println(a)
}

// Output:
// [1 2 0 0]

// Races: none
