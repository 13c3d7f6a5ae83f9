// errgroup with a limit: the first error cancels the rest, and they listen.
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
	for id := range 9 {
		g.Go(func() error {
			if id == 2 {
				return fmt.Errorf("task %d failed", id)
			}
			select {
			case <-time.After(time.Second):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}
	fmt.Println(g.Wait())
}

// Output:
// task 2 failed

// Why: It ran to its end
// VirtualTime: 0s
// Left:
