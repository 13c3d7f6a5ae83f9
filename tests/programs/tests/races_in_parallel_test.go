// A race that is found a second time fails nobody again.
package p

import (
	"sync"
	"testing"
)

func race() {
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n++
		}()
	}
	wg.Wait()
}

func TestRacyFails(t *testing.T) { t.Error("fails"); race() }
func TestSkips(t *testing.T)     { race(); t.Skip("skipped") }
func TestPar(t *testing.T) {
	for _, n := range []string{"a", "b"} {
		t.Run(n, func(t *testing.T) {
			t.Parallel()
			if n == "b" {
				race()
			}
		})
	}
}
func TestCleanup(t *testing.T)    { t.Cleanup(race) }
func TestOuterRaces(t *testing.T) { race(); t.Run("x", func(t *testing.T) {}) }
func Example() {
	race()
	// Output:
}
func FuzzA(f *testing.F) { f.Add(1); f.Fuzz(func(t *testing.T, n int) { race() }) }

// Race: on
// Outcome: exit 1
// Output:
// --- FAIL: TestRacyFails (0.00s)
//     races_in_parallel_test.go:22: fails
//     testing.go:1867: race detected during execution of test
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
