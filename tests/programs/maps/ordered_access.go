package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Every way of ordering accesses keeps a map safe; none of these may be called concurrent use.
func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var rw sync.RWMutex
	locked, shared, passed, token := map[int]int{}, map[int]int{}, map[int]int{}, map[int]int{}
	owner := make(chan map[int]int, 1)
	owner <- passed
	permit := make(chan struct{}, 1)
	for i := range 20 {
		wg.Go(func() {
			mu.Lock()
			locked[i] = i
			mu.Unlock()
			rw.Lock()
			shared[i] = i
			rw.Unlock()
			rw.RLock()
			_ = shared[i]
			rw.RUnlock()
			m := <-owner
			m[i] = i
			owner <- m
			permit <- struct{}{}
			token[i] = i
			<-permit
		})
	}
	wg.Wait()
	fmt.Println(len(locked), len(shared), len(passed), len(token))

	var flag atomic.Bool
	published := map[string]int{}
	go func() {
		published["x"] = 1
		flag.Store(true)
	}()
	for !flag.Load() {
	}
	fmt.Println(published["x"])

	// not ordered, but never at the same moment
	sloppy := map[string]int{}
	go func() { sloppy["y"] = 2 }()
	time.Sleep(time.Millisecond)
	fmt.Println(sloppy["y"])
}

// Output:
// 20 20 20 20
// 1
// 2
