// errgroup with a limit: the first error cancels the rest, but they do not listen and work on for nobody.
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
	sizes := make([]int, 6)
	for id := range sizes {
		g.Go(func() error {
			if id == 2 {
				return fmt.Errorf("task %d failed", id)
			}
			time.Sleep(time.Second)
			sizes[id] = 100 * id
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		fmt.Println(err, ctx.Err())
		return
	}
	fmt.Println(sizes)
}

// Output:
// task 2 failed context canceled

// VirtualTime: 2s
// Left:

// Why: It ran to its end, but work was lost
// Why: Goroutine 4 cancelled the context made at line 13 in step
// Why: and yet 2 goroutines worked on and 3 began only then: the last, goroutine 7, ended 2s later.
// Why: Let each look at the context first
