// Who would close the results once all are counted has nothing to lose when all were taken by number.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan int)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- i
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	sum := 0
	for range 4 {
		sum += <-results
	}
	fmt.Println(sum)
}

// Output:
// 6

// Why: It ran to its end
// WhyNot: lost
// WhyNot: left behind
