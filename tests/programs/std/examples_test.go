// Examples: their last comment says what they print, wherever it stands.
package x

import "fmt"

func Example_block() {
	for i := range 2 {
		fmt.Println(i)
		// Output:
		// 0
		// 1
	}
}

func Example_raw() {
	fmt.Println(`{
}`)
	// {
	// }

	// Output: {
	// }
}

func Example_wrong() {
	// Output: is this
	fmt.Println("that")
}

// Peer: skip go test runs it, go run does not
// Outcome: exit 1
// Output:
// --- FAIL: Example_wrong (0.00s)
// got:
// that
// want:
// is this
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
