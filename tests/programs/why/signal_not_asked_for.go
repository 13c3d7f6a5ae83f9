// A channel of signals that signal.Notify never had: none comes.
package main

import (
	"fmt"
	"os"
)

func main() {
	stop := make(chan os.Signal, 1)
	fmt.Println("waiting")
	<-stop
}

// Output:
// waiting

// Outcome: deadlock
// Why: Nothing in the program sends on or closes `stop`.
// Why: Ask for signals with `signal.Notify` before that
// WhyNot: Only a signal
