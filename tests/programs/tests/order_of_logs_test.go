// The log of a test and what became of its subtests stand in their order.
package p

import "testing"

func TestOuter(t *testing.T) {
	t.Run("a", func(t2 *testing.T) { t.Error("outer error from inner"); t2.Log("inner") })
	t.Run("b", func(t *testing.T) {
		t.Run("c", func(t *testing.T) { t.Fatal("deep") })
		t.Run("d", func(t *testing.T) { t.Log("ok") })
		if t.Failed() {
			t.Log("b failed")
		}
	})
	if !t.Run("e", func(t *testing.T) { t.FailNow() }) {
		t.Fatal("e failed")
	}
	t.Run("f", func(t *testing.T) {})
}
func TestSameNames(t *testing.T) {
	for range 3 {
		t.Run("n", func(t *testing.T) {})
	}
	t.Run("", func(t *testing.T) {})
	t.Run("a b\tc", func(t *testing.T) {})
}

// Outcome: exit 1
// Why: Not every test passed
// WhyNot: main ended the program
// Output:
// --- FAIL: TestOuter (0.00s)
//     order_of_logs_test.go:7: outer error from inner
//     --- FAIL: TestOuter/b (0.00s)
//         --- FAIL: TestOuter/b/c (0.00s)
//             order_of_logs_test.go:9: deep
//         order_of_logs_test.go:12: b failed
//     --- FAIL: TestOuter/e (0.00s)
//     order_of_logs_test.go:16: e failed
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
