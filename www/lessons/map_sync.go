package main

import (
	"fmt"
	"sync"
	"time"
)

// sync.Map needs no lock of ours; it suits keys that are written once and read often.
func main() {
	var found sync.Map
	var wg sync.WaitGroup
	for id := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(100+20*id) * time.Millisecond)
			found.Store(id, fmt.Sprint("item ", id))
		}()
	}
	wg.Wait()

	count := 0
	found.Range(func(key, value any) bool {
		count++
		return true
	})
	fmt.Println(count, "found")
}
