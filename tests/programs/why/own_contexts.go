// Each check has a context of its own, below one that all have: its end is nobody else's.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

func check(ctx context.Context, region int) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	select {
	case <-time.After(time.Duration(region) * 20 * time.Millisecond):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	var wg sync.WaitGroup
	for region := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := check(ctx, region+1); err != nil {
				fmt.Println(err)
			}
		}()
	}
	wg.Wait()
}

// Why: 5 goroutines ran
// WhyNot: worked on
// WhyNot: cancelled the context
// VirtualTime: 80ms
