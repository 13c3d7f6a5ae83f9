// Package synctest runs a test in a bubble. Time is virtual everywhere here, so a bubble is the program
// itself with a clock of its own: Test waits until all goroutines begun in it have ended, Wait until all
// others wait.
package synctest

import (
	"internal/bubble"
	"testing"
	"time"
)

// Test runs f in a bubble.
func Test(t *testing.T, f func(*testing.T)) { bubble.Run(t, f) }

// Wait waits until every other goroutine waits: for others, for a lock, for time.
func Wait() {
	if bubble.Inside == 0 {
		panic("goroutine is not in a bubble")
	}
	for others() > 0 {
		yield()
	}
}

// Sleep is time.Sleep and Wait: who slept as long has settled.
func Sleep(d time.Duration) {
	time.Sleep(d)
	Wait()
}

// others is the number of goroutines that could run now.
func others() int

func yield()
