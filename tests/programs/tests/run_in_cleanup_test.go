// A cleanup runs no subtests.
package p

import "testing"

func TestRunInCleanup(t *testing.T) {
	t.Cleanup(func() { t.Run("late", func(t *testing.T) {}) })
}

// Args: -v
// Outcome: panic
// Exit: 1
// Stderr: panic: testing: t.Run called during t.Cleanup
// Output:
// === RUN   TestRunInCleanup
// --- FAIL: TestRunInCleanup (0.00s)
// FAIL	command-line-arguments	0.000s
// FAIL
