// Main is done before a signal comes.
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
	go func() {
		<-stop
		fmt.Println("interrupted")
		os.Exit(1)
	}()
	time.Sleep(time.Second)
	fmt.Println("done")
}

// Output:
// done

// Why: A signal would end the wait: `signal.Notify` hands them to `stop`.
// Why: Where that is not meant: `signal.Stop` it
// WhyNot: Nothing in the program sends
