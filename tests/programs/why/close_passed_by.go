// A panic passes the close by.
package main

import (
	"fmt"
	"sync"
)

func stage(in <-chan int, out chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered", r)
		}
	}()
	for v := range in {
		out <- 10 / v
	}
	close(out)
}
func main() {
	in, out := make(chan int), make(chan int)
	var wg sync.WaitGroup
	wg.Add(1)
	go stage(in, out, &wg)
	go func() {
		for i := 2; i >= 0; i-- {
			in <- i
		}
		close(in)
	}()
	for v := range out {
		fmt.Println(v)
	}
	wg.Wait()
}

// Outcome: deadlock
// Why: Say `defer close(out)` first in the function that has it at line
