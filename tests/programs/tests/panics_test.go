// A panic ends the tests, after the cleanups; go test ends with status 1.
package p

import "testing"

func TestFirst(t *testing.T) { t.Log("first") }

func TestPanics(t *testing.T) {
	t.Log("about to")
	t.Cleanup(func() { t.Log("cleanup") })
	var m map[string]int
	m["a"] = 1
}

func TestNever(t *testing.T) {}

// Args: -v
// Outcome: panic
// Exit: 1
// Stderr: panic: assignment to entry in nil map
// Why: `testing.tRunner`) panicked at line 12
// Why: the tests after it do not run
// WhyNot: started at
// WhyNot: exit status 2
// Output:
// === RUN   TestFirst
//     panics_test.go:6: first
// --- PASS: TestFirst (0.00s)
// === RUN   TestPanics
//     panics_test.go:9: about to
//     panics_test.go:10: cleanup
// --- FAIL: TestPanics (0.00s)
// FAIL	command-line-arguments	0.000s
// FAIL
