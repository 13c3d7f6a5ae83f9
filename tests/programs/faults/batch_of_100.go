package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

const items = 100

func deploy(ctx context.Context, id int) error {
	select {
	case <-time.After(time.Duration(1+id%7) * 100 * time.Millisecond):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	start := time.Now()
	errs := make([]error, items)
	var wg sync.WaitGroup
	for id := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[id] = deploy(ctx, id)
		}()
	}
	wg.Wait()
	failed, late := 0, 0
	for _, err := range errs {
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			late++
		case err != nil:
			failed++
		}
	}
	fmt.Println(items-failed-late, "deployed,", failed, "failed,", late, "late after", time.Since(start))
}

// One in ten fails, one hangs until the deadline.
// Seed: 3
// Fault: call:main.deploy#41=hang(cancel)
// Fault: call:main.deploy%10=error("image not found")
// Output:
// 84 deployed, 15 failed, 1 late after 10s
