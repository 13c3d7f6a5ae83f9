// Nobody waits for a group.
package main

import (
	"fmt"
	"golang.org/x/sync/errgroup"
	"time"
)

func main() {
	var g errgroup.Group
	for i := range 3 {
		g.Go(func() error {
			time.Sleep(time.Duration(i) * time.Second)
			fmt.Println(i)
			return nil
		})
	}
	fmt.Println("started")
}

// Output:
// started

// Why: had not begun when the program ended
// Why: Call `g.Wait()` before main returns
