// What a comment of the line speaks of is not called there, and what go starts there does not run under the lock.
package main

import (
	"fmt"
	"sync"
	"time"
)

type widget struct {
	mu   sync.Mutex
	name string
}

func (w *widget) build() { fmt.Println("built") }

func (w *widget) show() {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Println(len(w.name) > 0)
}

func main() {
	w := &widget{}
	go w.show()
	w.name = "x" // before build()
	time.Sleep(time.Millisecond)
	w.build()
}

// Output:
// true
// built

// Races: 20~26
// Why: Take `w.mu` around line 26 too.
