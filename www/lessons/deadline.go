package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

var mu sync.Mutex
var calls int

func fetch(ctx context.Context, ms int) error {
	mu.Lock()
	calls++
	mu.Unlock()
	select {
	case <-time.After(time.Duration(ms) * time.Millisecond):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	results := make(chan string)
	var wg sync.WaitGroup
	for i, name := range []string{"user", "cart", "ads"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err := fetch(ctx, 200*(i+1))
			results <- fmt.Sprint(name, ": ", err)
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	for r := range results {
		fmt.Println(r)
	}
}
