// The results are never closed: the range over them never ends.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- i * i
		}()
	}
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println(sum)
}

// Outcome: deadlock
// Why: main waits at line 20 to receive from `results`, which is empty and open.
// Why: Nothing closes `results`.
// Mend: `close(results)` in a goroutine that waits for the senders
