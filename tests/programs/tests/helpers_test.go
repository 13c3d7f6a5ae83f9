// Generic helpers, methods as helpers, directories, a panic that is recovered.
package p

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (T, bool) {
	var z T
	if len(s.items) == 0 {
		return z, false
	}
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

func assertEqual[T comparable](t *testing.T, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
func mustPop[T any](t *testing.T, s *Stack[T]) T {
	t.Helper()
	x, ok := s.Pop()
	if !ok {
		t.Fatal("empty")
	}
	return x
}

func TestStack(t *testing.T) {
	s := &Stack[int]{}
	s.Push(1)
	s.Push(2)
	assertEqual(t, mustPop(t, s), 2)
	assertEqual(t, mustPop(t, s), 2)
	mustPop(t, s)
	t.Log("not reached")
}
func TestChdir(t *testing.T) {
	d := t.TempDir()
	t.Chdir(d)
	os.WriteFile("x", []byte("hello"), 0o600)
	b, err := os.ReadFile("x")
	fmt.Println(string(b), err)
	e, _ := os.ReadDir(d)
	fmt.Println(len(e), e[0].Name())
	wd, _ := os.Getwd()
	fmt.Println(strings.HasSuffix(wd, "/001"))
}
func TestRecovers(t *testing.T) {
	defer func() {
		if r := recover(); r == nil {
			t.Error("did not panic")
		} else {
			t.Log("recovered:", r)
		}
	}()
	var s []int
	_ = s[3]
}

type suite struct{ t *testing.T }

func (s suite) check(ok bool) {
	s.t.Helper()
	if !ok {
		s.t.Error("suite check")
	}
}
func TestSuite(t *testing.T) { s := suite{t}; s.check(true); s.check(false) }
func ExampleStack() {
	s := &Stack[string]{}
	s.Push("a")
	x, ok := s.Pop()
	fmt.Println(x, ok)
	fmt.Println()
	fmt.Println("  indented")
	// Output:
	// a true
	//
	//   indented
}
func ExampleStack_Push() { // a comment
	fmt.Println(1)
	// Some words first.
	// Output:
	// 1
}

// Args: -v
// Outcome: exit 1
// Output:
// === RUN   TestStack
//     helpers_test.go:44: got 1, want 2
//     helpers_test.go:45: empty
// --- FAIL: TestStack (0.00s)
// === RUN   TestChdir
// hello <nil>
// 1 x
// true
// --- PASS: TestChdir (0.00s)
// === RUN   TestRecovers
//     helpers_test.go:64: recovered: runtime error: index out of range [3] with length 0
// --- PASS: TestRecovers (0.00s)
// === RUN   TestSuite
//     helpers_test.go:79: suite check
// --- FAIL: TestSuite (0.00s)
// === RUN   ExampleStack
// --- PASS: ExampleStack (0.00s)
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
