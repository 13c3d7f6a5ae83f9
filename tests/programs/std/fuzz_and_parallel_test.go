// Seeds of a fuzz target, subtests of parallel tests, and what only looks like a test.
package ages

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

/*
func TestOld(t *testing.T) { t.Fatal("this is a comment") }
*/

const text = `
func TestText(t *testing.T) { t.Fatal("this is a text") }
`

type age int

func FuzzLength(f *testing.F) {
	f.Add("abc", 3)
	f.Add("", 0)
	f.Add("seven", 7)
	f.Fuzz(func(t *testing.T, s string, n int) {
		if len(s) != n {
			t.Errorf("%q has %d bytes", s, len(s))
		}
	})
}

func TestManySubtests(t *testing.T) {
	for i := range 4 {
		t.Run(fmt.Sprint("part", i), func(t *testing.T) {
			t.Parallel()
			for j := range 3 {
				t.Run(fmt.Sprint("piece", j), func(t *testing.T) { t.Parallel(); t.Helper() })
			}
		})
	}
}

func TestNames(t *testing.T) {
	pc, _, _, _ := runtime.Caller(0)
	name := runtime.FuncForPC(pc).Name()
	if !strings.HasSuffix(name, ".TestNames") || strings.HasPrefix(name, "main.") {
		t.Error(name)
	}
	if got := fmt.Sprintf("%T", age(1)); got != "ages.age" {
		t.Error(got)
	}
}

// Peer: skip go test runs it, go run does not
// Outcome: exit 1
// Output:
// --- FAIL: FuzzLength (0.00s)
//     --- FAIL: FuzzLength/seed#2 (0.00s)
//         fuzz_and_parallel_test.go:27: "seven" has 5 bytes
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
