// A variable that is not used any more leads nowhere: who waits on its channel is stuck, although the function that
// holds it lives on.
package main

import (
	"fmt"
	"time"
)

// serve gives up on its result, and then only looks at the clock.
func serve(again chan int) {
	result := make(chan int)
	go func() {
		time.Sleep(time.Second)
		result <- 1
	}()
	select {
	case r := <-result:
		fmt.Println(r)
	case <-time.After(time.Millisecond):
		fmt.Println("too late")
	}
	for {
		time.Sleep(time.Minute)
		fmt.Println(<-again)
	}
}

// keep comes back to its channel after each minute: who waits on it is not stuck.
func keep() {
	kept := make(chan int)
	go func() {
		for {
			kept <- 1
		}
	}()
	for n := 0; ; {
		time.Sleep(time.Minute)
		n += <-kept
	}
}

// hold has put its channel where a later call finds it.
func hold() {
	all := map[string]chan int{"a": make(chan int)}
	go func() { all["a"] <- 1 }()
	defer func() { <-all["a"] }()
	time.Sleep(time.Hour)
}

func main() {
	again := make(chan int)
	go serve(again)
	go keep()
	go hold()
	time.Sleep(90 * time.Second)
	again <- 2
	time.Sleep(time.Second)
}

// Output:
// too late
// 2

// Stuck: 5 15 1s

// Peer: skip it takes a minute and a half
