// A subtest that calls Fatal of the test around it ends both, and is told so; other tests go on.
//
// Peer: skip go test's last line has a time
// Outcome: exit 1
// Output:
// --- FAIL: TestOuter (0.00s)
//     ends_outer_test.go:26: the wrong one
//     --- FAIL: TestOuter/a (0.00s)
//         testing.go:2064: test executed panic(nil) or runtime.Goexit: subtest may have called FailNow on a parent test
// --- FAIL: TestNext (0.00s)
//     ends_outer_test.go:32: reached
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
package p

import "testing"

func TestOuter(t *testing.T) {
	t.Run("a", func(inner *testing.T) {
		wrong(t)
	})
	t.Run("b", func(inner *testing.T) { inner.Error("not reached") })
}

func wrong(t *testing.T) { t.Fatal("the wrong one") }

func TestNext(t *testing.T) {
	t.Run("c", func(inner *testing.T) {
		defer inner.Log("quietly")
	})
	t.Error("reached")
}
