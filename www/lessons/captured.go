package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var errQuota = errors.New("quota exceeded")

func apply(id int) error {
	time.Sleep(time.Duration(500-100*id) * time.Millisecond)
	if id == 3 {
		return errQuota
	}
	return nil
}

// Each goroutine of the batch assigns to the same err: a data race, and the last one wins.
func main() {
	var wg sync.WaitGroup
	var err error
	for id := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err = apply(id)
		}()
	}
	wg.Wait()
	if err != nil {
		fmt.Println("failed:", err)
		return
	}
	fmt.Println("all applied")
}
