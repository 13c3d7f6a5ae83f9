// A program that runs until it is told to stop: Go waits for the signal.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	jobs := make(chan int)
	go func() {
		for j := range jobs {
			fmt.Println("job", j)
		}
	}()
	jobs <- 1
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	<-stop
	close(jobs)
}

// Output:
// job 1

// Outcome: waiting
// Why: A signal is waited for
// Why: main waits for a signal at line 21 (`signal.Notify`).
// Why: Go itself would wait until one comes
// Why: `process@2s=signal(SIGTERM)`
// WhyNot: closes
// Peer: skip real Go waits for a signal
