// Wait of an errgroup is told as that, and the function that it waits for is mended.
package main

import (
	"fmt"

	"golang.org/x/sync/errgroup"
)

func main() {
	var g errgroup.Group
	out := make(chan int)
	g.Go(func() error { return nil })
	g.Go(func() error {
		out <- 1
		return nil
	})
	fmt.Println(g.Wait())
}

// Outcome: deadlock
// Why: main waits at line 18 in `errgroup.(*Group).Wait`, for every function of the group to return.
// Why: Goroutine 3 waits at line 15 to send on `out`
// Why: Receive all that is sent on `out`
// WhyNot: counter
