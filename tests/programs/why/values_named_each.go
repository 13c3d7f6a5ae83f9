// Each of several values that are made in one line has its own name.
package main

func main() {
	a, b := make(chan int), make(chan int)
	go func() { a <- <-b }()
	b <- <-a
}

// Outcome: deadlock
// Why: main waits at line 7 to receive from `a`
// Why: Goroutine 2 waits at line 6 to receive from `b`
