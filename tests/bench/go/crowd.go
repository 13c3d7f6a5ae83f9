// A crowd on the clock: n goroutines, each `rounds` times a query with one of `conns` connections and a pause.
// One of them never comes back from a query, some give up after their deadline.
package main

import (
	"context"
	"sync"
	"time"
)

const n = 10_000
const rounds = 28
const conns = 4_000

var pool = make(chan struct{}, conns)

func next(x *uint32) time.Duration {
	*x ^= *x << 13
	*x ^= *x >> 17
	*x ^= *x << 5
	return time.Duration(*x%20_000_000) + time.Microsecond
}

func handle(id int, hang *sync.Mutex) {
	x := uint32(id)*2_654_435_761 + 1
	ctx, cancel := context.WithTimeout(context.Background(), 20*rounds*time.Millisecond)
	defer cancel()
	for range rounds {
		select {
		case pool <- struct{}{}:
		case <-ctx.Done():
			return
		}
		if id == 2_113 {
			hang.Lock()
		}
		time.Sleep(next(&x))
		<-pool
	}
}

func main() {
	var wg sync.WaitGroup
	var hang sync.Mutex
	hang.Lock()
	for id := range n {
		wg.Go(func() { handle(id, &hang) })
		if id%50 == 0 {
			time.Sleep(time.Millisecond)
		}
	}
	wg.Wait()
}
