// Examples, in the order of the text: on one line, unordered, without output, failing.
package p

import "fmt"

func Example() {
	fmt.Println("hello")
	// Output: hello
}
func ExampleMulti() {
	fmt.Println("a")
	fmt.Println("b  ")
	// Output:
	// a
	// b
}
func ExampleUn() {
	for _, s := range []string{"c", "a", "b"} {
		fmt.Println(s)
	}
	// Unordered output:
	// a
	// b
	// c
}
func ExampleBad() {
	fmt.Println("got it")
	// Output: wanted
}
func ExampleBadUn() {
	fmt.Println("x")
	fmt.Println("y")
	// Unordered output:
	// z
	// x
}
func ExampleEmpty() {
	// Output:
}
func ExampleNone() { fmt.Println("never run") }
func ExampleThing_method() {
	fmt.Println("m")
	// output: m
}

// Args: -v
// Outcome: exit 1
// Output:
// === RUN   Example
// --- PASS: Example (0.00s)
// === RUN   ExampleMulti
// --- PASS: ExampleMulti (0.00s)
// === RUN   ExampleUn
// --- PASS: ExampleUn (0.00s)
// === RUN   ExampleBad
// --- FAIL: ExampleBad (0.00s)
// got:
// got it
// want:
// wanted
// === RUN   ExampleBadUn
// --- FAIL: ExampleBadUn (0.00s)
// got:
// x
// y
//
// want (unordered):
// z
// x
//
// === RUN   ExampleEmpty
// --- PASS: ExampleEmpty (0.00s)
// === RUN   ExampleThing_method
// --- PASS: ExampleThing_method (0.00s)
// FAIL
// FAIL	command-line-arguments	0.000s
// FAIL
