// The connections of a pool lie in it at the end: no work is lost.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
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
func (p *Pool) Get(ctx context.Context) (*Conn, error) {
	select {
	case c := <-p.free:
		return c, nil
	case <-ctx.Done():
		return nil, errors.New("pool: " + ctx.Err().Error())
	}
}
func (p *Pool) Put(c *Conn) { p.free <- c }
func main() {
	p := NewPool(2)
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			c, err := p.Get(ctx)
			if err != nil {
				fmt.Println(err)
				return
			}
			defer p.Put(c)
			time.Sleep(10 * time.Millisecond)
		})
	}
	wg.Wait()
	fmt.Println("ok")
}

// Output:
// ok

// Why: It ran to its end
// WhyNot: unread
// WhyNot: lost
