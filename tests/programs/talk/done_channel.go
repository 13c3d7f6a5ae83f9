// Waiting for all by counting receives.
package main

import (
	"fmt"
	"time"
)

var worked int

func doWork() {
	time.Sleep(time.Second)
	worked++
}

func main() {
	tasks := []string{"a", "b", "c"}

	done := make(chan bool, 3)
	for _, task := range tasks {
		_ = task
		go func() {
			doWork()
			done <- true // Need to send signal
		}()
	}
	// Need to receive exactly 3 times
	for i := 0; i < 3; i++ {
		<-done
	}

	fmt.Println("worked", worked)
}

// VirtualTime: 1s
// Output:
// worked 3
