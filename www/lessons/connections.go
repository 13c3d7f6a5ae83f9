package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	requests    = 200 //lab:knob 10..5000
	connections = 20  //lab:knob 1..200
)

var pool = make(chan struct{}, connections)

// query holds a connection while it works.
func query(id int) error {
	pool <- struct{}{}
	defer func() { <-pool }()
	return run(id)
}

func run(int) error {
	time.Sleep(50 * time.Millisecond)
	return nil
}

func main() {
	var mu sync.Mutex
	failed := 0
	var wg sync.WaitGroup
	for id := range requests {
		wg.Go(func() {
			if err := query(id); err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed++
			}
		})
	}
	wg.Wait()
	fmt.Println(requests-failed, "answered,", failed, "failed")
}
