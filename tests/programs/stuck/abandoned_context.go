// Nobody can end a context whose cancel function was thrown away: who waits for it is stuck, even when the function
// that made both was called last.
package main

import (
	"context"
	"fmt"
	"time"
)

type conn struct {
	ctx  context.Context
	stop context.CancelFunc
}

func open(parent context.Context) *conn {
	c := &conn{}
	c.ctx, c.stop = context.WithCancel(parent)
	go func() {
		<-c.ctx.Done()
		fmt.Println("closed")
	}()
	return c
}

func main() {
	open(context.Background())
	time.Sleep(time.Second)
}

// Output:

// Stuck: 2 20 0s
