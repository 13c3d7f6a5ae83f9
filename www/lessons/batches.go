package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	artifacts = 100 //lab:knob 1..200
	batch     = 5   //lab:knob 1..50
)

// One deployment takes two seconds. Five at a time: twenty rounds, forty seconds.
func deploy(artifact int, wg *sync.WaitGroup) {
	defer wg.Done()
	time.Sleep(2 * time.Second)
}

func main() {
	start := time.Now()
	for first := 0; first < artifacts; first += batch {
		var wg sync.WaitGroup
		for i := first; i < min(first+batch, artifacts); i++ {
			wg.Add(1)
			go deploy(i, &wg)
		}
		wg.Wait()
	}
	fmt.Println(artifacts, "deployed in", time.Since(start))
}
