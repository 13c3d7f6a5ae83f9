// A select is stuck from the moment at which the last one ended who used its channels.
package main

import (
	"fmt"
	"time"
)

func run() {
	a, b := make(chan int), make(chan int)
	go func() {
		for {
			select {
			case <-a:
			case <-b:
			}
		}
	}()
	go func() {
		a <- 1
		time.Sleep(2 * time.Second)
	}()
	go func() {
		b <- 1
		time.Sleep(3 * time.Second)
	}()
}

func main() {
	go run()
	time.Sleep(9 * time.Second)
	fmt.Println("done")
}

// Output:
// done

// Stuck: 3 13 3s
