// The queue is shut down by a defer, behind the Wait for its workers.
package main

import (
	"fmt"
	"sync"
)

type Queue struct{ c chan string }

func (q *Queue) Add(k string) { q.c <- k }
func (q *Queue) ShutDown()    { close(q.c) }
func main() {
	q := &Queue{c: make(chan string, 10)}
	defer q.ShutDown()
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for k := range q.c {
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
// Why: A return of the function of `wg.Go(…)` at line
// Why: main would close it.
// Why: Call `close(q.c)` (now at line
