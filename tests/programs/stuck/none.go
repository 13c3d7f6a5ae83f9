// Correct programs have nobody stuck: what waits is reached through a map, a slice, a closure, a buffer, a
// timer, a deferred call, an interface or another goroutine that waits.
package main

import (
	"fmt"
	"sync"
	"time"
)

type hub struct{ subs map[string][]chan int }

type waker interface{ wake() }

type bell struct{ c chan int }

func (b *bell) wake() { b.c <- 1 }

func start(name string, h *hub) {
	c := make(chan int)
	h.subs[name] = append(h.subs[name], c)
	go func() { <-c }()
}

func deferred(c chan int) {
	defer close(c)
	time.Sleep(time.Hour)
}

func chain(n int) chan int {
	c := make(chan int)
	if n == 0 {
		time.AfterFunc(time.Hour, func() { close(c) })
		return c
	}
	inner := chain(n - 1)
	go func() {
		<-inner
		close(c)
	}()
	return c
}

func main() {
	h := &hub{subs: map[string][]chan int{}}
	start("a", h)
	box := make(chan waker, 1)
	b := &bell{make(chan int)}
	go func(c chan int) { <-c }(b.c)
	box <- b
	b = nil
	c := make(chan int)
	go func(c chan int) { <-c }(c)
	go deferred(c)
	c = chain(3)
	go func(c chan int) { <-c }(c)
	var mu sync.Mutex
	mu.Lock()
	go mu.Lock()
	time.Sleep(time.Second)
	fmt.Println(len(h.subs), len(box))
}

// Output:
// 1 1

// Stuck: none
