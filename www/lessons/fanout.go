package main

import (
	"fmt"
	"sync"
	"time"
)

func fetch(what string) string {
	time.Sleep(2 * time.Second)
	return what + " ok"
}

var sources = []string{"builds", "deployments", "users"}

// One after the other: two seconds each.
func inSequence() []string {
	var found []string
	for _, what := range sources {
		found = append(found, fetch(what))
	}
	return found
}

// All at once, each into its own place: two seconds for all.
func fannedOut() []string {
	found := make([]string, len(sources))
	var wg sync.WaitGroup
	for i, what := range sources {
		wg.Add(1)
		go func() {
			defer wg.Done()
			found[i] = fetch(what)
		}()
	}
	wg.Wait()
	return found
}

func main() {
	start := time.Now()
	fmt.Println(inSequence(), time.Since(start))
	start = time.Now()
	fmt.Println(fannedOut(), time.Since(start))
}
