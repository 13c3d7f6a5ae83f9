// More goroutines at once than are followed for data races: it is said that none were looked for from then on.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for range 4200 {
		wg.Go(func() { <-start })
	}
	close(start)
	wg.Wait()
	fmt.Println("all")
}

// Output:
// all

// Why: More than 4,096 goroutines had to be followed for data races: from then on none were looked for.
