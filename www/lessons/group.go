package main

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
)

// At most three at a time; the first error cancels the context of the others.
func build(ctx context.Context, image int) error {
	select {
	case <-time.After(time.Duration(300+100*image) * time.Millisecond):
	case <-ctx.Done():
		return ctx.Err()
	}
	if image == 4 {
		return fmt.Errorf("image %d: no space left", image)
	}
	fmt.Println("built", image)
	return nil
}

func main() {
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(3)
	for image := 1; image <= 8; image++ {
		group.Go(func() error { return build(ctx, image) })
	}
	if err := group.Wait(); err != nil {
		fmt.Println("stopped:", err)
	}
}
