// 5,000 goroutines against 50 database connections without a pool: all but 50 are turned away.
package main

import (
	"fmt"
	"log"
	"sync"
	"time"
)

func query(id int) (int, error) {
	time.Sleep(20 * time.Millisecond)
	return id, nil
}

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	failed := 0
	for id := range 5000 {
		wg.Go(func() {
			if _, err := query(id); err != nil {
				mu.Lock()
				defer mu.Unlock()
				if failed++; failed == 1 {
					log.Println(err)
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(failed, "of 5000 failed")
}

// Fault: call:main.query=limit(50)
// Stderr: pq: sorry, too many clients already
// Output:
// 4950 of 5000 failed

// Why: The fault `call:main.query=limit(50)` turned away 4,950 of 5,000 calls.
// Why: Bound who calls at one time and let the others wait
