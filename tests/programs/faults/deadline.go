package main

import (
	"context"
	"fmt"
	"time"
)

func fetch(ctx context.Context) error {
	select {
	case <-time.After(2 * time.Second):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	start := time.Now()
	fmt.Println(fetch(ctx), time.Since(start))
}

// The deadline is brought forward.
// Fault: ctx:@19=deadline(500ms)
// Output:
// context deadline exceeded 500ms
