package main

import (
	"fmt"
	"runtime"
	"sync"
)

type cache map[int]string

// Everybody writes the same map. Go notices some of these and ends the program;
// try the order "random" and another seed.
func main() {
	found := cache{}
	var wg sync.WaitGroup
	for id := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for round := range 4 {
				found[id*4+round] = fmt.Sprint("item ", id)
				runtime.Gosched()
			}
		}()
	}
	wg.Wait()
	fmt.Println(len(found), "found")
}
