// An example that panics.
package p

import "fmt"

func ExampleA() {
	fmt.Println("a")
	// Output: a
}
func ExampleB() {
	fmt.Println("before")
	var p *int
	fmt.Println(*p)
	// Output: b
}

// Outcome: panic
// Exit: 1
// Stderr: panic: runtime error: invalid memory address or nil pointer dereference
// Output:
// --- FAIL: ExampleB (0.00s)
// FAIL	command-line-arguments	0.000s
// FAIL
