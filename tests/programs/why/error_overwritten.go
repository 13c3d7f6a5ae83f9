// Each of a batch keeps its error in one variable, behind a lock: the next one's nil takes its place.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

func apply(name string) error {
	time.Sleep(time.Duration(len(name)) * time.Millisecond)
	if name == "billing" {
		return errors.New("quota exceeded")
	}
	return nil
}

func main() {
	var (
		wg  sync.WaitGroup
		mu  sync.Mutex
		err error
	)
	for _, name := range []string{"auth", "billing", "searching"} {
		wg.Go(func() {
			e := apply(name)
			mu.Lock()
			err = e
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("batch:", err)
}

// Output:
// batch: <nil>

// Why: It ran to its end, but errors were lost
// Why: Goroutine 3 kept the error `quota exceeded` at line 29, step 
// Why: and goroutine 4 overwrote it at line 29 before anybody looked at it.
