// The client leaves between the save and the connection test: the cluster is saved, its test never ends.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func save(ctx context.Context) error {
	time.Sleep(100 * time.Millisecond)
	fmt.Println("saved")
	return ctx.Err()
}

func testConnection() error {
	time.Sleep(3 * time.Second)
	return errors.New("connection refused")
}

func handle(ctx context.Context) error {
	if err := save(ctx); err != nil {
		return err
	}
	tested := make(chan error)
	go func() { tested <- testConnection() }()
	select {
	case err := <-tested:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	ctx, leave := context.WithCancel(context.Background())
	time.AfterFunc(time.Second, leave)
	fmt.Println(handle(ctx))
	time.Sleep(5 * time.Second)
}

// Output:
// saved
// context canceled

// Why: Goroutine 2 waits at line 27 to send on `tested`, which has no buffer.
// Why: main goes on, but no longer has `tested`.
// Mend: A buffer for the value that nobody may take
