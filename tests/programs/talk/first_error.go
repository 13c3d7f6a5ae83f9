// Errors of several goroutines, collected by an errgroup with a limit.
package main

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	g, ctx := errgroup.WithContext(context.Background())
	g.SetLimit(3)
	start := time.Now()
	done := 0
	for i := 1; i <= 9; i++ {
		g.Go(func() error {
			select {
			case <-time.After(time.Second):
			case <-ctx.Done():
				return ctx.Err()
			}
			if i == 5 {
				return fmt.Errorf("deployment %d failed", i)
			}
			done++
			return nil
		})
	}
	fmt.Println(g.Wait(), "after", time.Since(start), "done", done, "cause", context.Cause(ctx))
}

// VirtualTime: 2s
// Output:
// deployment 5 failed after 2s done 5 cause deployment 5 failed
