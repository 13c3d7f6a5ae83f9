// Which tests run: -run, -skip, -count and -failfast.
package p

import (
	"fmt"
	"testing"
)

func TestA(t *testing.T) {
	t.Parallel()
	fmt.Println("a")
	t.Run("s", func(t *testing.T) { fmt.Println("a/s") })
}
func TestB(t *testing.T) {
	fmt.Println("b")
	t.Run("x", func(t *testing.T) { fmt.Println("b/x") })
	t.Run("y", func(t *testing.T) { fmt.Println("b/y") })
}
func TestAB(t *testing.T) {
	fmt.Println("ab")
	if testing.Short() {
		t.Skip("short")
	}
	t.Error("long")
}
func TestC(t *testing.T) { fmt.Println("c", testing.Verbose()) }

// Args: -v -run=^(TestA|TestB|TestC)$ -skip=TestB/x -count=2
// Output:
// === RUN   TestA
// === PAUSE TestA
// === RUN   TestB
// b
// === RUN   TestB/y
// b/y
// --- PASS: TestB (0.00s)
//     --- PASS: TestB/y (0.00s)
// === RUN   TestC
// c true
// --- PASS: TestC (0.00s)
// === CONT  TestA
// a
// === RUN   TestA/s
// a/s
// --- PASS: TestA (0.00s)
//     --- PASS: TestA/s (0.00s)
// === RUN   TestA
// === PAUSE TestA
// === RUN   TestB
// b
// === RUN   TestB/y
// b/y
// --- PASS: TestB (0.00s)
//     --- PASS: TestB/y (0.00s)
// === RUN   TestC
// c true
// --- PASS: TestC (0.00s)
// === CONT  TestA
// a
// === RUN   TestA/s
// a/s
// --- PASS: TestA (0.00s)
//     --- PASS: TestA/s (0.00s)
// PASS
// ok  	command-line-arguments	0.000s
