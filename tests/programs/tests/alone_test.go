// Tests that share the environment cannot change it.
package p

import "testing"

func TestSet(t *testing.T) { t.Parallel(); t.Setenv("A", "b") }

// Args: -v
// Outcome: panic
// Exit: 1
// Stderr: panic: testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel
// Output:
// === RUN   TestSet
// === PAUSE TestSet
// === CONT  TestSet
// --- FAIL: TestSet (0.00s)
// FAIL	command-line-arguments	0.000s
// FAIL
