// Shutdown that does not wait: what lies in the queue and what a worker was at are lost.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	ctx, stop := context.WithTimeout(context.Background(), 250*time.Millisecond)
	defer stop()
	jobs := make(chan int, 8)
	go func() {
		for id := range jobs {
			time.Sleep(100 * time.Millisecond)
			fmt.Println("done", id)
		}
	}()
	for id := 0; ctx.Err() == nil; id++ {
		jobs <- id
		time.Sleep(50 * time.Millisecond)
	}
	close(jobs)
	fmt.Println("bye")
}

// Output:
// done 0
// done 1
// bye

// Why: It ran to its end, but work was lost
// Why: unread in `jobs` (made at line 13) when the program ends: nobody took
// Why: Wait for them before main returns
// Why: Goroutine 2 was still at work at line 16 when the program ended, and what it was doing is lost.
