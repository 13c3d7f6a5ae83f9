// A limiter that could be closed, and is not.
package main

import (
	"fmt"
	"time"
)

type limiter struct {
	tokens chan bool
	ticker *time.Ticker
	done   chan bool
}

func newLimiter(every time.Duration) *limiter {
	l := &limiter{tokens: make(chan bool, 1), ticker: time.NewTicker(every), done: make(chan bool)}
	go l.fill()
	return l
}

func (l *limiter) fill() {
	for {
		select {
		case <-l.done:
			return
		case <-l.ticker.C:
			select {
			case l.tokens <- true:
			default:
			}
		}
	}
}

func (l *limiter) stop() {
	l.ticker.Stop()
	close(l.done)
}

func main() {
	l := newLimiter(time.Second)
	if len(l.tokens) > 1 {
		l.stop()
	}
	<-l.tokens
	<-l.tokens
	fmt.Println("two tokens")
}

// Output:
// two tokens

// Why: Nobody came to `close(l.done)` at line 37: do that when its work is over.
// WhyNot: comes with the clock
