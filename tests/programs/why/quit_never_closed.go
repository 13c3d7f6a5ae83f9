// A select with a case that is there to be closed, and never is.
package main

import (
	"fmt"
	"time"
)

func poll(tick <-chan time.Time, quit <-chan struct{}) {
	for {
		select {
		case <-tick:
			fmt.Println("poll")
		case <-quit:
			return
		}
	}
}

func main() {
	ticker := time.NewTicker(time.Second)
	quit := make(chan struct{})
	go poll(ticker.C, quit)
	time.Sleep(1500 * time.Millisecond)
	ticker.Stop()
}

// Output:
// poll

// Why: Nothing in the program sends on or closes `quit`.
// Why: Say `close(quit)` where its work is over
