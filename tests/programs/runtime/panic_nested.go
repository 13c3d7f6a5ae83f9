package main

func main() {
	defer func() {
		panic("second")
	}()
	panic("first")
}

// Outcome: panic
// Stderr: panic: first
// Stderr: 	panic: second
// Output:
