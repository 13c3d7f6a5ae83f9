// The last stage of a pipeline is left: the stages before wait for it.
package main

import (
	"fmt"
	"time"
)

func gen() <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := 0; i < 100; i++ {
			c <- i
		}
	}()
	return c
}
func square(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			out <- v * v
		}
	}()
	return out
}
func main() {
	for v := range square(gen()) {
		fmt.Println(v)
		if v > 10 {
			break
		}
	}
	time.Sleep(time.Millisecond)
}

// Why: Besides, only goroutine 3 has `c`, and waits itself at line
// Why: Receive all that is sent on `out`
