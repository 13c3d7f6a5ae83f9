// A queue bounds calls that somebody waits for; on a go statement it has no effect, and the goroutine runs
// from its first instruction.
package main

import (
	"fmt"
	"sync"
)

// Fault: line:20=queue(1)
// Output:
// 6

func main() {
	var wg sync.WaitGroup
	parts := []int{1, 2, 3}
	sums := make([]int, len(parts))
	for i, p := range parts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sums[i] = p
		}()
	}
	wg.Wait()
	fmt.Println(sums[0] + sums[1] + sums[2])
}
