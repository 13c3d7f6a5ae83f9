// Some of a batch report an error on a channel that is read only after all are done; the others end as they should.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

type deploy struct{ name string }

var errRefused = errors.New("refused")

func apply(ctx context.Context, d deploy) error {
	select {
	case <-time.After(time.Duration(len(d.name)) * 100 * time.Millisecond):
	case <-ctx.Done():
		return ctx.Err()
	}
	if d.name == "db" {
		return errRefused
	}
	return nil
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 700*time.Millisecond)
	defer cancel()
	errs := make(chan error)
	var wg sync.WaitGroup
	for _, n := range []string{"web", "db", "queue", "frontend"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := apply(ctx, deploy{n}); err != nil {
				errs <- fmt.Errorf("%s: %w", n, err)
			}
		}()
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		fmt.Fprintln(os.Stderr, err)
	}
}

// Outcome: deadlock
// Why: The counter was raised to 4 in all, and Done was called 2 times.
// Why: wait at line 39 to send on `errs`, which has no buffer.
// Why: They wait in a circle
// WhyNot: never came to
// Mend: Waiting and closing in a goroutine
