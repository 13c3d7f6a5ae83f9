// A goroutine that no test waits for panics: no test is told to have failed.
package p

import (
	"testing"
	"time"
)

func TestGoPanics(t *testing.T) {
	t.Log("before")
	go func() { panic("in a goroutine") }()
	time.Sleep(50 * time.Millisecond)
}

// Args: -v
// Outcome: panic
// Exit: 1
// Stderr: panic: in a goroutine
// Why: the tests after it do not run
// Output:
// === RUN   TestGoPanics
//     panic_elsewhere_test.go:10: before
// FAIL	command-line-arguments	0.000s
// FAIL
