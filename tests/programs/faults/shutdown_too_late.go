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

// One that does not: the fourth request is lost.
// Fault: process@1500ms=signal(SIGTERM)
// Output:
// request 1 answered
// draining
// request 2 answered
// request 3 answered
// gave up

// Why: Goroutine 6 is still at work, at line 16.
// Why: Wait as long as the work takes; or let it end sooner
// Why: Goroutine 6 was still at work at line 16 when the program ended, and what it was doing is lost.
// WhyNot: never came to
