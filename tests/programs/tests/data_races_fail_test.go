// Under --race a test that races fails, once, and the tests around it with it; others go on.
package p

import (
	"sync"
	"testing"
)

func TestBefore(t *testing.T) { t.Log("fine") }

func TestRacy(t *testing.T) {
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n++
		}()
	}
	wg.Wait()
	t.Log("n", n > 0)
}

func TestSubs(t *testing.T) {
	t.Run("ok", func(t *testing.T) {})
	t.Run("racy", func(t *testing.T) {
		n := 0
		done := make(chan bool)
		go func() { n = 1; done <- true }()
		n = 2
		_ = n
		<-done
	})
	t.Run("after", func(t *testing.T) { t.Log("after") })
}

func TestAfter(t *testing.T) {}

// Race: on
// Outcome: exit 1
// Output:
// --- FAIL: TestRacy (0.00s)
//     data_races_fail_test.go:22: n true
//     testing.go:1867: race detected during execution of test
// --- FAIL: TestSubs (0.00s)
//     --- FAIL: TestSubs/racy (0.00s)
//         testing.go:1867: race detected during execution of test
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
