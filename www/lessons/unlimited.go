package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	orders = 60 //lab:knob 1..500
	stoves = 5  //lab:knob 1..60
)

// The kitchen has five stoves. Hiring a cook for each order makes nobody faster:
// the cooks stand in a queue, and each of them costs memory.
func main() {
	var kitchen sync.WaitGroup
	stove := make(chan int, stoves)
	for order := 1; order <= orders; order++ {
		kitchen.Add(1)
		go cook(order, stove, &kitchen)
	}
	kitchen.Wait()
	fmt.Println(orders, "orders,", stoves, "stoves")
}

func cook(order int, stove chan int, kitchen *sync.WaitGroup) {
	defer kitchen.Done()
	stove <- order
	time.Sleep(500 * time.Millisecond)
	<-stove
}
