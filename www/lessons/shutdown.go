package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// On shutdown nothing new is taken, what was begun is finished, and there is an end to waiting.
func serve(ctx context.Context, id int, requests <-chan int, wg *sync.WaitGroup) {
	defer wg.Done()
	for {
		select {
		case <-ctx.Done():
			fmt.Println("worker", id, "leaves")
			return
		case r := <-requests:
			time.Sleep(700 * time.Millisecond)
			fmt.Println("worker", id, "answered", r)
		}
	}
}

func main() {
	ctx, stop := context.WithCancel(context.Background())
	requests := make(chan int)
	var wg sync.WaitGroup
	for id := 1; id <= 2; id++ {
		wg.Add(1)
		go serve(ctx, id, requests, &wg)
	}

	go func() {
		for r := 1; ; r++ {
			select {
			case requests <- r:
			case <-ctx.Done():
				return
			}
		}
	}()

	time.Sleep(2 * time.Second)
	fmt.Println("shutting down")
	stop()

	drained := make(chan struct{})
	go func() {
		wg.Wait()
		close(drained)
	}()
	select {
	case <-drained:
		fmt.Println("drained")
	case <-time.After(time.Second):
		fmt.Println("gave up waiting")
	}
}
