// A pool whose error channel nobody drains: the workers wait to send, main waits for the workers.
package main

import (
	"fmt"
	"sync"
)

func deploy(id int) error {
	if id%3 == 0 {
		return fmt.Errorf("deployment %d: image not found", id)
	}
	return nil
}

func main() {
	jobs := make(chan int, 12)
	errs := make(chan error)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for id := range jobs {
				if err := deploy(id); err != nil {
					errs <- err
				}
			}
		}()
	}
	for id := range 12 {
		jobs <- id
	}
	close(jobs)
	wg.Wait()
	close(errs)
	for err := range errs {
		fmt.Println(err)
	}
}

// Outcome: deadlock
// Why: main waits at line 35 until the counter of `wg` is 0. It is 3.
// Why: wait at line 26 to send on `errs`, which has no buffer.
// Why: They wait in a circle
// Mend: Waiting and closing in a goroutine
