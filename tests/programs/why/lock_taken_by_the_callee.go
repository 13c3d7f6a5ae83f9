// The write lacks the lock that the function it calls takes: around both, the program would wait for itself.
package main

import (
	"fmt"
	"sync"
	"time"
)

type widget struct {
	mu   sync.Mutex
	name string
	made int
}

func (w *widget) build() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.made++
	return fmt.Sprint("widget ", w.made)
}

func (w *widget) show() {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Println(len(w.name) > 0)
}

func main() {
	w := &widget{}
	go w.show()
	w.name = w.build()
	time.Sleep(time.Millisecond)
}

// Output:
// true

// Races: 26~32
// Why: Take `w.mu` around line 32 too, but not while `build` runs.
