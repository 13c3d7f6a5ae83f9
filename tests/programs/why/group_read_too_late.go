// Who would read what the functions of a group send waits for the group first.
package main

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
)

func main() {
	g, ctx := errgroup.WithContext(context.Background())
	sums := make(chan int)
	for i := range 3 {
		g.Go(func() error {
			select {
			case sums <- i:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}
	err := g.Wait()
	close(sums)
	for s := range sums {
		fmt.Println(s, err)
	}
}

// Outcome: deadlock
// Why: Let line 24 wait in a goroutine of its own that closes `sums` then, so that `range sums` at line 26 receives meanwhile.
// WhyNot: Nothing in the program cancels
// WhyNot: defer cancel()
