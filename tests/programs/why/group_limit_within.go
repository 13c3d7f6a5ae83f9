// A function of a group with a limit starts others in the same group.
package main

import (
	"fmt"
	"golang.org/x/sync/errgroup"
)

func main() {
	var g errgroup.Group
	g.SetLimit(2)
	for i := range 2 {
		g.Go(func() error {
			g.Go(func() error { fmt.Println("child", i); return nil })
			return nil
		})
	}
	g.Wait()
}

// Outcome: deadlock
// Why: in `errgroup.(*Group).Go`, for one of as many functions to return as its limit admits.
// Why: goroutine 3 would return, which waits at line
// Why: Do not call `Go` of a group with a limit in a function that the group runs
