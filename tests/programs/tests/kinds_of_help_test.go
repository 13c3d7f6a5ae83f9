// What a test may ask of T: directories, environment, context, deadline, helpers, skips, cleanups, attributes, output.
package p

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTempDir(t *testing.T) {
	d := t.TempDir()
	e := t.TempDir()
	if d == e {
		t.Error("same")
	}
	fmt.Println(filepath.Base(d), filepath.Base(e), filepath.Base(filepath.Dir(d)) == filepath.Base(filepath.Dir(e)))
	fmt.Println(strings.HasPrefix(filepath.Base(filepath.Dir(d)), "TestTempDir"))
	if err := os.WriteFile(filepath.Join(d, "a"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Run("sub/with slash", func(t *testing.T) { fmt.Println(filepath.Base(t.TempDir()), t.Name()) })
}
func TestSetenv(t *testing.T) {
	os.Setenv("AAA", "1")
	t.Run("s", func(t *testing.T) { t.Setenv("AAA", "2"); fmt.Println(os.Getenv("AAA")); t.Setenv("BBB", "x") })
	_, ok := os.LookupEnv("BBB")
	fmt.Println(os.Getenv("AAA"), ok)
}
func TestContext(t *testing.T) {
	ctx := t.Context()
	t.Cleanup(func() { fmt.Println("in cleanup", ctx.Err()) })
	fmt.Println(ctx.Err(), ctx)
}
func TestDeadline(t *testing.T) {
	_, ok := t.Deadline()
	fmt.Println(ok)
}
func check(t testing.TB, ok bool) {
	t.Helper()
	if !ok {
		t.Error("not ok")
	}
}
func check2(t testing.TB, ok bool) { t.Helper(); check(t, ok) }
func TestHelper(t *testing.T) {
	check(t, true)
	check(t, false)
	check2(t, false)
	func() { t.Helper(); t.Log("in closure") }()
}
func TestSkip(t *testing.T) {
	t.Run("a", func(t *testing.T) { t.Skip("not", "now") })
	t.Run("b", func(t *testing.T) { t.Skipf("%d", 3) })
	t.Run("c", func(t *testing.T) { t.SkipNow() })
	t.Run("d", func(t *testing.T) { t.Error("x"); t.Skip("after error") })
	t.Run("e", func(t *testing.T) {
		if testing.Short() {
			t.Skip()
		}
		t.Logf("a\nb\nc")
	})
}
func TestCleanupOrder(t *testing.T) {
	t.Cleanup(func() { t.Log("1"); fmt.Println(t.Failed()) })
	t.Cleanup(func() { t.Log("2"); t.Error("in cleanup"); t.Cleanup(func() { fmt.Println("nested") }) })
	t.Run("x", func(t *testing.T) { t.Cleanup(func() { fmt.Println("x cleaned") }) })
	fmt.Println("end")
}
func TestMulti(t *testing.T) {
	t.Error("line one\nline two")
	t.Log("")
	t.Log("trailing\n")
	t.Log("trailing two\n\n")
	t.Log()
	t.Errorf("%s", "x\n\ny")
	fmt.Print("no newline")
}
func TestAfterNoNewline(t *testing.T) { fmt.Print("abc"); t.Log("logged"); fmt.Print("def") }
func TestAttr(t *testing.T) {
	t.Attr("key", "value")
	t.Log("a")
	fmt.Fprintln(t.Output(), "out")
	fmt.Fprint(t.Output(), "part")
	fmt.Fprint(t.Output(), "ial\nmore")
	fmt.Fprintf(t.Output(), "multi\nline\n")
}

// Args: -v
// Outcome: exit 1
// Output:
// === RUN   TestTempDir
// 001 002 true
// true
// === RUN   TestTempDir/sub/with_slash
// 001 TestTempDir/sub/with_slash
// --- PASS: TestTempDir (0.00s)
//     --- PASS: TestTempDir/sub/with_slash (0.00s)
// === RUN   TestSetenv
// === RUN   TestSetenv/s
// 2
// 1 false
// --- PASS: TestSetenv (0.00s)
//     --- PASS: TestSetenv/s (0.00s)
// === RUN   TestContext
// <nil> context.Background.WithCancel
// in cleanup context canceled
// --- PASS: TestContext (0.00s)
// === RUN   TestDeadline
// true
// --- PASS: TestDeadline (0.00s)
// === RUN   TestHelper
//     kinds_of_help_test.go:49: not ok
//     kinds_of_help_test.go:50: not ok
//     kinds_of_help_test.go:51: in closure
// --- FAIL: TestHelper (0.00s)
// === RUN   TestSkip
// === RUN   TestSkip/a
//     kinds_of_help_test.go:54: not now
// === RUN   TestSkip/b
//     kinds_of_help_test.go:55: 3
// === RUN   TestSkip/c
// === RUN   TestSkip/d
//     kinds_of_help_test.go:57: x
//     kinds_of_help_test.go:57: after error
// === RUN   TestSkip/e
//     kinds_of_help_test.go:62: a
//         b
//         c
// --- FAIL: TestSkip (0.00s)
//     --- SKIP: TestSkip/a (0.00s)
//     --- SKIP: TestSkip/b (0.00s)
//     --- SKIP: TestSkip/c (0.00s)
//     --- FAIL: TestSkip/d (0.00s)
//     --- PASS: TestSkip/e (0.00s)
// === RUN   TestCleanupOrder
// === RUN   TestCleanupOrder/x
// x cleaned
// end
// === NAME  TestCleanupOrder
//     kinds_of_help_test.go:67: 2
//     kinds_of_help_test.go:67: in cleanup
// nested
//     kinds_of_help_test.go:66: 1
// true
// --- FAIL: TestCleanupOrder (0.00s)
//     --- PASS: TestCleanupOrder/x (0.00s)
// === RUN   TestMulti
//     kinds_of_help_test.go:72: line one
//         line two
//     kinds_of_help_test.go:73: 
//     kinds_of_help_test.go:74: trailing
//         
//     kinds_of_help_test.go:75: trailing two
//         
//         
//     kinds_of_help_test.go:76: 
//     kinds_of_help_test.go:77: x
//         
//         y
// no newline--- FAIL: TestMulti (0.00s)
// === RUN   TestAfterNoNewline
// abc    kinds_of_help_test.go:80: logged
// def--- PASS: TestAfterNoNewline (0.00s)
// === RUN   TestAttr
// === ATTR  TestAttr key value
//     kinds_of_help_test.go:83: a
//     out
//     partial
//     moremulti
//     line
// --- PASS: TestAttr (0.00s)
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
