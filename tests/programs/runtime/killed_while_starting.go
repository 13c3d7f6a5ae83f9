// Memory is used up by a goroutine that is about to begin: the process is killed, and that is told.
// Outcome: exit 137
// Limit: memory=65536
// Why: memory
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	hold := make(chan struct{})
	for range 500 {
		wg.Go(func() { <-hold })
	}
	close(hold)
	wg.Wait()
}
