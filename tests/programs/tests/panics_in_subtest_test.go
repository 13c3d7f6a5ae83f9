// What ended before the panic of a subtest is told.
package p

import "testing"

func TestPanics(t *testing.T) {
	t.Run("one", func(t *testing.T) { t.Log("one") })
	t.Run("two", func(t *testing.T) {
		t.Log("x")
		panic("oh no")
	})
	t.Run("three", func(t *testing.T) {})
}

// Outcome: panic
// Exit: 1
// Stderr: panic: oh no
// Output:
// --- FAIL: TestPanics (0.00s)
//     --- FAIL: TestPanics/two (0.00s)
//         panics_in_subtest_test.go:9: x
// FAIL	command-line-arguments	0.000s
// FAIL
