package main

import (
	"fmt"
	"sync"
	"time"
)

const goroutines = 5_000

func query(id int) (int, error) {
	time.Sleep(20 * time.Millisecond)
	return id, nil
}

func main() {
	start := time.Now()
	counts := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for id := range goroutines {
		wg.Go(func() {
			_, err := query(id)
			mu.Lock()
			defer mu.Unlock()
			counts[fmt.Sprint(err)]++
		})
	}
	wg.Wait()
	fmt.Println(counts, time.Since(start))
}

// The same with a pool that lets them wait.
// Fault: call:main.query=queue(50)
// Output:
// map[<nil>:5000] 2s
