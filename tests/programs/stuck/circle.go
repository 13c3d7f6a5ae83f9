// Two goroutines take two locks in opposite order and wait for each other; main goes on and ends well.
package main

import (
	"fmt"
	"sync"
	"time"
)

func circle() {
	var a, b sync.Mutex
	take := func(first, second *sync.Mutex) {
		first.Lock()
		time.Sleep(time.Second)
		second.Lock()
		second.Unlock()
		first.Unlock()
	}
	go take(&a, &b)
	go take(&b, &a)
}

func main() {
	go circle() // from a goroutine that ends: what main once called may leave words behind
	for range 5 {
		time.Sleep(time.Second)
	}
	fmt.Println("done")
}

// Output:
// done

// VirtualTime: 5s
// Stuck: 3 15 1s
// Stuck: 4 15 1s
