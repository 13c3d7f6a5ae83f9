// What TestMain does around the tests; it ends the program itself.
package p

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

var name = flag.String("name", "x", "a name")

func TestMain(m *testing.M) {
	flag.Parse()
	fmt.Println("setup", *name)
	code := m.Run()
	fmt.Println("teardown", code)
	os.Exit(code)
}
func TestOne(t *testing.T) { t.Log("one") }
func TestTwo(t *testing.T) { t.Error("two") }

// Args: -v
// Outcome: exit 1
// Output:
// setup x
// === RUN   TestOne
//     around_tests_test.go:20: one
// --- PASS: TestOne (0.00s)
// === RUN   TestTwo
//     around_tests_test.go:21: two
// --- FAIL: TestTwo (0.00s)
// FAIL
// teardown 1
// FAIL	command-line-arguments	0.000s
// FAIL
