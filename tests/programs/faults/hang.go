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

// Fault: call:main.fetch#2=hang
// Outcome: deadlock
// Stderr: goroutine 1 [hang (injected)]:
// Output:
// "item 0" <nil> 2s
