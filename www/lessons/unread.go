package main

import (
	"fmt"
	"sync"
	"time"
)

// A pool that reports errors on a channel, which main reads once all are done.
func deploy(id int) error {
	time.Sleep(time.Duration(100+20*id) * time.Millisecond)
	if id%4 == 0 {
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
					errs <- err // who takes it?
				}
			}
		}()
	}
	for id := 1; id <= 12; id++ {
		jobs <- id
	}
	close(jobs)

	wg.Wait()
	close(errs)
	for err := range errs {
		fmt.Println(err)
	}
}
