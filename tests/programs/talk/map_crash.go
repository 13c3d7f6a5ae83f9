// Ten goroutines write to one map without a lock.
package main

import (
	"fmt"
	"time"
)

func fetchData(id int) string {
	return fmt.Sprint("data-", id)
}

func main() {
	// ❌ DANGER: Race condition!
	results := make(map[int]string)

	for i := 0; i < 10; i++ {
		go func(id int) {
			results[id] = fetchData(id) // Multiple goroutines writing!
		}(i)
	}
	// CRASH: concurrent map writes
	time.Sleep(time.Second)
	fmt.Println(len(results))
}

// Outcome: fatal
// Stderr: fatal error: concurrent map writes
