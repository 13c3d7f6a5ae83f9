// Examples without a promised output are compiled and not run; a file with nothing else is a test all the
// same. Real Go prints the time that it took.
//
// Peer: skip go test's last line has a time
// Output:
// PASS
// ok  	command-line-arguments	0.000s [no tests to run]
package shapes_test

import "fmt"

type square struct{ side int }

func (s square) area() int { return s.side * s.side }

func Example_area() {
	fmt.Println(square{3}.area())
}
