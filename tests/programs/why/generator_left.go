// A buffer of one only puts off the wait of a generator without an end: it is not offered.
package main

import (
	"fmt"
	"time"
)

func numbers() <-chan int {
	out := make(chan int)
	go func() {
		for i := 0; ; i++ {
			out <- i
		}
	}()
	return out
}

func main() {
	for n := range numbers() {
		if n == 3 {
			break
		}
		fmt.Println(n)
	}
	time.Sleep(time.Second)
}

// Output:
// 0
// 1
// 2

// Why: Goroutine 2 waits at line 13 to send on `out`, which has no buffer.
// Mend: none
