package main

import (
	"fmt"
	"sync"
)

func fetch(id int) string { return fmt.Sprint("status of ", id) }

func main() {
	results := make(map[int]string)
	var wg sync.WaitGroup
	for id := range 100 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[id] = fetch(id)
		}()
	}
	wg.Wait()
	fmt.Println(len(results))
}

// Outcome: fatal
// Stderr: fatal error: concurrent map writes
// Stderr: created by main.main in goroutine 1
