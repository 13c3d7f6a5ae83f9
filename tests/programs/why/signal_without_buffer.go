// A signal comes while nobody receives, and there is no buffer.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	sig := make(chan os.Signal)
	signal.Notify(sig, syscall.SIGTERM)
	go func() { time.Sleep(10 * time.Millisecond); syscall.Kill(os.Getpid(), syscall.SIGTERM) }()
	time.Sleep(20 * time.Millisecond)
	<-sig
	fmt.Println("bye")
}

// Outcome: waiting
// Why: main waits for a signal at line 17 (`signal.Notify`).
// Why: Make it with `make(chan os.Signal, 1)`
// Peer: skip real Go waits on
