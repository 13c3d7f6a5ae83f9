// Two transfers that take two locks in opposite order wait for each other, while main goes on and ends.
package main

import (
	"fmt"
	"sync"
	"time"
)

type account struct {
	mu  sync.Mutex
	sum int
}

func transfer(a, b *account, n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	time.Sleep(time.Millisecond)
	b.mu.Lock()
	defer b.mu.Unlock()
	a.sum -= n
	b.sum += n
}

func main() {
	x, y := &account{sum: 10}, &account{sum: 10}
	go transfer(x, y, 1)
	go transfer(y, x, 2)
	time.Sleep(50 * time.Millisecond)
	fmt.Println("main is done")
}

// Output:
// main is done

// Why: They wait in a circle
// Why: Take the locks in the same order everywhere.
// WhyNot: on the line after Lock
