package main

func main() {
	defer func() {
		r := recover()
		panic(r)
	}()
	panic("again")
}

// Outcome: panic
// Stderr: panic: again [recovered, repanicked]
// Output:
