// Time in bubbles: tickers, cleanups, subtests.
package p

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestAfterFunc(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		called := false
		context.AfterFunc(ctx, func() { called = true })
		synctest.Wait()
		if called {
			t.Fatal("early")
		}
		cancel()
		synctest.Wait()
		fmt.Println("called", called)
	})
}
func TestTicker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tk := time.NewTicker(time.Second)
		defer tk.Stop()
		start := time.Now()
		for i := range 3 {
			at := <-tk.C
			fmt.Println(i, at.Sub(start))
		}
	})
}
func TestCleanupInBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		done := make(chan bool)
		t.Cleanup(func() { close(done) })
		go func() { <-done; fmt.Println("worker out") }()
	})
	fmt.Println("after bubble")
}
func TestWG(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var wg sync.WaitGroup
		start := time.Now()
		for i := range 3 {
			wg.Go(func() { time.Sleep(time.Duration(i) * time.Minute) })
		}
		wg.Wait()
		fmt.Println(time.Since(start), time.Now())
	})
}
func TestSub(t *testing.T) {
	t.Run("x", func(t *testing.T) { synctest.Test(t, func(t *testing.T) { fmt.Println(t.Name()); t.Error("e") }) })
	t.Run("timeout", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			<-ctx.Done()
			fmt.Println(errors.Is(ctx.Err(), context.DeadlineExceeded))
		})
	})
}
func TestNestedParallelInside(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { time.Sleep(time.Hour); t.Log("ok") })
}

// Args: -v
// Outcome: exit 1
// Output:
// === RUN   TestAfterFunc
// called true
// --- PASS: TestAfterFunc (0.00s)
// === RUN   TestTicker
// 0 1s
// 1 2s
// 2 3s
// --- PASS: TestTicker (3.00s)
// === RUN   TestCleanupInBubble
// worker out
// after bubble
// --- PASS: TestCleanupInBubble (0.00s)
// === RUN   TestWG
// 2m0s 2000-01-01 00:02:00 +0000 UTC
// --- PASS: TestWG (120.00s)
// === RUN   TestSub
// === RUN   TestSub/x
// TestSub/x
//     bubbles_test.go:59: e
// === RUN   TestSub/timeout
// true
// --- FAIL: TestSub (60.00s)
//     --- FAIL: TestSub/x (0.00s)
//     --- PASS: TestSub/timeout (60.00s)
// === RUN   TestNestedParallelInside
// === PAUSE TestNestedParallelInside
// === CONT  TestNestedParallelInside
//     bubbles_test.go:71: ok
// --- PASS: TestNestedParallelInside (3600.00s)
// FAIL
// FAIL	command-line-arguments	3783.000s
// FAIL
