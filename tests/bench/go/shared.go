// Goroutines that work on memory which they share: each on its part of a slice, all on a table behind a lock. What
// looking for data races costs shows here more than anywhere.
package main

import (
	"fmt"
	"sync"
)

const (
	n       = 200_000
	workers = 8
)

type entry struct {
	count, sum int
}

func main() {
	values := make([]int, n)
	table := make([]entry, 64)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for w := 0; w < workers; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := w; i < n; i += workers {
				values[i] = i * 7 % 1000
			}
			for i := w; i < n; i += workers {
				mu.Lock()
				e := &table[values[i]%len(table)]
				e.count++
				e.sum += values[i]
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	total := 0
	for _, e := range table {
		total += e.count + e.sum
	}
	fmt.Println(total)
}
