// 5,000 goroutines against 50 database connections: the limit bounds who works, not who is there.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	connections := make(chan struct{}, 50)
	var wg sync.WaitGroup
	for range 5000 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			connections <- struct{}{}
			time.Sleep(10 * time.Millisecond)
			<-connections
		}()
	}
	wg.Wait()
	fmt.Println("done")
}

// Output:
// done

// VirtualTime: 1s
// Why: The limit of 50 holds back who works, not who is there: 4,950 goroutines waited at line 17
