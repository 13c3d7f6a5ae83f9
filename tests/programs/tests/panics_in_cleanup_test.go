// A cleanup that panics ends the tests when all other cleanups have run.
package p

import "testing"

func TestCleanPanics(t *testing.T) {
	t.Cleanup(func() { t.Log("first registered") })
	t.Cleanup(func() { panic("in cleanup") })
	t.Log("body")
}

// Outcome: panic
// Exit: 1
// Stderr: panic: in cleanup
// Output:
// --- FAIL: TestCleanPanics (0.00s)
//     panics_in_cleanup_test.go:9: body
//     panics_in_cleanup_test.go:7: first registered
// FAIL	command-line-arguments	0.000s
// FAIL
