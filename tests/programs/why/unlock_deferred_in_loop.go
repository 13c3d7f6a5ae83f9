// A deferred Unlock comes only when the function returns.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	n := 0
	for i := range 5 {
		mu.Lock()
		defer mu.Unlock()
		n += i
	}
	fmt.Println(n)
}

// Outcome: deadlock
// Why: It took that lock itself at line 13 and has not released it since.
// Why: Release `mu` in every round of the loop
