//go:build go1.21

// Before Go 1.22 all goroutines of a loop share its variable, and the loop goes on writing to it.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	names := []string{"web", "db", "queue"}
	done := make(chan string, len(names))
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			done <- name
		}()
	}
	wg.Wait()
	close(done)
	for name := range done {
		fmt.Println(name)
	}
}

// Peer: skip a data race: Go prints what its processors make of it
// Output:
// queue
// queue
// queue

// Mend: Each iteration has its own `name`
// Why: Goroutine 2 reads at line 19 what main wrote at line 15.
// Why: main has started goroutine 2 at line 17 already, and then comes to line 15.
