package main

import (
	"context"
	"fmt"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

const drain = 2 * time.Second

func handle(id int, wg *sync.WaitGroup) {
	defer wg.Done()
	time.Sleep(time.Duration(id) * time.Second)
	fmt.Println("request", id, "answered")
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	var wg sync.WaitGroup
	for id := 1; id <= 4; id++ {
		wg.Add(1)
		go handle(id, &wg)
	}
	<-ctx.Done()
	fmt.Println("draining")
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	select {
	case <-done:
		fmt.Println("drained")
	case <-time.After(drain):
		fmt.Println("gave up")
	}
}

// Graceful shutdown that drains in time.
// Fault: process@2500ms=signal(SIGTERM)
// Output:
// request 1 answered
// request 2 answered
// draining
// request 3 answered
// request 4 answered
// drained

// Why: It ran to its end
// Left:
// WhyNot: lost
