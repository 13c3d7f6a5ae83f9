// A sleep after which everybody else has settled.
package main

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestSleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		for range 3 {
			go func() {
				time.Sleep(time.Second)
				n++
			}()
		}
		synctest.Sleep(time.Second)
		if n != 3 {
			t.Error("not settled:", n)
		}
	})
	if !testing.Testing() {
		t.Error("not testing")
	}
}

// Peer: skip go test runs it, go run does not
// Output:
// PASS
// ok  	command-line-arguments	1.000s
