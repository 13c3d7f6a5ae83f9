// Fuzz targets run with their seeds.
package p

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func rev(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}
func FuzzRev(f *testing.F) {
	for _, s := range []string{"abc", "", "日本"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := rev(s)
		if utf8.ValidString(s) && !utf8.ValidString(r) {
			t.Errorf("invalid %q", r)
		}
	})
}
func FuzzTwo(f *testing.F) {
	f.Add(1, "x", []byte("b"))
	f.Add(2, "", []byte(nil))
	f.Log("in f")
	f.Cleanup(func() { fmt.Println("f cleanup") })
	f.Fuzz(func(t *testing.T, n int, s string, b []byte) {
		t.Log(n, strings.ToUpper(s), b)
		t.Run("sub", func(t *testing.T) { t.Log("s") })
	})
}
func FuzzNone(f *testing.F)   { f.Fuzz(func(t *testing.T, n uint8) { t.Error("never") }) }
func FuzzSkip(f *testing.F)   { f.Skip("later") }
func FuzzFail(f *testing.F)   { f.Fatal("bad") }
func FuzzNoFuzz(f *testing.F) { f.Add(1) }

// Args: -v
// Outcome: exit 1
// Output:
// === RUN   FuzzRev
// === RUN   FuzzRev/seed#0
// === RUN   FuzzRev/seed#1
// === RUN   FuzzRev/seed#2
//     seeds_test.go:25: invalid "\xac\x9c楗\xe6"
// --- FAIL: FuzzRev (0.00s)
//     --- PASS: FuzzRev/seed#0 (0.00s)
//     --- PASS: FuzzRev/seed#1 (0.00s)
//     --- FAIL: FuzzRev/seed#2 (0.00s)
// === RUN   FuzzTwo
//     seeds_test.go:32: in f
// === RUN   FuzzTwo/seed#0
//     seeds_test.go:35: 1 X [98]
// === RUN   FuzzTwo/seed#0/sub
//     seeds_test.go:36: s
// === RUN   FuzzTwo/seed#1
//     seeds_test.go:35: 2  []
// === RUN   FuzzTwo/seed#1/sub
//     seeds_test.go:36: s
// f cleanup
// --- PASS: FuzzTwo (0.00s)
//     --- PASS: FuzzTwo/seed#0 (0.00s)
//         --- PASS: FuzzTwo/seed#0/sub (0.00s)
//     --- PASS: FuzzTwo/seed#1 (0.00s)
//         --- PASS: FuzzTwo/seed#1/sub (0.00s)
// === RUN   FuzzNone
// --- PASS: FuzzNone (0.00s)
// === RUN   FuzzSkip
//     seeds_test.go:40: later
// --- SKIP: FuzzSkip (0.00s)
// === RUN   FuzzFail
//     seeds_test.go:41: bad
// --- FAIL: FuzzFail (0.00s)
// === RUN   FuzzNoFuzz
//     fuzz.go:666: returned without calling F.Fuzz, F.Fail, or F.Skip
// --- FAIL: FuzzNoFuzz (0.00s)
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
