package main

import (
	"fmt"
	"sync"
	"time"
)

// A kitchen: the manager serves when every dish is ready.
func cook(dish string, takes time.Duration, wg *sync.WaitGroup) {
	defer wg.Done()
	fmt.Println("started:", dish)
	time.Sleep(takes)
	fmt.Println("ready:", dish)
}

func main() {
	var wg sync.WaitGroup
	dishes := []string{"soup", "salad", "bread"}
	for i, dish := range dishes {
		wg.Add(1)
		go cook(dish, time.Duration(i+1)*time.Second, &wg)
	}
	wg.Wait()
	fmt.Println("served")
}
