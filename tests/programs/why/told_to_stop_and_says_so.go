// Who is told to stop when main returns, and would have said something then, is not waited for.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-ctx.Done()
		fmt.Println("flushed")
	}()
	time.Sleep(time.Second)
	cancel()
}

// Output:

// Why: Goroutine 2 had been told to stop when the program ended, and what it does before it returns is lost.
// Why: Wait for them before main returns
