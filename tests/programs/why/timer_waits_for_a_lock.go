// A function that a timer started was started by nobody's goroutine.
package main

import (
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	mu.Lock()
	time.AfterFunc(time.Second, func() {
		mu.Lock()
	})
	time.Sleep(2 * time.Second)
}

// Why: It was started at line 12 by a timer as
// WhyNot: goroutine 0
