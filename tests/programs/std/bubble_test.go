// testing/synctest: a bubble has a clock and an end of its own. iter.Pull: what becomes of a sequence that
// exits, or is asked twice.
package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if now := time.Now().UTC(); now.Year() != 2000 || now.YearDay() != 1 || now.Hour() != 0 {
			t.Error("a bubble begins at", now)
		}
		begun := time.Now()
		time.Sleep(24 * time.Hour)
		if d := time.Since(begun); d != 24*time.Hour {
			t.Error("slept", d)
		}
	})
	if time.Now().Year() == 2000 {
		t.Error("the bubble's clock goes on")
	}
}

func TestEnd(t *testing.T) {
	var order []string
	synctest.Test(t, func(t *testing.T) {
		t.Cleanup(func() { order = append(order, "cleanup") })
		go func() {
			<-t.Context().Done()
			order = append(order, "done")
		}()
		synctest.Wait()
		order = append(order, "waits")
	})
	if got := fmt.Sprint(order); got != "[waits cleanup done]" {
		t.Error(got)
	}
}

func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		time.Sleep(time.Minute - 1)
		synctest.Wait()
		if ctx.Err() != nil {
			t.Fatal("too early")
		}
		time.Sleep(1)
		synctest.Wait()
		if ctx.Err() != context.DeadlineExceeded {
			t.Fatal("too late")
		}
	})
}

func said(f func()) (what any) {
	defer func() { what = recover() }()
	f()
	return nil
}

func TestMisuse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, f := range []func(){t.Parallel, func() { t.Run("x", func(*testing.T) {}) }} {
			t.Log(said(f))
		}
	})
	t.Log(said(synctest.Wait))
	t.Error("so that the log is shown")
}

func TestSkipped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { t.Skip("inside") })
	t.Error("reached")
}

func TestPull(t *testing.T) {
	var next func() (int, bool)
	exited := make(chan bool)
	go func() {
		defer close(exited)
		next, _ = iter.Pull(func(yield func(int) bool) { runtime.Goexit() })
		next()
		t.Error("next returned")
	}()
	<-exited
	if v, ok := next(); v != 0 || ok {
		t.Error(v, ok)
	}
	var again func() (int, bool)
	again, stop := iter.Pull(func(yield func(int) bool) {
		fmt.Println(said(func() { again() }))
		yield(1)
	})
	fmt.Println(again())
	stop()
}

// Outcome: exit 1
// Output:
// --- FAIL: TestMisuse (0.00s)
//     bubble_test.go:73: testing: t.Parallel called inside synctest bubble
//     bubble_test.go:73: testing: t.Run called inside synctest bubble
//     bubble_test.go:76: goroutine is not in a bubble
//     bubble_test.go:77: so that the log is shown
// --- FAIL: TestSkipped (0.00s)
//     bubble_test.go:81: inside
//     bubble_test.go:82: reached
// iter.Pull: next called again before yield
// 1 true
// FAIL
// FAIL	command-line-arguments	86460.000s
// FAIL

// Peer: skip
