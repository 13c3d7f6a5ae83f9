// main is stuck, and a server goes on: Go says nothing of a deadlock then, but main will never run again.
package main

import (
	"fmt"
	"net/http"
	"sync"
)

func main() {
	go http.ListenAndServe(":8080", nil)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		fmt.Println("one of two")
	}()
	wg.Wait()
}

// Output:
// one of two

// Outcome: waiting
// Why: main is stuck for ever
// Why: `http.ListenAndServe` at line 11 serves on, and nobody in the program is left who could send a request.
// Stuck: 1 18 0s
// Peer: skip real Go waits on
