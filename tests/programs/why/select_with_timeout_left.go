// A select that has a timeout is not told to have one.
package main

import (
	"fmt"
	"time"
)

func watch(events <-chan int) {
	for {
		select {
		case e := <-events:
			fmt.Println("event", e)
		case <-time.After(time.Minute):
			return
		}
	}
}

func main() {
	events := make(chan int)
	go watch(events)
	events <- 1
	time.Sleep(time.Second)
}

// Output:
// event 1

// Why: One of its cases comes with the clock. Wait for it before main returns
// WhyNot: Give the select a case
// WhyNot: Nobody else has the timer
// Mend: none
