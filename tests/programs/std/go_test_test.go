// A file of tests, run and reported as go test does.
package x

import (
	"fmt"
	"os"
	"testing"
	"time"
)

func add(a, b int) int { return a + b }

func TestOK(t *testing.T) { t.Log("hidden") }

func check(t *testing.T, got, want int) {
	t.Helper()
	if got != want {
		t.Errorf("got %d want %d", got, want)
	}
}

func TestTable(t *testing.T) {
	for _, c := range []struct {
		name    string
		a, b, c int
	}{{"one", 1, 2, 3}, {"two words", 2, 2, 5}, {"one", 1, 1, 2}} {
		t.Run(c.name, func(t *testing.T) {
			check(t, add(c.a, c.b), c.c)
		})
	}
}

func TestPar(t *testing.T) {
	for i := range 3 {
		t.Run(fmt.Sprint("p", i), func(t *testing.T) {
			t.Parallel()
			time.Sleep(time.Duration(3-i) * 10 * time.Millisecond)
			t.Log("multi\nline", i) // told in two lines
			if i == 1 {
				t.Fatal("bad")
			}
		})
	}
}

func TestSkip(t *testing.T) { t.Skip("not now") }

func TestCleanup(t *testing.T) {
	t.Cleanup(func() { fmt.Println("cleanup 1") })
	t.Cleanup(func() { fmt.Println("cleanup 2") })
	defer fmt.Println("defer")
	t.FailNow()
}

func TestEnv(t *testing.T) {
	t.Setenv("A_B", "1")
	if os.Getenv("A_B") != "1" {
		t.Error("env")
	}
	d := t.TempDir()
	if err := os.WriteFile(d+"/x", nil, 0o644); err != nil {
		t.Error(err)
	}
}

func Example_add() {
	fmt.Println(add(1, 2))
	// Output: 3
}

func Example_bad() {
	fmt.Println(add(1, 2))
	// Output: 4
}

func Example_un() {
	fmt.Println("b")
	fmt.Println("a")
	// Unordered output:
	// a
	// b
}

func BenchmarkAdd(b *testing.B) {
	for i := 0; i < b.N; i++ {
		add(1, 2)
	}
}

// Outcome: exit 1
// Peer: skip
// Output:
// --- FAIL: TestTable (0.00s)
//     --- FAIL: TestTable/two_words (0.00s)
//         go_test_test.go:28: got 4 want 5
// --- FAIL: TestPar (0.00s)
//     --- FAIL: TestPar/p1 (0.02s)
//         go_test_test.go:38: multi
//             line 1
//         go_test_test.go:40: bad
// defer
// cleanup 2
// cleanup 1
// --- FAIL: TestCleanup (0.00s)
// --- FAIL: Example_bad (0.00s)
// got:
// 3
// want:
// 4
// FAIL
// FAIL	command-line-arguments	0.030s
// FAIL
