// W3, cancellation tree: n goroutines in a tree of fan-out 10, each with a context of its own below its
// parent's, each selecting on its own one-hour timer and ctx.Done(); the root is cancelled after 1 s.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

const (
	n      = 100_000
	fanOut = 10
)

func node(ctx context.Context, id int, wg *sync.WaitGroup) {
	defer wg.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for c := id*fanOut + 1; c <= id*fanOut+fanOut && c < n; c++ {
		wg.Add(1)
		go node(ctx, c, wg)
	}
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Add(1)
	start := time.Now()
	go node(ctx, 0, &wg)
	time.Sleep(time.Second)
	cancel()
	wg.Wait()
	fmt.Println(n, time.Since(start))
}
