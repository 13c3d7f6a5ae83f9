// Nobody shuts the queue down.
package main

import (
	"fmt"
	"sync"
)

type Queue struct {
	mu   sync.Mutex
	cond *sync.Cond
	q    []string
	down bool
}

func New() *Queue             { q := &Queue{}; q.cond = sync.NewCond(&q.mu); return q }
func (q *Queue) Add(k string) { q.mu.Lock(); q.q = append(q.q, k); q.mu.Unlock(); q.cond.Signal() }
func (q *Queue) Get() (string, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.q) == 0 && !q.down {
		q.cond.Wait()
	}
	if len(q.q) == 0 {
		return "", true
	}
	k := q.q[0]
	q.q = q.q[1:]
	return k, false
}
func (q *Queue) ShutDown() { q.mu.Lock(); q.down = true; q.mu.Unlock(); q.cond.Broadcast() }
func main() {
	q := New()
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for {
				k, down := q.Get()
				if down {
					return
				}
				fmt.Println(k)
			}
		})
	}
	for i := range 5 {
		q.Add(fmt.Sprint("pod-", i))
	}
	wg.Wait()
}

// Outcome: deadlock
// Why: Nobody came to `q.cond.Broadcast()` at line
// Why: Let whoever ends the work come to `q.cond.Broadcast()` at line
