// A batch of 100 deployments: one in ten fails, one never answers, and one panics without recover, which ends them all.
package main

import (
	"fmt"
	"sync"
	"time"
)

func deploy(id int) error {
	time.Sleep(time.Duration(50+id) * time.Millisecond)
	return nil
}

func main() {
	errs := make([]error, 100)
	var wg sync.WaitGroup
	for id := range errs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[id] = deploy(id)
		}()
	}
	wg.Wait()
	for id, err := range errs {
		if err != nil {
			fmt.Println(id, err)
		}
	}
}

// Seed: 3
// Fault: call:main.deploy%10=error("image not found")
// Fault: call:main.deploy#41=hang
// Fault: call:main.deploy#73=panic("no manifest")
// Outcome: panic
// Why: panic: no manifest
// Why: Goroutine 74 (`main.main.func1`, started at line 20) panicked at line 22, and nothing recovered it.
// Why: The fault met it at line 22, step 74.
// Why: a deferred function in that goroutine call `recover()`, which keeps the others alive.
// Why: 54 more were still at work (the first at line 11) when the program ended
