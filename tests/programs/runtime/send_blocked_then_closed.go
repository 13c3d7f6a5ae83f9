package main

import (
	"fmt"
	"time"
)

func main() {
	c := make(chan int)
	done := make(chan any)
	go func() {
		defer func() { done <- recover() }()
		c <- 1
	}()
	time.Sleep(5 * time.Millisecond)
	close(c)
	fmt.Println(<-done)
}

// Output:
// send on closed channel
