// W1, bounded pool: n goroutines start at once, each takes one of p permits, sleeps 1 to 20 ms, gives it back.
package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	n = 100_000
	p = 5
)

func main() {
	permits := make(chan struct{}, p)
	var wg sync.WaitGroup
	start := time.Now()
	for id := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			permits <- struct{}{}
			time.Sleep(time.Duration(1+(id*7919)%20) * time.Millisecond)
			<-permits
		}()
	}
	wg.Wait()
	fmt.Println(n, time.Since(start))
}
