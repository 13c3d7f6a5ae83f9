// Nobody cancels the context of a goroutine that waits for it.
package main

import (
	"context"
	"fmt"
	"time"
)

func watch() {
	ctx, _ := context.WithCancel(context.Background())
	go func() {
		<-ctx.Done()
		fmt.Println("watch ended")
	}()
	time.Sleep(time.Second)
}

func main() {
	watch()
	time.Sleep(time.Second)
	fmt.Println("done")
}

// Why: Nothing in the program cancels `ctx`.
// Mend: `defer cancel()` behind the line that makes the context
