package main

type code int

func main() {
	panic(code(3))
}

// Outcome: panic
// Stderr: panic: main.code(3)
// Output:
