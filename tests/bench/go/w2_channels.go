// W2, channels: one producer sends n ints through an unbuffered channel to 8 workers, who send results
// through a channel of capacity 64 to a collector. Nobody sleeps.
package main

import (
	"fmt"
	"sync"
)

const n = 1_000_000

func main() {
	jobs := make(chan int)
	results := make(chan int, 64)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range jobs {
				results <- v * 2
			}
		}()
	}
	go func() {
		for i := range n {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println(sum)
}
