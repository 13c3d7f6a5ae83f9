// Names of subtests: without spaces, printable, and each once.
package x

import "testing"

func TestNames(t *testing.T) {
	for _, name := range []string{"", "", "a b", "a b", "a_b", "a_b#01", "a_b#01", "tab\tline\nend", "\x01\x7f\u200b", "é世", "a/b", "#00", "x#7", "x#07", "no\u00a0break"} {
		t.Run(name, func(t *testing.T) { t.Error("here") })
	}
}

// Peer: skip go test runs it, go run does not
// Outcome: exit 1
// Output:
// --- FAIL: TestNames (0.00s)
//     --- FAIL: TestNames/#00 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/#01 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/a_b (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/a_b#01 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/a_b#02 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/a_b#01#01 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/a_b#01#02 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/tab_line_end (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/\x01\x7f\u200b (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/é世 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/a/b (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/#00#01 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/x#7 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/x#07 (0.00s)
//         subtest_names_test.go:8: here
//     --- FAIL: TestNames/no_break (0.00s)
//         subtest_names_test.go:8: here
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
