// Who is told to stop when main returns, and has only its return left, has lost nothing.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

type conn struct {
	mu   sync.Mutex
	open bool
}

func (c *conn) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open = false
}

func serve(ctx context.Context, jobs <-chan int, c *conn) {
	defer c.close()
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case j := <-jobs:
			fmt.Println("job", j)
		}
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	jobs := make(chan int)
	for range 3 {
		go serve(ctx, jobs, &conn{open: true})
	}
	done := make(chan struct{})
	defer close(done)
	go func() {
		<-done
	}()
	jobs <- 1
	time.Sleep(1500 * time.Millisecond)
}

// Output:
// job 1

// Why: It ran to its end
// WhyNot: lost
// WhyNot: left behind
