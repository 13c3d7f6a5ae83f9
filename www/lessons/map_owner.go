package main

import (
	"fmt"
	"sync"
	"time"
)

type entry struct {
	id    int
	value string
}

// One goroutine owns the map; the others send it what they found.
func main() {
	entries := make(chan entry, 2)
	var wg sync.WaitGroup
	for id := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(100+20*id) * time.Millisecond)
			entries <- entry{id, fmt.Sprint("item ", id)}
		}()
	}
	go func() {
		wg.Wait()
		close(entries)
	}()

	found := make(map[int]string)
	for e := range entries {
		time.Sleep(40 * time.Millisecond)
		found[e.id] = e.value
	}
	fmt.Println(len(found), "found")
}
