// Who has handed over what it was asked for has nothing left to do: main need not wait for its return.
package main

import (
	"fmt"
	"time"
)

func answer(to chan<- int) {
	to <- 42
}

func main() {
	answers := make(chan int)
	go answer(answers)
	go func() {
		answer(answers)
	}()
	time.Sleep(time.Second)
	fmt.Println(<-answers + <-answers)
}

// Output:
// 84

// Why: It ran to its end
// WhyNot: still at work
// WhyNot: lost
