package main

import (
	"fmt"
	"time"
)

func main() {
	events := make(chan int, 2)
	for i := range 4 {
		select {
		case events <- i:
			fmt.Println("sent", i)
		case <-time.After(time.Second):
			fmt.Println("gave up on", i)
		}
	}
	for len(events) > 0 {
		fmt.Println("got", <-events)
	}
}

// A send in a select is lost: its case is taken, nothing arrives.
// Fault: send:events#2=drop
// Output:
// sent 0
// sent 1
// sent 2
// gave up on 3
// got 0
// got 2
