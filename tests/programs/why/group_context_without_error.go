// An errgroup ends its context with the first error or at its end: who waits for it in the group waits for itself.
package main

import (
	"context"
	"fmt"
	"golang.org/x/sync/errgroup"
)

func main() {
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error {
		<-ctx.Done()
		return nil
	})
	g.Go(func() error {
		fmt.Println("work")
		return nil
	})
	if err := g.Wait(); err != nil {
		fmt.Println(err)
	}
}

// Output:
// work

// Outcome: deadlock
// Why: until `ctx` is done.
// Why: The group cancels `ctx` when one of its functions returns an error, or when its `Wait` has seen all of them return.
// Why: return when the work is over, or wait for a context of your own and cancel that.
// WhyNot: `g` is done
