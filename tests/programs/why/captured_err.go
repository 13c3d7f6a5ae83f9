// Every goroutine of a batch assigns to one captured err.
package main

import (
	"fmt"
	"sync"
	"time"
)

func apply(i int) error {
	time.Sleep(time.Duration(i) * time.Millisecond)
	return nil
}

func main() {
	var err error
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err = apply(i)
			if err != nil {
				fmt.Println(err)
			}
		}()
	}
	wg.Wait()
	fmt.Println("applied")
}

// Output:
// applied

// Why: It ran to its end, with 1 data race
// Why: Goroutine 3 writes at line 22 what goroutine 2 also wrote at line 22.
// Why: Nothing orders the two: `wg.Wait()` at line 28 in main comes after both.
// Mend: Each goroutine has its own `err`
