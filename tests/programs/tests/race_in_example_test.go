// An example is no test that could fail for a race; the program fails.
package p

import (
	"sync"
	"testing"
)

func Example() {
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
	// Output:
}
func TestFine(t *testing.T) {}

// Race: on
// Outcome: exit 1
// Output:
// testing: race detected outside of test execution
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
