package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		fmt.Println("one of two")
	}()
	wg.Wait()
	fmt.Println("never")
}

// Outcome: deadlock
// Stderr: fatal error: all goroutines are asleep - deadlock!
// Stderr: goroutine 1 [sync.WaitGroup.Wait]:
// Output:
// one of two
