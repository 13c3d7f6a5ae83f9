// Parallel groups, table tests, odd names.
package p

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

func TestGroup(t *testing.T) {
	t.Run("group", func(t *testing.T) {
		for _, n := range []string{"a", "b"} {
			t.Run(n, func(t *testing.T) {
				t.Parallel()
				t.Cleanup(func() { fmt.Println("clean", n) })
				if n == "a" {
					time.Sleep(20 * time.Millisecond)
				}
			})
		}
		t.Cleanup(func() { fmt.Println("clean group") })
	})
	fmt.Println("all done")
}
func TestDeferVsParallel(t *testing.T) {
	defer fmt.Println("deferred")
	t.Run("x", func(t *testing.T) { t.Parallel(); fmt.Println("x runs") })
}
func TestMutexCounter(t *testing.T) {
	var mu sync.Mutex
	n := 0
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { mu.Lock(); defer mu.Unlock(); n++ })
	}
	wg.Wait()
	if n != 10 {
		t.Fatalf("n = %d, want 10", n)
	}
}
func TestFatalInLoop(t *testing.T) {
	for i, tc := range []struct{ in, want int }{{1, 1}, {2, 5}, {3, 9}} {
		t.Run(fmt.Sprintf("case %d", i), func(t *testing.T) {
			if got := tc.in * tc.in; got != tc.want {
				t.Fatalf("square(%d) = %d, want %d", tc.in, got, tc.want)
			}
		})
	}
}
func TestNilNames(t *testing.T) {
	t.Run("a/b", func(t *testing.T) { fmt.Println(t.Name()) })
	t.Run("ü→\x00\n", func(t *testing.T) { fmt.Println(t.Name()) })
}
func TestSkipParent(t *testing.T) {
	t.Run("c", func(t *testing.T) { t.Error("e") })
	t.Skip("skip after failure")
}
func TestFailed(t *testing.T) { t.Fail(); fmt.Println(t.Failed(), t.Skipped()) }
func Testlower(t *testing.T)  { t.Error("never") }
func Test(t *testing.T)       { fmt.Println("Test itself", t.Name()) }
func Test_under(t *testing.T) { fmt.Println(t.Name()) }

// Args: -v
// Outcome: exit 1
// Output:
// === RUN   TestGroup
// === RUN   TestGroup/group
// === RUN   TestGroup/group/a
// === PAUSE TestGroup/group/a
// === RUN   TestGroup/group/b
// === PAUSE TestGroup/group/b
// === CONT  TestGroup/group/a
// === CONT  TestGroup/group/b
// clean b
// clean a
// clean group
// all done
// --- PASS: TestGroup (0.02s)
//     --- PASS: TestGroup/group (0.00s)
//         --- PASS: TestGroup/group/b (0.00s)
//         --- PASS: TestGroup/group/a (0.02s)
// === RUN   TestDeferVsParallel
// === RUN   TestDeferVsParallel/x
// === PAUSE TestDeferVsParallel/x
// deferred
// === CONT  TestDeferVsParallel/x
// x runs
// --- PASS: TestDeferVsParallel (0.00s)
//     --- PASS: TestDeferVsParallel/x (0.00s)
// === RUN   TestMutexCounter
// --- PASS: TestMutexCounter (0.00s)
// === RUN   TestFatalInLoop
// === RUN   TestFatalInLoop/case_0
// === RUN   TestFatalInLoop/case_1
//     tables_test.go:46: square(2) = 4, want 5
// === RUN   TestFatalInLoop/case_2
// --- FAIL: TestFatalInLoop (0.00s)
//     --- PASS: TestFatalInLoop/case_0 (0.00s)
//     --- FAIL: TestFatalInLoop/case_1 (0.00s)
//     --- PASS: TestFatalInLoop/case_2 (0.00s)
// === RUN   TestNilNames
// === RUN   TestNilNames/a/b
// TestNilNames/a/b
// === RUN   TestNilNames/ü→\x00_
// TestNilNames/ü→\x00_
// --- PASS: TestNilNames (0.00s)
//     --- PASS: TestNilNames/a/b (0.00s)
//     --- PASS: TestNilNames/ü→\x00_ (0.00s)
// === RUN   TestSkipParent
// === RUN   TestSkipParent/c
//     tables_test.go:56: e
// === NAME  TestSkipParent
//     tables_test.go:57: skip after failure
// --- FAIL: TestSkipParent (0.00s)
//     --- FAIL: TestSkipParent/c (0.00s)
// === RUN   TestFailed
// true false
// --- FAIL: TestFailed (0.00s)
// === RUN   Test
// Test itself Test
// --- PASS: Test (0.00s)
// === RUN   Test_under
// Test_under
// --- PASS: Test_under (0.00s)
// FAIL
// FAIL	command-line-arguments	0.020s
// FAIL
