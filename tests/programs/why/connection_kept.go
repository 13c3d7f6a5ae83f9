// An early return keeps a connection of a pool.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type Conn struct{ id int }
type Pool struct{ free chan *Conn }

func NewPool(n int) *Pool {
	p := &Pool{make(chan *Conn, n)}
	for i := range n {
		p.free <- &Conn{i}
	}
	return p
}
func (p *Pool) Get() *Conn  { return <-p.free }
func (p *Pool) Put(c *Conn) { p.free <- c }
func query(c *Conn, i int) error {
	if i%2 == 0 {
		return errors.New("syntax")
	}
	return nil
}
func main() {
	p := NewPool(2)
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			c := p.Get()
			if err := query(c, i); err != nil {
				fmt.Println(err)
				return
			}
			p.Put(c)
		})
	}
	wg.Wait()
}

// Outcome: deadlock
// Why: to receive from `free`, which is empty and open.
// Why: main is past it, and waits itself at line
// Why: Give back on every way out what is taken at line
// WhyNot: Whoever sends last closes
