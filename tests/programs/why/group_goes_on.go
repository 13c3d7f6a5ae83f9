// The first error cancels the context of a group that counts by hand; those who listen end, the others work on.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

func render(ctx context.Context, page int) error {
	if page == 1 {
		return errors.New("no font")
	}
	if page%2 == 0 {
		time.Sleep(100 * time.Millisecond)
		return nil
	}
	select {
	case <-time.After(100 * time.Millisecond):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var wg sync.WaitGroup
	for page := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
			if err := render(ctx, page); err != nil {
				cancel()
			}
		}()
	}
	wg.Wait()
	fmt.Println(ctx.Err())
}

// Output:
// context canceled

// Why: It ran to its end, but work was lost
// Why: cancelled the context made at line 29 in step
// Why: and yet 3 goroutines worked on: the last, goroutine 6, ended 100ms later.
// Why: Let each look at the context first
