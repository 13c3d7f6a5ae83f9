// Workers write to one map.
package main

import (
	"fmt"
	"sync"
)

func main() {
	counts := map[string]int{}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			counts[fmt.Sprint(i%2)]++
		}()
	}
	wg.Wait()
	fmt.Println(len(counts))
}

// Outcome: fatal
// Stderr: fatal error: concurrent map
// Why: A map does not protect itself
// Mend: A mutex around each use of `counts`
