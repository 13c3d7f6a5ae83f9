package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	g, ctx := errgroup.WithContext(context.Background())
	g.SetLimit(2)
	var running, most atomic.Int32
	for i := range 6 {
		g.Go(func() error {
			now := running.Add(1)
			defer running.Add(-1)
			if now > most.Load() {
				most.Store(now)
			}
			select {
			case <-time.After(time.Duration(i+1) * time.Second):
			case <-ctx.Done():
				return ctx.Err()
			}
			if i == 3 {
				return errors.New("item 3 failed")
			}
			return nil
		})
	}
	err := g.Wait()
	fmt.Println(err, most.Load(), ctx.Err())
}

// VirtualTime: 6s
// Output:
// item 3 failed 2 context canceled
