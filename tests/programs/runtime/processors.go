// With processors, what is computed takes time: a fan-out of equal parts is as many times faster as it has
// processors to run on, and a lock around the work takes all of that away.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func compute(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		sum += i & 3
	}
	return sum
}

func fanOut(procs int, work func()) time.Duration {
	runtime.GOMAXPROCS(procs)
	start := time.Now()
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Go(work)
	}
	wg.Wait()
	return time.Since(start)
}

func main() {
	fmt.Println(runtime.NumCPU(), "processors")
	var one time.Duration
	for _, procs := range []int{1, 2, 4, 8} {
		took := fanOut(procs, func() { compute(200_000) })
		if procs == 1 {
			one = took
		}
		fmt.Printf("on %d: %.2f times as fast\n", runtime.GOMAXPROCS(0), one.Seconds()/took.Seconds())
	}
	var mu sync.Mutex
	took := fanOut(8, func() {
		mu.Lock()
		compute(200_000)
		mu.Unlock()
	})
	fmt.Printf("behind a lock: %.2f times as fast\n", one.Seconds()/took.Seconds())
	done := make(chan int)
	took = fanOut(4, func() {
		for range 10 {
			compute(20_000)
			select {
			case done <- 1:
			default:
			}
		}
	})
	fmt.Printf("with little in between: %.1f times as fast\n", one.Seconds()/took.Seconds())
}

// Limit: processors=4
// Output:
// 4 processors
// on 1: 1.00 times as fast
// on 2: 2.00 times as fast
// on 4: 4.00 times as fast
// on 8: 4.00 times as fast
// behind a lock: 1.00 times as fast
// with little in between: 4.0 times as fast
