package main

import "errors"

func main() {
	panic(errors.New("disk full"))
}

// Outcome: panic
// Stderr: panic: disk full
// Stderr: goroutine 1 [running]:
// Output:
