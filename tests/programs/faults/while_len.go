package main

import (
	"fmt"
	"time"
)

func push(jobs chan int, i int) error {
	jobs <- i
	return nil
}

func main() {
	jobs := make(chan int, 5)
	for i := range 5 {
		fmt.Println(push(jobs, i))
	}
	time.Sleep(time.Second)
	fmt.Println(len(jobs))
}

// Turned away while more than two wait in the channel.
// Fault: call:main.push?len(jobs)>2=refuse(503)
// Output:
// <nil>
// <nil>
// <nil>
// 503 Service Unavailable
// 503 Service Unavailable
// 3
