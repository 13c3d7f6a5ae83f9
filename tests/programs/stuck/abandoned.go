// Whoever waits on a channel that nobody else knows any more is stuck, though the program goes on; whoever
// may still be reached is not, however long it waits.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

var kept = make(chan int)

// slow is abandoned at its timeout: its result has nowhere to go.
func slow() int {
	result := make(chan int)
	go func() {
		time.Sleep(3 * time.Second)
		result <- 1
	}()
	select {
	case r := <-result:
		return r
	case <-time.After(time.Second):
		return 0
	}
}

func batch() {
	var wg sync.WaitGroup
	wg.Add(2)
	go wg.Done()
	go func() { wg.Wait() }()
}

func main() {
	fmt.Println(slow())
	batch()
	go func() { <-kept }()
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	go func() { <-ctx.Done() }()
	go func() {
		var none chan int
		<-none
	}()
	time.Sleep(9 * time.Second)
	fmt.Println("done")
}

// Output:
// 0
// done

// Stuck: 2 19 3s
// Stuck: 4 33 1s
// Stuck: 7 45 1s
// Left: 2 4 5 7
