// The same batch when one deployment never answers: nobody else can help it.
package main

import (
	"fmt"
	"sync"
	"time"
)

func deploy(id int, answers <-chan string) string {
	if id == 7 {
		return <-answers
	}
	time.Sleep(50 * time.Millisecond)
	return "ok"
}

func main() {
	answers := make(chan string)
	var wg sync.WaitGroup
	for id := range 100 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			deploy(id, answers)
		}()
	}
	wg.Wait()
	fmt.Println("deployed")
}

// Outcome: deadlock
// Why: main waits at line 28 until the counter of `wg` is 0. It is 1.
// Why: The counter was raised to 100 in all, and Done was called 99 times.
// Why: Goroutine 9 waits at line 12 to receive from `answers`, which is empty and open.
// Why: Nothing in the program sends on or closes `answers`.
