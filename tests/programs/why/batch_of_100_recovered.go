// The same batch where a panic is recovered: it is one failure of many. Who never answers still keeps all waiting.
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

func deploySafely(id int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return deploy(id)
}

func main() {
	errs := make([]error, 100)
	var wg sync.WaitGroup
	for id := range errs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[id] = deploySafely(id)
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
// Outcome: deadlock
// Why: The counter was raised to 100 in all, and Done was called 99 times.
// Why: Goroutine 42 hangs in the call at line 21, as the fault asks.
// Why: Give the call a context with a deadline, and return when it is done.
// WhyNot: Say `defer wg.Done()` first
