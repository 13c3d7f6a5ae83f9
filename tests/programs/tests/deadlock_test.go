// A test that waits for ever is told, and where, not the main that waits for it.
package p

import "testing"

func TestOK(t *testing.T) {}
func TestDead(t *testing.T) {
	c := make(chan int)
	t.Log("hello")
	<-c
}

// Peer: skip go test ends it after ten minutes
// Args: -v
// Outcome: deadlock
// Exit: 1
// Stderr: fatal error: all goroutines are asleep - deadlock!
// Why: Goroutine 3 waits at line 10 to receive from `c`
// WhyNot: main waits
// WhyNot: _testmain.go
// WhyNot: at a place in the library
// Output:
// === RUN   TestOK
// --- PASS: TestOK (0.00s)
// === RUN   TestDead
//     deadlock_test.go:9: hello
// FAIL	command-line-arguments	0.000s
// FAIL
