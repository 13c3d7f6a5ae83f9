package main

import (
	"fmt"
	"time"
)

func main() {
	defer fmt.Println("main's defer never runs")
	go func() {
		defer fmt.Println("its own defer runs")
		panic("boom")
	}()
	time.Sleep(time.Second)
}

// Outcome: panic
// Stderr: panic: boom
// Stderr: created by main.main in goroutine 1
// Output:
// its own defer runs
