// os.Exit(0) in a test would look like success.
package p

import (
	"os"
	"testing"
)

func TestExit(t *testing.T) {
	t.Log("x")
	os.Exit(0)
}

// Args: -v
// Outcome: panic
// Exit: 1
// Stderr: panic: unexpected call to os.Exit(0) during test
// Output:
// === RUN   TestExit
//     exit_early_test.go:10: x
// --- FAIL: TestExit (0.00s)
// FAIL	command-line-arguments	0.000s
// FAIL
