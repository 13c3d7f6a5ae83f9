// A race that no test is to blame for fails them all.
package p

import (
	"fmt"
	"os"
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

func TestMain(m *testing.M) { race(); c := m.Run(); fmt.Println(c); os.Exit(c) }
func TestFine(t *testing.T) {}

// Race: on
// Outcome: exit 1
// Output:
// testing: race detected outside of test execution
// FAIL
// 1
// FAIL	command-line-arguments	0.000s
// FAIL
