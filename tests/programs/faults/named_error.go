package main

import (
	"context"
	"fmt"
	"time"
)

func fetch(ctx context.Context, id int) (string, error) {
	time.Sleep(2 * time.Second)
	return fmt.Sprint("item ", id), ctx.Err()
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	start := time.Now()
	for id := range 2 {
		text, err := fetch(ctx, id)
		fmt.Printf("%q %v %v\n", text, err, time.Since(start))
	}
}

// Fault: call:main.fetch#1=error(context.DeadlineExceeded)
// Output:
// "" context deadline exceeded 0s
// "item 1" <nil> 2s
