package main

import "fmt"

func produce(out chan<- int) {
	defer close(out)
	for n := range 3 {
		if n == 2 {
			return
		}
		out <- n
	}
}

func main() {
	numbers := make(chan int)
	go produce(numbers)
	for n := range numbers {
		fmt.Println(n)
	}
	results := make(chan int, 2)
	results <- 1
	results <- 2
	close(results)
	for r := range results {
		fmt.Println(r)
	}
}

// Forget: close(out)@6 = deadlock
//   6:
// Forget: defer close(out)@6 = deadlock
//   6:
//   12: }; close(out)
// Forget: buffer@21 = deadlock
//   21: results := make(chan int)
// Forget: close(results)@24 = deadlock
//   24:
