// Who has handed over what it was asked for has nothing left to do: main need not wait for its return.
package main

import (
	"fmt"
	"time"
)

func answer(to chan<- int) {
	to <- 42
}

func double(numbers <-chan int, to chan<- int) {
	for n := range numbers {
		to <- 2 * n
	}
}

func main() {
	answers := make(chan int)
	go answer(answers)
	go func() {
		answer(answers)
	}()
	time.Sleep(time.Second)
	fmt.Println(<-answers + <-answers)

	numbers := make(chan int, 2)
	numbers <- 1
	numbers <- 2
	close(numbers)
	go double(numbers, answers)
	for range 2 {
		time.Sleep(time.Second)
		fmt.Println(<-answers)
	}
}

// Output:
// 84
// 2
// 4

// Why: It ran to its end
// WhyNot: still at work
// WhyNot: lost
