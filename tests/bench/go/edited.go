// A pool of workers over a channel; the bench edits the number of items.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

const items = 40
const workers = 4

type job struct {
	id   int
	size time.Duration
}

type result struct {
	id  int
	err error
}

func work(ctx context.Context, j job) error {
	select {
	case <-time.After(j.size):
	case <-ctx.Done():
		return ctx.Err()
	}
	if j.id%13 == 12 {
		return fmt.Errorf("item %d: not found", j.id)
	}
	return nil
}

func worker(ctx context.Context, jobs <-chan job, results chan<- result) {
	for j := range jobs {
		results <- result{j.id, work(ctx, j)}
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	jobs := make(chan job, workers)
	results := make(chan result)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() { worker(ctx, jobs, results) })
	}
	go func() {
		for id := range items {
			jobs <- job{id, time.Duration(id%7+1) * 10 * time.Millisecond}
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	failed := 0
	for r := range results {
		if r.err != nil {
			failed++
			fmt.Println(r.err)
		}
	}
	fmt.Println(items-failed, "done,", failed, "failed")
}
