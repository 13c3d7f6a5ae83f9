package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

const workers = 2

var busy, peak atomic.Int64

func work() {
	if n := busy.Add(1); n > peak.Load() {
		peak.Store(n)
	}
	time.Sleep(time.Second)
	busy.Add(-1)
}

func report(name string) {
	fmt.Println(name, "at most", peak.Swap(0))
}

func main() {
	var g errgroup.Group
	g.SetLimit(2)
	for range 4 {
		g.Go(func() error {
			work()
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		fmt.Println(err)
	}
	report("errgroup")

	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	for range 4 {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			work()
		})
	}
	wg.Wait()
	report("channel")

	sem := semaphore.NewWeighted(2)
	for range 4 {
		wg.Go(func() {
			if err := sem.Acquire(context.Background(), 1); err != nil {
				return
			}
			defer sem.Release(1)
			work()
		})
	}
	wg.Wait()
	report("semaphore")

	jobs := make(chan int)
	for range workers {
		wg.Go(func() {
			for range jobs {
				work()
			}
		})
	}
	for job := range 4 {
		jobs <- job
	}
	close(jobs)
	wg.Wait()
	report("workers")
}

// Forget: g.SetLimit@32 = wrong
//   32:
// Forget: g.Wait@39 = wrong
//   39: if err := error(nil); err != nil {
// Forget: buffer@45 = deadlock
//   45: slots := make(chan struct{})
// Forget: wg.Go@47 = wrong
//   47: go func() {
//   51: }()
// Forget: limit of slots@48 = wrong
//   45: _ = make(chan struct{}, 2)
//   48:
//   49: defer func() {  }()
// Forget: wg.Wait@53 = wrong
//   53:
// Forget: wg.Go@58 = wrong
//   58: go func() {
//   64: }()
// Forget: limit of sem@59 = wrong
//   4: _ "context"
//   56: _ = semaphore.NewWeighted(2)
//   59: if err := error(nil); err != nil {
//   62:
// Forget: return@60 = none
//   60:
// Forget: wg.Wait@66 = wrong
//   66:
// Forget: limit of workers@70 = wrong
//   14: const workers = 1000
// Forget: wg.Go@71 = later
//   71: go func() {
//   75: }()
// Forget: close(jobs)@80 = deadlock
//   80:
// Forget: wg.Wait@81 = later
//   81:
