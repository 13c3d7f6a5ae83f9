package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

// until spins while f says no.
func until(f func() bool) {
	for !f() {
	}
}

func main() {
	var done, again atomic.Bool
	go func() {
		time.Sleep(time.Millisecond)
		done.Store(true)
		time.Sleep(20 * time.Millisecond)
		again.Store(true)
	}()
	until(done.Load)
	fmt.Println("woken while main spins")
	until(func() bool { runtime.Gosched(); return again.Load() })
	fmt.Println("and while it yields")

	start := time.Now()
	until(func() bool { return time.Since(start) > 3*time.Millisecond })
	fmt.Println("time passes for who looks at it")

	tick := time.After(5 * time.Millisecond)
	until(func() bool {
		select {
		case <-tick:
			return true
		default:
			return false
		}
	})
	fmt.Println("the timer fires for who polls")

	messages, stop := make(chan int), make(chan struct{})
	go func() {
		defer close(messages)
		for {
			select {
			case messages <- 1:
			case <-stop:
				return
			}
		}
	}()
	time.AfterFunc(10*time.Millisecond, func() { close(stop) })
	for range messages {
	}
	fmt.Println("two that are never idle hear of the end")
}

// Output:
// woken while main spins
// and while it yields
// time passes for who looks at it
// the timer fires for who polls
// two that are never idle hear of the end
