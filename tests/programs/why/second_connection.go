// Each has one connection of a pool and waits for another.
package main

import (
	"fmt"
	"sync"
	"time"
)

type Pool struct{ free chan int }

func (p *Pool) Get() int  { return <-p.free }
func (p *Pool) Put(c int) { p.free <- c }
func main() {
	p := &Pool{make(chan int, 2)}
	p.free <- 1
	p.free <- 2
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			a := p.Get()
			defer p.Put(a)
			time.Sleep(time.Millisecond)
			b := p.Get()
			defer p.Put(b)
			fmt.Println(a, b)
		})
	}
	wg.Wait()
}

// Outcome: deadlock
// Why: Goroutine 2 has one of `free` and waits for another: give the first back before
