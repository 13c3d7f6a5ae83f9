// A fault that is still to come counts: it will close the channel that nobody else knows.
package main

import (
	"fmt"
	"time"
)

func wait() {
	c := make(chan int)
	go func() {
		<-c
		fmt.Println("closed")
	}()
}

func main() {
	wait()
	time.Sleep(time.Second)
	fmt.Println("done")
}

// Fault: chan:c@10s=close
// Output:
// done

// Stuck: none
// Left: 2
