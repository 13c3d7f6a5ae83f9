// A test that ends the program: go test ends with status 1.
package p

import (
	"fmt"
	"os"
	"testing"
)

func TestA(t *testing.T) { t.Log("a") }
func TestExit(t *testing.T) {
	t.Log("x")
	fmt.Println("out")
	os.Exit(4)
}

// Args: -v
// Outcome: exit 1
// Output:
// === RUN   TestA
//     exits_test.go:10: a
// --- PASS: TestA (0.00s)
// === RUN   TestExit
//     exits_test.go:12: x
// out
// FAIL	command-line-arguments	0.000s
// FAIL
