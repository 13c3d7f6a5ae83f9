// main waits for a lock, its holder for a reader that never comes: that is mended, not another's wait.
package main

import (
	"fmt"
	"sync"
	"time"
)

type hub struct {
	mu   sync.RWMutex
	subs []chan string
}

func (h *hub) subscribe() chan string {
	h.mu.Lock()
	defer h.mu.Unlock()
	ch := make(chan string)
	h.subs = append(h.subs, ch)
	return ch
}

func (h *hub) publish(msg string) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for _, ch := range h.subs {
		ch <- msg
	}
}

func main() {
	h := &hub{}
	first := h.subscribe()
	h.subscribe()
	go func() {
		for m := range first {
			fmt.Println(m)
		}
	}()
	go h.publish("hello")
	time.Sleep(time.Second)
	h.subscribe()
}

// Outcome: deadlock
// Why: main waits at line 16 for `h.mu`. Goroutine 3 took it for reading at line 24 and still holds it.
// Why: Receive all that is sent on `ch`
// WhyNot: Whoever sends last closes
