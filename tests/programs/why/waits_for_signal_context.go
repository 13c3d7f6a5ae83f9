// The same with a context.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	<-ctx.Done()
	fmt.Println("stopped")
}

// Outcome: waiting
// Why: A signal is waited for
// Why: A context waits for a signal (`signal.NotifyContext`).
// Peer: skip real Go waits on
