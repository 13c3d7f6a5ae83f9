// Stop does not close the channel of a ticker.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTicker(100 * time.Millisecond)
	go func() { time.Sleep(350 * time.Millisecond); t.Stop() }()
	for range t.C {
		fmt.Println("tick")
	}
	fmt.Println("never")
}

// Output:
// tick
// tick
// tick

// Outcome: deadlock
// Why: which is stopped or has fired already: nothing more comes.
