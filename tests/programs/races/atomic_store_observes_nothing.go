// Who stores does not see what was stored before: neither that nor what came before it is ordered for those who load
// the second value.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	var flag atomic.Int32
	var a, b, c int
	go func() {
		a = 1
		flag.Store(1)
	}()
	time.Sleep(time.Millisecond)
	go func() {
		b = 2
		flag.Store(2)
	}()
	time.Sleep(time.Millisecond)
	go func() {
		c = 3
		flag.Swap(3) // sees the second
	}()
	for flag.Load() != 3 {
		time.Sleep(time.Millisecond)
	}
	fmt.Println(b, c)
	fmt.Println(a)
}

// Output:
// 2 3
// 1

// Races: 15~32
