// Package synctest runs a test in a bubble. Time is virtual everywhere here, so a bubble is the program
// itself: Test waits until all goroutines of the bubble have ended, Wait until all others wait.
package synctest

import (
	"testing"
)

// Test runs f in a bubble.
func Test(t *testing.T, f func(*testing.T)) {
	f(t)
	Wait()
}

// Run runs f in a bubble.
func Run(f func()) {
	f()
	Wait()
}

// Wait waits until every other goroutine waits: for others, for a lock, for time.
func Wait() {
	for others() > 0 {
		yield()
	}
}

// others is the number of goroutines that could run now.
func others() int

func yield()
