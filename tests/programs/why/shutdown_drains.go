// Graceful shutdown that drains in time: nothing is lost, nobody is left.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

func main() {
	ctx, stop := context.WithTimeout(context.Background(), 250*time.Millisecond)
	defer stop()
	jobs := make(chan int, 8)
	var wg sync.WaitGroup
	wg.Add(1)
	done := 0
	go func() {
		defer wg.Done()
		for range jobs {
			time.Sleep(100 * time.Millisecond)
			done++
		}
	}()
	for id := 0; ctx.Err() == nil; id++ {
		select {
		case jobs <- id:
		case <-ctx.Done():
		}
		time.Sleep(50 * time.Millisecond)
	}
	close(jobs)
	wg.Wait()
	fmt.Println(done, "done")
}

// Output:
// 5 done

// Why: It ran to its end
// Left:
