// The slower half has a buffer to end in, and goes on working after everybody has given it up.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	results := make(chan int, 2)
	for i := range 2 {
		go func() {
			time.Sleep(time.Duration(1+3*i) * 500 * time.Millisecond)
			results <- i
		}()
	}
	for range 2 {
		select {
		case r := <-results:
			fmt.Println("result", r)
		case <-ctx.Done():
			fmt.Println(ctx.Err())
		}
	}
	time.Sleep(2 * time.Second)
}

// Output:
// result 0
// context deadline exceeded

// Why: It ran to its end, but work was lost
// Why: Let somebody take what is sent until the channel is closed, also after a timeout
// Why: 1 value lies unread in `results` (made at line 13) when the program ends: nobody took it.
// Why: Goroutine 3 worked for 2s from step 3 on, at line 16, and nobody could use what it did.
