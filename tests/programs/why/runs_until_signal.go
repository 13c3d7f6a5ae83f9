// A ticker goes on until a signal comes: nobody sends one.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"time"
)

func main() {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			fmt.Println("tick")
		case <-stop:
			return
		}
	}
}

// Limit: output=100
// Outcome: limit output
// Why: Print less, or only now and then.
// Why: Where it goes on until a signal comes, send one: `signal(SIGTERM)` is a fault of the process
