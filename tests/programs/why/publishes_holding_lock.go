// A hub sends while it holds the lock that its subscribers need to leave.
package main

import (
	"fmt"
	"sync"
)

type Hub struct {
	mu   sync.Mutex
	subs map[int]chan string
	next int
}

func (h *Hub) Sub() (int, <-chan string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := make(chan string)
	h.next++
	h.subs[h.next] = c
	return h.next, c
}
func (h *Hub) Unsub(i int) { h.mu.Lock(); defer h.mu.Unlock(); close(h.subs[i]); delete(h.subs, i) }
func (h *Hub) Pub(s string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.subs {
		c <- s
	}
}
func main() {
	h := &Hub{subs: map[int]chan string{}}
	var wg sync.WaitGroup
	for range 2 {
		i, c := h.Sub()
		wg.Go(func() { fmt.Println(<-c); h.Unsub(i) })
	}
	h.Pub("a")
	h.Pub("b")
	wg.Wait()
}

// Outcome: deadlock
// Why: have `c`, and wait themselves at line
// Why: goroutine 2 has it too, which waits at line
// Why: and release `h.mu` before line 28
