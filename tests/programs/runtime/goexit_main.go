package main

import (
	"fmt"
	"runtime"
)

func main() {
	defer fmt.Println("deferred runs")
	go func() { fmt.Println("other runs") }()
	runtime.Goexit()
}

// Outcome: deadlock
// Stderr: fatal error: no goroutines (main called runtime.Goexit) - deadlock!
// Output:
// deferred runs
// other runs
