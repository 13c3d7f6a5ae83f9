// A worker that would wait next when main returns, and nobody would end that.
package main

import (
	"fmt"
	"time"
)

func main() {
	jobs := make(chan int)
	out := make(chan int)
	quit := make(chan struct{})
	go func() {
		for {
			select {
			case j := <-jobs:
				out <- j * 2
			case <-quit:
				return
			}
		}
	}()
	for i := range 3 {
		jobs <- i
		fmt.Println(<-out)
	}
	_ = time.Now
}

// Output:
// 0
// 2
// 4


// Why: Done, but 1 goroutine was about to wait
// Why: was ready to run, but would only have waited next
// Why: in a select: to receive from `jobs` or to receive from `quit`. None is ready.
// Why: main has returned, at line
// Why: Say `close(quit)` where its work is over
// WhyNot: still at work
