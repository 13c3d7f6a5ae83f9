// Items in batches of five: fifteen items are three batches.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	busy, most int
	batchTimes []time.Duration
	start      = time.Now()
)

func processItem(item string) {
	busy++
	most = max(most, busy)
	time.Sleep(time.Second)
	busy--
	fmt.Println(item, "after", time.Since(start))
}

func ProcessItemsInBatches(items []string) {
	batchSize := 5 // Only 5 workers at a time
	totalItems := len(items)

	for i := 0; i < totalItems; {
		// Calculate how many items in this batch
		remainingItems := totalItems - i
		if remainingItems < batchSize {
			batchSize = remainingItems // Last batch might be smaller
		}

		var wg sync.WaitGroup

		// Start workers for this batch
		for j := 0; j < batchSize; j++ {
			wg.Add(1)
			index := i + j

			go func(idx int) {
				defer wg.Done()
				processItem(items[idx]) // Do the work
			}(index)
		}

		wg.Wait()      // Wait for this batch to complete
		i += batchSize // Move to next batch
	}
}

func main() {
	var items []string
	for i := range 12 {
		items = append(items, fmt.Sprintf("item %d", i+1))
	}
	ProcessItemsInBatches(items)
	fmt.Println("at most", most, "at a time")
}

// VirtualTime: 3s
// Peer: skip it prints times, which only virtual time makes round
// Output:
// item 1 after 1s
// item 2 after 1s
// item 3 after 1s
// item 4 after 1s
// item 5 after 1s
// item 6 after 2s
// item 7 after 2s
// item 8 after 2s
// item 9 after 2s
// item 10 after 2s
// item 11 after 3s
// item 12 after 3s
// at most 5 at a time
