// A panic in a bubble.
package p

import (
	"testing"
	"testing/synctest"
)

func TestPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { t.Log("a"); panic("inside") })
}

// Outcome: panic
// Exit: 1
// Stderr: panic: inside
// Output:
// FAIL	command-line-arguments	0.000s
// FAIL
