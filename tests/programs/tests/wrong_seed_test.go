// A seed that does not fit its target.
package p

import "testing"

func FuzzWrong(f *testing.F) {
	f.Add(1)
	f.Fuzz(func(t *testing.T, s string) {})
}

// Args: -v
// Outcome: exit 1
// Output:
// === RUN   FuzzWrong
//     wrong_seed_test.go:8: mismatched types in corpus entry: [int], want [string]
// --- FAIL: FuzzWrong (0.00s)
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
