// Tests that fail or skip in a bubble.
package p

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

func TestTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		fmt.Println(start.UTC())
		time.Sleep(time.Hour)
		fmt.Println(time.Since(start))
		t.Log("in bubble")
	})
}
func TestCtx(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		time.Sleep(5*time.Second - 1)
		synctest.Wait()
		if err := ctx.Err(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(1)
		synctest.Wait()
		if err := ctx.Err(); err != context.DeadlineExceeded {
			t.Fatal(err)
		}
	})
}
func TestFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { t.Error("bad"); t.Cleanup(func() { t.Log("clean") }) })
	t.Log("after: not reached?")
}
func TestFatal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { t.Fatal("fatal") })
	t.Log("after")
}
func TestSkips(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { t.Skip("skip") })
	t.Log("after")
}

// Outcome: exit 1
// Output:
// 2000-01-01 00:00:00 +0000 UTC
// 1h0m0s
// --- FAIL: TestFails (0.00s)
//     bubble_fails_test.go:38: bad
//     bubble_fails_test.go:38: clean
// --- FAIL: TestFatal (0.00s)
//     bubble_fails_test.go:42: fatal
// FAIL
// FAIL	command-line-arguments	3605.000s
// FAIL
