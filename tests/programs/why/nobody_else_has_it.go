// A subscriber subscribes once more while it is told something, and forgets the channel that it gets.
package main

import (
	"fmt"
	"sync"
)

type bus struct {
	mu   sync.Mutex
	subs []chan int
}

func (b *bus) subscribe() <-chan int {
	b.mu.Lock()
	defer b.mu.Unlock()
	sub := make(chan int)
	b.subs = append(b.subs, sub)
	return sub
}

func (b *bus) publish(news int) {
	for _, sub := range b.subs {
		sub <- news
	}
}

func main() {
	b := &bus{}
	mine := b.subscribe()
	done := make(chan bool)
	go func() {
		fmt.Println(<-mine)
		b.subscribe()
		done <- true
	}()
	b.publish(1)
	<-done
	b.publish(2)
}

// Outcome: deadlock
// Why: Nobody else has `sub`, made at line 17.
