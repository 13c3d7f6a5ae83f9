// A test that has ended cannot fail any more.
package p

import (
	"testing"
	"time"
)

func TestLate(t *testing.T) {
	t.Run("sub", func(t *testing.T) {
		go func() {
			time.Sleep(10 * time.Millisecond)
			t.Log("too late log")
			t.Error("too late fail")
		}()
	})
	time.Sleep(50 * time.Millisecond)
}

// Args: -v
// Outcome: panic
// Exit: 1
// Stderr: panic: Fail in goroutine after TestLate/sub has completed
// Output:
// === RUN   TestLate
// === RUN   TestLate/sub
// === NAME  TestLate
//     fails_after_its_end_test.go:13: too late log
//     fails_after_its_end_test.go:14: too late fail
// FAIL	command-line-arguments	0.010s
// FAIL
