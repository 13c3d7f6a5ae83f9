// Semaphores, single flights, rate limits, groups and signals, in virtual time.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"
)

func main() {
	sem := semaphore.NewWeighted(2)
	ctx := context.Background()
	var mu sync.Mutex
	busy, most := 0, 0
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			if err := sem.Acquire(ctx, 1); err != nil {
				return
			}
			defer sem.Release(1)
			mu.Lock()
			busy++
			most = max(most, busy)
			mu.Unlock()
			time.Sleep(time.Second)
			mu.Lock()
			busy--
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("most", most, sem.TryAcquire(2), sem.TryAcquire(1))
	tctx, cancel := context.WithTimeout(ctx, time.Second)
	fmt.Println(sem.Acquire(tctx, 1))
	cancel()

	var g singleflight.Group
	calls := 0
	for range 3 {
		wg.Go(func() {
			v, err, shared := g.Do("k", func() (any, error) {
				calls++
				time.Sleep(time.Second)
				return "value", nil
			})
			fmt.Println(v, err, shared)
		})
	}
	wg.Wait()
	fmt.Println("calls", calls)

	lim := rate.NewLimiter(10, 1)
	start := time.Now()
	for range 5 {
		lim.Wait(ctx)
	}
	fmt.Println(time.Since(start), lim.Allow())

	eg, ectx := errgroup.WithContext(ctx)
	eg.Go(func() error { time.Sleep(time.Second); return errors.New("first") })
	eg.Go(func() error { <-ectx.Done(); return ectx.Err() })
	fmt.Println(eg.Wait(), context.Cause(ectx))
	eg = &errgroup.Group{}
	eg.SetLimit(1)
	fmt.Println(eg.TryGo(func() error { time.Sleep(time.Millisecond); return nil }), eg.TryGo(func() error { return nil }), eg.Wait())

	sctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	go func() {
		time.Sleep(2 * time.Second)
		p, _ := os.FindProcess(os.Getpid())
		p.Signal(syscall.SIGTERM)
	}()
	<-sctx.Done()
	stop()
	fmt.Println(sctx.Err(), context.Cause(sctx))
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, os.Interrupt)
	go func() { time.Sleep(time.Second); syscall.Kill(syscall.Getpid(), syscall.SIGINT) }()
	fmt.Println(<-ch)
}

// Output:
// most 2 true false
// context deadline exceeded
// value <nil> true
// value <nil> true
// value <nil> true
// calls 1
// 400ms false
// first first
// true false <nil>
// context canceled terminated signal received
// interrupt
