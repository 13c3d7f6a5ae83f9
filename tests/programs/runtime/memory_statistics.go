// What runtime.ReadMemStats tells: collections are counted, what was allocated in all only grows, maps count
// as in use after a collection too, and goroutines take their stacks.
//
// Output:
// collections 1 2
// all that was allocated: true true
// freed: true true
// the map counts: true
// a goroutine takes 2 kB to 3 kB: true
package main

import (
	"fmt"
	"runtime"
	"sync"
)

var kept map[int]int

func stats() (m runtime.MemStats) {
	runtime.GC()
	runtime.ReadMemStats(&m)
	return
}

func waste() (n int) {
	for range 50 {
		b := make([]byte, 1<<20)
		b[n%7] = 1
		n += len(b)
	}
	return n
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	runtime.GC()
	runtime.ReadMemStats(&after)
	fmt.Println("collections", after.NumGC-before.NumGC, stats().NumGC-before.NumGC)

	before = stats()
	waste()
	after = stats()
	fmt.Println("all that was allocated:", after.TotalAlloc-before.TotalAlloc >= 50<<20, after.Sys >= after.HeapInuse)
	fmt.Println("freed:", after.HeapAlloc < before.HeapAlloc+8<<20, after.Mallocs-after.Frees == after.HeapObjects)

	before = stats()
	kept = map[int]int{}
	for i := range 100_000 {
		kept[i] = i
	}
	after = stats()
	fmt.Println("the map counts:", after.HeapAlloc-before.HeapAlloc > 1<<20 && len(kept) == 100_000)

	before = stats()
	var wg sync.WaitGroup
	var never chan int
	const n = 10_000
	wg.Add(n)
	for range n {
		go func() {
			wg.Done()
			<-never
		}()
	}
	wg.Wait()
	after = stats()
	each := (after.Sys - before.Sys) / n
	fmt.Println("a goroutine takes 2 kB to 3 kB:", 2000 <= each && each <= 3072)
}
