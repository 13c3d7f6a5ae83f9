// Signals come no more: nobody else sends on the channel.
package main

import (
	"fmt"
	"os"
	"os/signal"
)

func main() {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	signal.Stop(stop)
	fmt.Println("not for signals")
	<-stop
}

// Output:
// not for signals

// Outcome: deadlock
// Why: main is stuck for ever
// Why: after `signal.Stop` none comes
// WhyNot: Only a signal
// WhyNot: `signal.Stop` it
// WhyNot: A signal
// Peer: skip real Go waits for a signal
