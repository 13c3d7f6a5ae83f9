package main

func main() {
	defer func() {
		recover()
		panic("second")
	}()
	panic("first")
}

// Outcome: panic
// Stderr: panic: first [recovered]
// Stderr: 	panic: second
// Output:
